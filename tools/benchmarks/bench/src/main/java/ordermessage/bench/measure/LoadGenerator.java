package ordermessage.bench.measure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Generates load with concurrent clients. Each client makes its next call as soon as it has the last answer. */
final class LoadGenerator {
    private LoadGenerator() {}

    /** One call of a client. */
    @FunctionalInterface
    interface Call {
        /** @throws Exception when the call fails; the client then makes no more calls */
        void run() throws Exception;
    }

    /**
     * Runs the clients for a time, and returns the calls a second of all clients together.
     *
     * @throws IllegalStateException when a call has failed
     */
    static double callsPerSecond(int clients, Duration duration, Call call) throws InterruptedException {
        var calls = new AtomicInteger();
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(() -> {
                        while (System.nanoTime() - start < duration.toNanos()) {
                            call.run();
                            calls.incrementAndGet();
                        }
                        return client;
                    }))
                    .toList();
            futures.forEach(LoadGenerator::check);
        }
        return calls.get() / ((System.nanoTime() - start) / 1e9);
    }

    private static void check(Future<Integer> client) {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
