package ordermessage.local;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ordermessage.local.cognito.SigningKeys;
import ordermessage.local.process.Ports;

/**
 * The settings of {@code make run}, {@code make token} and {@code make alarms}, which the user gives as environment
 * variables. A variable that is blank counts as not set.
 */
final class Settings {
    private static final Duration ALARM_INTERVAL = Duration.ofSeconds(5);

    /** Short, because a pause of the consumer waits until the current polls have ended. */
    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    private static final int FIRST_CONSOLE_PORT = 3003;
    private static final int CONSOLE_PORTS = 20;

    private final Map<String, String> environment;
    private final boolean terminal;

    /** @param terminal whether the user's lines go to a terminal */
    Settings(Map<String, String> environment, boolean terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Converts the settings into options.
     *
     * @param output receives each line for the user
     * @throws StartFailedException when a setting is not valid
     */
    Options options(Path project, Consumer<String> output) {
        return Options.builder(project, data(project))
                .packages(UserCache.folder(environment))
                .ports(ports())
                .longPoll(LONG_POLL)
                .engineAddress(address(text("BIND").orElse("127.0.0.1")))
                .dynamoDbCommand(text("DYNAMODB_COMMAND").orElse(""))
                .parameters(parameters(text("PARAMETERS").orElse("")))
                .concurrency(number("CONCURRENCY", defaultConcurrency(), 1, 1000))
                .signingKeys(SigningKeys.IN_FILES)
                .alarmInterval(ALARM_INTERVAL)
                .consoleFormat(consoleFormat())
                .output(output)
                .build();
    }

    private StackPorts ports() {
        var others = new StackPorts(
                port("PORT", 3000),
                port("SQS_PORT", 9324),
                port("DYNAMODB_PORT", 8000),
                port("S3_PORT", 9000),
                port("COGNITO_PORT", 0),
                port("DOCS_PORT", 0),
                0);
        return others.withConsole(text("CONSOLE_PORT").isPresent() ? port("CONSOLE_PORT", 0) : consolePort(others));
    }

    /** Returns the first of a few ports that no server uses, or 0 when all are in use: the console works on any port. */
    private static int consolePort(StackPorts others) {
        var loopback = new Ports(InetAddress.getLoopbackAddress());
        return IntStream.range(FIRST_CONSOLE_PORT, FIRST_CONSOLE_PORT + CONSOLE_PORTS)
                .filter(port -> !others.contains(port) && loopback.isFree(port))
                .findFirst()
                .orElse(0);
    }

    /** Returns the data folder of the stack. */
    Path data(Path project) {
        return project.resolve(text("LOCAL_DIR").orElse(".local"));
    }

    /** Returns the id of the company that gets a token; empty for the company of the sample message. */
    Optional<String> companyId() {
        return text("COMPANY_ID");
    }

    /**
     * Returns the access of the token.
     *
     * @throws StartFailedException when the setting is not valid
     */
    Access access() {
        return Access.of(text("ACCESS").orElse(""));
    }

    private ConsoleFormat consoleFormat() {
        var format = text("LOG_FORMAT").orElse("text");
        return switch (format) {
            case "text" -> new ReadableFormat(ZoneId.systemDefault(), hasColour());
            case "json" -> ConsoleFormat.RAW;
            default -> throw new StartFailedException("LOG_FORMAT=%s is neither text nor json".formatted(format));
        };
    }

    /**
     * Returns whether the output may have colours.
     *
     * @see <a href="https://no-color.org">NO_COLOR</a>
     */
    private boolean hasColour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
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
        throw new StartFailedException(
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
            throw new StartFailedException("BIND=%s is not an address of this machine".formatted(text));
        } catch (UnknownHostException | SocketException e) {
            throw new StartFailedException("BIND=%s is not an address of this machine".formatted(text), e);
        }
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            var parts = parameter.split("=", 2);
            if (parts.length < 2 || parts[0].isEmpty()) {
                throw new StartFailedException("PARAMETERS has '%s', which is not Key=Value".formatted(parameter));
            }
            parameters.put(parts[0], parts[1]);
        }
        return parameters;
    }
}
