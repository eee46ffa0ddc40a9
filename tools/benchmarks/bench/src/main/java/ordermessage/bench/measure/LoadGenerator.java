package ordermessage.bench.measure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Generates load with concurrent clients. Each client makes its next call as soon as it has the last answer. */
public final class LoadGenerator {
    private LoadGenerator() {}

    /** One call of a client. */
    @FunctionalInterface
    public interface Call {
        /** @throws Exception when the call fails; the client then makes no more calls */
        void run() throws Exception;
    }

    /**
     * Runs the clients for a time, and returns the calls a second of all clients together.
     *
     * @throws CallFailedException when a call has thrown this exception
     * @throws IllegalStateException when a call has failed in another way
     */
    static double callsPerSecond(int clients, Duration duration, Call call) throws InterruptedException {
        var calls = new AtomicInteger();
        var start = System.nanoTime();
        run(clients, () -> System.nanoTime() - start < duration.toNanos(), () -> {
            call.run();
            calls.incrementAndGet();
        });
        return calls.get() / ((System.nanoTime() - start) / 1e9);
    }

    /**
     * Makes a number of calls with all clients together.
     *
     * @throws CallFailedException when a call has thrown this exception
     * @throws IllegalStateException when a call has failed in another way
     */
    public static void makeCalls(int clients, int calls, Call call) {
        var begun = new AtomicInteger();
        run(clients, () -> begun.getAndIncrement() < calls, call);
    }

    private static void run(int clients, BooleanSupplier goesOn, Call call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(() -> {
                        while (goesOn.getAsBoolean()) {
                            call.run();
                        }
                        return client;
                    }))
                    .toList();
            futures.forEach(LoadGenerator::check);
        }
    }

    private static void check(Future<Integer> client) {
        try {
            client.get();
        } catch (ExecutionException e) {
            // A program that measures prints the message of this exception, and not its stack trace.
            if (e.getCause() instanceof CallFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException("A call failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
