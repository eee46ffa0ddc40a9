package ordermessage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ordermessage.local.files.OwnerOnly;
import ordermessage.local.provision.LocalNames;

/**
 * Writes a file with environment variables for a shell. After {@code . .local/env} the AWS CLI uses the engines, and
 * each output of the template is a variable: {@code QueueUrl} becomes {@code QUEUE_URL}.
 */
final class EnvironmentFile {
    private EnvironmentFile() {}

    static void write(Path file, LocalService service) {
        var stack = service.stack();
        var variables = new TreeMap<String, String>(service.endpoints().variables());
        // Only the operator's tool calls it. No function does.
        variables.put(
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                service.endpoints().cognito().toString());
        stack.userPools().stream()
                .findFirst()
                .ifPresent(pool ->
                        variables.put("JWKS_URL", service.publicKeys(pool.id()).toString()));
        variables.putAll(Map.of(
                "AWS_REGION",
                LocalNames.REGION,
                "AWS_DEFAULT_REGION",
                LocalNames.REGION,
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local"));
        stack.outputs().forEach((output, value) -> variables.put(variable(output), value));
        var lines = variables.entrySet().stream()
                .map(variable -> "export %s='%s'".formatted(variable.getKey(), quoted(variable.getValue())))
                .collect(Collectors.joining("\n", "", "\nunset AWS_SESSION_TOKEN AWS_PROFILE\n"));
        try {
            OwnerOnly.replace(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String variable(String output) {
        return output.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return value.replace("'", "'\\''");
    }
}
