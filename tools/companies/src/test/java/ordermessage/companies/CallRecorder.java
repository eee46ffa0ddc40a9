package ordermessage.companies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Records what an SDK client sends and gets. */
final class CallRecorder implements ExecutionInterceptor {
    private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();

    List<RecordedCall> calls() {
        return calls;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        try {
            var answer = context.responseBody().isPresent()
                    ? context.responseBody().get().readAllBytes()
                    : new byte[0];
            calls.add(new RecordedCall(
                    context.httpRequest().firstMatchingHeader("X-Amz-Target").orElse(""),
                    text(context.requestBody()
                            .orElseThrow()
                            .contentStreamProvider()
                            .newStream()
                            .readAllBytes()),
                    context.httpResponse().statusCode(),
                    text(answer)));
            return Optional.of(new ByteArrayInputStream(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
