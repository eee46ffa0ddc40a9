package ordermessage.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import ordermessage.lambda.EventJson;
import ordermessage.slf4j.StandardOutput;

/**
 * The invocations that prime a handler. They go from the event's JSON to the answer's JSON, as in the runtime, so that the
 * first real invocation finds its classes loaded and its code compiled. The events are the sample events of the repository.
 */
public final class Priming<I, O> {
    /** The number of passes: see {@link #passes()}. */
    private static final int PASSES = 400;

    /**
     * The time after which no further pass begins. Lambda allows 130 seconds for the init phase with SnapStart, and a function
     * with little memory is slow.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda: execution environment</a>
     */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    /** The property in which the runtime stores the trace of an invocation. The SDK reads it. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final Class<I> input;
    private final Class<O> output;
    private final List<String> files;

    /**
     * Creates the invocations with the events of some files.
     *
     * @param input the class of the event
     * @param output the class of the answer
     * @param files the names of the files in {@code events/}
     */
    public Priming(Class<I> input, Class<O> output, List<String> files) {
        this.input = input;
        this.output = output;
        this.files = List.copyOf(files);
    }

    /**
     * Runs the invocations.
     *
     * @param handler its clients must call a {@link FakeAws}
     */
    public void run(RequestHandler<I, O> handler) {
        run(handler, TIME_LIMIT);
    }

    /** Runs the invocations with another time limit. There is always one pass. */
    void run(RequestHandler<I, O> handler, Duration timeLimit) {
        var end = System.nanoTime() + timeLimit.toNanos();
        var events = files.stream().map(Priming::event).map(Priming::compact).toList();
        System.setProperty(TRACE, "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0");
        StandardOutput.muted(() -> {
            var passes = passes();
            do {
                events.forEach(event -> run(event, handler));
                passes--;
            } while (passes > 0 && System.nanoTime() < end);
        });
        System.clearProperty(TRACE);
    }

    /** Reads a file of {@code events/} that is packed into the artifact. */
    public static byte[] event(String file) {
        try (InputStream json = Priming.class.getResourceAsStream("/priming/" + file)) {
            if (json == null) {
                throw new IllegalStateException("priming/" + file + " is not in the artifact");
            }
            return json.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes white space, because Lambda sends events without it. The sample files have white space for human readers. */
    private static byte[] compact(byte[] json) {
        return JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void run(byte[] event, RequestHandler<I, O> handler) {
        var json = new EventJson();
        I request = json.fromJson(new ByteArrayInputStream(event), input);
        O answer = handler.handleRequest(request, new PrimingContext());
        json.toJson(answer, new ByteArrayOutputStream(), output);
    }

    /**
     * Returns the number of passes. One pass loads every class. The JVM compiles a method after two hundred calls
     * (Tier3InvocationThreshold), and queues it for the compiler. Four hundred passes leave less to compile while requests wait
     * (docs/decisions.md). The system property {@code ordermessage.priming.passes} sets another number, for a stack that does not
     * restore snapshots and so gains nothing from them.
     */
    private static int passes() {
        return Integer.getInteger("ordermessage.priming.passes", PASSES);
    }
}
