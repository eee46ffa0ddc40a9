package ordermessage.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Several clients that call as fast as they are answered. */
final class Load {
    private Load() {}

    /** One call; what it throws ends the load. */
    @FunctionalInterface
    interface Call {
        void make() throws Exception;
    }

    /** Calls a second, over all clients. */
    static double rate(int clients, Duration duration, Call call) throws InterruptedException {
        var made = new AtomicInteger();
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(() -> {
                        while (System.nanoTime() - begun < duration.toNanos()) {
                            call.make();
                            made.incrementAndGet();
                        }
                        return client;
                    }))
                    .toList();
            runs.forEach(Load::check);
        }
        return made.get() / ((System.nanoTime() - begun) / 1e9);
    }

    private static void check(Future<Integer> run) {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
