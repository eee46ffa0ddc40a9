package ordermessage.local.redirect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends calls of a function to another address than the engine, while there is a file for the port of the engine. The local
 * stack creates and deletes these files. The SDK finds this class itself and runs it in every client of the process, because
 * it is in {@code execution.interceptors}.
 *
 * <p>A call that has begun keeps its address, also when it is tried again.
 */
public final class CallRedirect implements ExecutionInterceptor {
    /** The variable of the function's process with the folder of the files. Without it, no call is redirected. */
    public static final String FOLDER_VARIABLE = "LOCAL_CALL_REDIRECTS";

    private final String folder;

    /** Makes the redirect of this process. The SDK calls this. */
    public CallRedirect() {
        this(System.getenv());
    }

    CallRedirect(Map<String, String> environment) {
        folder = environment.getOrDefault(FOLDER_VARIABLE, "");
    }

    /**
     * Returns the file that redirects the calls of an engine. Its content is the {@link Redirect#text}.
     *
     * @param port the port of the engine
     */
    public static Path file(Path folder, int port) {
        return folder.resolve(Integer.toString(port));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        var request = context.httpRequest();
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return redirect(request.port())
                .filter(redirect -> redirect.includes(operation))
                .map(redirect ->
                        request.copy(copy -> copy.protocol(redirect.address().getScheme())
                                .host(redirect.address().getHost())
                                .port(redirect.address().getPort())))
                .orElse(request);
    }

    private Optional<Redirect> redirect(int port) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        var file = file(Path.of(folder), port);
        try {
            // Without this check, each call without a redirect would make an exception.
            return Files.exists(file) ? Optional.of(Redirect.parse(Files.readString(file))) : Optional.empty();
        } catch (NoSuchFileException e) {
            // It has just been deleted.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
