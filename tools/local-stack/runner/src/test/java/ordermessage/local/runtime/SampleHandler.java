package ordermessage.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;

/** A function that runs the command in its event, a JSON string such as {@code "sleep 1000"}. */
public final class SampleHandler implements RequestStreamHandler, Resource {
    private final List<String> hooks = new ArrayList<>();

    /** Registers the hooks of SnapStart. */
    public SampleHandler() {
        Core.getGlobalContext().register(this);
        hooks.add("init");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var command = new String(input.readAllBytes(), StandardCharsets.UTF_8)
                .replace("\"", "")
                .split(" ", 2);
        var argument = command.length == 1 ? "" : command[1];
        output.write(answer(command[0], argument, context).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        hooks.add("beforeCheckpoint");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        hooks.add("afterRestore");
    }

    private String answer(String command, String argument, Context context) {
        return switch (command) {
            case "pid" -> Long.toString(ProcessHandle.current().pid());
            case "echo" -> argument;
            case "repeat" -> "x".repeat(Integer.parseInt(argument));
            case "environment" -> String.valueOf(System.getenv(argument));
            case "heap" -> Long.toString(Runtime.getRuntime().maxMemory() >> 20);
            case "hooks" -> String.join(" ", hooks);
            case "context" ->
                String.join(" ", context.getFunctionName(), context.getInvokedFunctionArn(), context.getAwsRequestId());
            case "remaining" -> Integer.toString(context.getRemainingTimeInMillis());
            case "print" -> print(argument);
            case "sleep" -> sleep(Long.parseLong(argument));
            case "exit" -> exit(Integer.parseInt(argument));
            default -> throw new IllegalArgumentException("unknown command: " + command);
        };
    }

    private static String print(String text) {
        System.out.println(text);
        return "";
    }

    private static String sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Long.toString(ProcessHandle.current().pid());
    }

    private static String exit(int status) {
        Runtime.getRuntime().halt(status);
        return "";
    }
}
