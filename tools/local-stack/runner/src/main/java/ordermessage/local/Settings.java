package ordermessage.local;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of {@code make run}, which the user gives as environment variables. */
final class Settings {
    private final Map<String, String> environment;

    Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Converts the settings into options.
     *
     * @param output receives each line for the user
     * @throws StartFailed when a setting is not valid
     */
    Options options(Path project, Consumer<String> output) {
        return Options.builder(project, project.resolve(text("LOCAL_DIR").orElse(".local")))
                .packages(UserCache.folder(environment))
                .ports(new StackPorts(
                        port("PORT", 3000), port("SQS_PORT", 9324), port("DYNAMODB_PORT", 8000), port("S3_PORT", 9000)))
                .engineAddress(address(text("BIND").orElse("127.0.0.1")))
                .dynamoDbCommand(text("DYNAMODB_COMMAND").orElse(""))
                .parameters(parameters(text("PARAMETERS").orElse("")))
                .concurrency(number("CONCURRENCY", defaultConcurrency(), 1, 1000))
                .output(output)
                .build();
    }

    private Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private int port(String variable, int defaultValue) {
        return number(variable, defaultValue, 0, 65_535);
    }

    private int number(String variable, int defaultValue, int min, int max) {
        try {
            var number = text(variable).map(Integer::parseInt).orElse(defaultValue);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new StartFailed(
                "%s=%s is not a number from %d to %d".formatted(variable, environment.get(variable), min, max));
    }

    /**
     * Returns the default concurrency: the number of processors, but at least 2 and at most 4. More processes than
     * processors only compete with each other, and more than 4 of each function need a lot of memory.
     */
    private static int defaultConcurrency() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    }

    private static InetAddress address(String text) {
        try {
            var address = InetAddress.getByName(text);
            if (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
            throw new StartFailed("BIND=%s is not an address of this machine".formatted(text));
        } catch (UnknownHostException | SocketException e) {
            throw new StartFailed("BIND=%s is not an address of this machine".formatted(text), e);
        }
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            var parts = parameter.split("=", 2);
            if (parts.length < 2 || parts[0].isEmpty()) {
                throw new StartFailed("PARAMETERS has '%s', which is not Key=Value".formatted(parameter));
            }
            parameters.put(parts[0], parts[1]);
        }
        return parameters;
    }
}
