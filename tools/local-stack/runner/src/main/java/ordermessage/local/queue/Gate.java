package ordermessage.local.queue;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets pollers in while it is open. Closing it waits until no poller is inside. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open = true;
    private int inside;

    /** Waits until the gate is open, and goes in. */
    void enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!open) {
                changed.await();
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            open = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return !open;
        } finally {
            lock.unlock();
        }
    }

    boolean isEntered() {
        lock.lock();
        try {
            return inside > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the gate and waits until all pollers inside have left. */
    void close() {
        lock.lock();
        try {
            open = false;
            while (inside > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
