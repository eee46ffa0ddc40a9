package ordermessage.local;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import ordermessage.local.runtime.FunctionRuntime;

/**
 * How a local stack is started.
 *
 * @param project the folder with {@code template.yaml} and the built modules
 * @param data where engines keep their state, and logs go
 * @param port of the API, 0 for any free one; so are the engines' ports
 * @param engineAddress where the engines listen: loopback, unless the user names another
 * @param parameters values for the template's parameters in place of their defaults
 * @param concurrency the most processes of each function
 * @param longPoll how long a poll of a queue waits for messages: at most, and on AWS, 20 s
 * @param runtimes what runs a function, by its logical id, in place of Lambda's Java runtime
 * @param output gets each line that is for the user; called from many threads
 */
public record Options(
        Path project,
        Path data,
        int port,
        int sqsPort,
        int dynamoDbPort,
        int s3Port,
        InetAddress engineAddress,
        Map<String, String> parameters,
        int concurrency,
        Duration longPoll,
        Map<String, FunctionRuntime> runtimes,
        Consumer<String> output) {
    public Options {
        project = project.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        parameters = Map.copyOf(parameters);
        runtimes = Map.copyOf(runtimes);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is %d: a function needs a process".formatted(concurrency));
        }
    }

    /** Where the keys that sign tokens are. */
    Path keys() {
        return data.resolve("cognito");
    }

    /** A stack on free ports with its data in a folder of its own, as tests want it. */
    public static Options onFreePorts(Path project, Path data) {
        return new Options(
                project,
                data,
                0,
                0,
                0,
                0,
                InetAddress.getLoopbackAddress(),
                Map.of(),
                4,
                Duration.ofSeconds(20),
                Map.of(),
                line -> {});
    }

    /** The same with something else that runs these functions. */
    public Options with(Map<String, FunctionRuntime> otherRuntimes, int otherConcurrency, Duration otherLongPoll) {
        return new Options(
                project,
                data,
                port,
                sqsPort,
                dynamoDbPort,
                s3Port,
                engineAddress,
                parameters,
                otherConcurrency,
                otherLongPoll,
                otherRuntimes,
                output);
    }
}
