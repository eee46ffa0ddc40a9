package ordermessage.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import ordermessage.lambda.EventJson;
import ordermessage.log.JsonLoggerFactory;

/**
 * Plays invocations from the event's JSON to the answer's, as the runtime does, so that the first real one finds its
 * classes loaded and its code compiled. The events are the sample events of the repository.
 *
 * @param input the event's class
 * @param output the answer's class
 * @param script the events' files
 */
public record Priming<I, O>(Class<I> input, Class<O> output, List<String> script) {
    /** Where the runtime leaves the trace of an invocation, and the SDK finds it. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    /**
     * How often each event is played. One pass loads every class; the JVM compiles what it has run two hundred times (its
     * Tier3InvocationThreshold). More make the start on one machine slower, and little else faster (docs/decisions.md).
     */
    private static final int PASSES = 200;

    /** @param handler calls an {@link FakeAws} where it would call AWS */
    public void play(RequestHandler<I, O> handler) {
        var events = script.stream().map(Priming::prop).toList();
        System.setProperty(TRACE, "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0");
        JsonLoggerFactory.muted(() -> {
            for (int pass = 0; pass < PASSES; pass++) {
                events.forEach(event -> play(event, handler));
            }
        });
        System.clearProperty(TRACE);
    }

    private void play(byte[] event, RequestHandler<I, O> handler) {
        var json = new EventJson();
        I request = json.fromJson(new ByteArrayInputStream(event), input);
        O answer = handler.handleRequest(request, new PrimingContext());
        json.toJson(answer, new ByteArrayOutputStream(), output);
    }

    /** What a file of {@code events/} holds, of those that are packed into the artifact. */
    public static byte[] prop(String file) {
        try (InputStream json = Priming.class.getResourceAsStream("/priming/" + file)) {
            if (json == null) {
                throw new IllegalStateException("priming/" + file + " is not in the artifact");
            }
            return json.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
