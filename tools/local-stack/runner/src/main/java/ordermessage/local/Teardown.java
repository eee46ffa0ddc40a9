package ordermessage.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be ended in the opposite order. */
final class Teardown implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** Ends all of it, also when the end of one part fails. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            end(started.pop());
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) { // Whatever it is, it must not keep the others, which are processes, from being
            // ended.
            System.err.println("Not ended in peace: " + failure);
        }
    }
}
