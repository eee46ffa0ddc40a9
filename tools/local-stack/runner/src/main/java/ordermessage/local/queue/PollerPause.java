package ordermessage.local.queue;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Pauses the pollers of a queue. During a pause, no poller can begin a poll. */
final class PollerPause {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean paused;
    private int polls;

    /** Waits until there is no pause, and begins a poll. */
    void beginPoll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (paused) {
                changed.await();
            }
            polls++;
        } finally {
            lock.unlock();
        }
    }

    void endPoll() {
        lock.lock();
        try {
            polls--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets no poller begin another poll, and waits until all polls in progress have ended. */
    void pause() {
        lock.lock();
        try {
            paused = true;
            while (polls > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether no poll can begin: after {@link #pause} was called and until {@link #resume}. */
    boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    boolean isPollInProgress() {
        lock.lock();
        try {
            return polls > 0;
        } finally {
            lock.unlock();
        }
    }
}
