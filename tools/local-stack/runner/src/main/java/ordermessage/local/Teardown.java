package ordermessage.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** The started parts of a stack, which are shut down in reverse order. */
final class Teardown implements AutoCloseable {
    private final Deque<Part> started = new ArrayDeque<>();

    private record Part(String name, AutoCloseable resource) {}

    /**
     * Adds a part.
     *
     * @param name the name of the part for error messages
     * @return the part
     */
    synchronized <T extends AutoCloseable> T add(String name, T part) {
        started.push(new Part(name, part));
        return part;
    }

    /** Shuts all parts down, even when one of them fails. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    private static void close(Part part) {
        try {
            part.resource().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // All of them: the other parts must still be shut down.
            System.err.println("The %s did not shut down cleanly: %s".formatted(part.name(), e));
        }
    }
}
