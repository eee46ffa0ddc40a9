package ordermessage.bench.local;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.bench.measure.LatencySamples;
import ordermessage.bench.measure.LoadGenerator;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.Api;
import ordermessage.harness.ApiClient;

/**
 * Measures the stack of {@code make run} as its user meets it: over HTTP, with the client, the runner, the functions and the
 * engines on one machine.
 */
public final class LocalBenchmark implements AutoCloseable {
    private static final int CLIENTS = 16;
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    /** The numbers of messages in a round. They are large enough for the JVMs' compilers, so the first round warms up. */
    private static final int STORED_MESSAGES = 2_000;

    private static final int QUEUED_MESSAGES = 3_000;
    private static final int READ_MESSAGES = 4_000;

    /** The number of calls of which the console shows the p50. */
    private static final int CALLS_OF_ONE_CLIENT = 500;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final SampleEvents events;
    private final RunningStack stack;
    private final Api connections;
    private final ApiClient api;

    /**
     * Starts the stack and warms it up.
     *
     * @param project the folder of the built project
     * @param data an empty folder
     */
    public LocalBenchmark(Path project, Path data, SampleEvents events) {
        this.events = events;
        stack = new RunningStack(project, data);
        connections = new Api(stack.api(), stack::token, RESPONSE_TIMEOUT);
        api = connections.as(SampleEvents.COMPANY_ID);
        api.post(events.message(SampleEvents.STORED_MESSAGE_ID));
        api.awaitMessage(SampleEvents.STORED_MESSAGE_ID);
        runRound(new LocalReport());
    }

    /** Runs one round. */
    public void runRound(LocalReport report) {
        postAndStore(report);
        stack.pauseConsumer();
        post(report);
        measureAdded(report, LocalFigure.POST_ADDED, ServiceFunction.POST, this::postMessage);
        store(report);
        get(report);
        measureAdded(report, LocalFigure.GET_ADDED, ServiceFunction.GET, this::getMessage);
    }

    @Override
    public void close() {
        connections.close();
        stack.close();
    }

    private void postAndStore(LocalReport report) {
        var before = processorTime();
        var start = System.nanoTime();
        report.add(LocalFigure.POSTS_WHILE_STORING, rate(STORED_MESSAGES, this::postMessage));
        var stored = STORED_MESSAGES - stack.backlog().size();
        report.add(LocalFigure.STORED_WHILE_POSTING, stored / seconds(start));
        awaitEmptyQueue();
        report.add(Work.POST_AND_STORE, processorTime().since(before), STORED_MESSAGES);
    }

    private void post(LocalReport report) {
        var before = processorTime();
        report.add(LocalFigure.POSTS, rate(QUEUED_MESSAGES, this::postMessage));
        report.add(Work.POST, processorTime().since(before), QUEUED_MESSAGES);
    }

    private void store(LocalReport report) {
        var messages = stack.backlog().size();
        var before = processorTime();
        var start = System.nanoTime();
        stack.resumeConsumer();
        awaitEmptyQueue();
        report.add(LocalFigure.DRAINED, messages / seconds(start));
        report.add(Work.STORE, processorTime().since(before), messages);
    }

    private void get(LocalReport report) {
        var before = processorTime();
        report.add(LocalFigure.GETS, rate(READ_MESSAGES, this::getMessage));
        report.add(Work.GET, processorTime().since(before), READ_MESSAGES);
    }

    /** Measures how much longer a request takes through the gateway than in the function. */
    private void measureAdded(LocalReport report, LocalFigure figure, ServiceFunction function, Runnable call) {
        var nanoseconds = new long[CALLS_OF_ONE_CLIENT];
        for (var i = 0; i < nanoseconds.length; i++) {
            var start = System.nanoTime();
            call.run();
            nanoseconds[i] = System.nanoTime() - start;
        }
        report.add(figure, new LatencySamples(nanoseconds).percentile(0.5) - stack.p50(function.logicalId()));
    }

    /** Makes calls with all clients, and returns the calls a second. */
    private static double rate(int calls, LoadGenerator.Call call) {
        var start = System.nanoTime();
        LoadGenerator.makeCalls(CLIENTS, calls, call);
        return calls / seconds(start);
    }

    private ProcessorTime processorTime() {
        return ProcessorTime.of(stack.state());
    }

    private void awaitEmptyQueue() {
        if (!stack.backlog().awaitDrained(LONGEST_DRAIN)) {
            throw new CallFailedException("The queue is not empty after " + LONGEST_DRAIN);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void postMessage() {
        require(ACCEPTED, api.post(events.message()));
    }

    private void getMessage() {
        require(OK, api.get(SampleEvents.STORED_MESSAGE_ID));
    }

    private static void require(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new CallFailedException("A request was answered with status " + response.statusCode());
        }
    }
}
