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
 * @param packages where downloaded packages are kept, for all stacks of the user
 * @param engineAddress where the engines listen: loopback, unless the user names another
 * @param dynamoDbCommand starts a DynamoDB-compatible server; empty for Dynoxide
 * @param parameters values for the template's parameters in place of their defaults
 * @param concurrency the most processes of each function
 * @param longPoll how long a poll of a queue waits for messages: at most, and on AWS, 20 s
 * @param runtimes what runs a function, by its logical id, in place of Lambda's Java runtime
 * @param output gets each line that is for the user; called from many threads
 */
public record Options(
        Path project,
        Path data,
        Path packages,
        StackPorts ports,
        InetAddress engineAddress,
        String dynamoDbCommand,
        Map<String, String> parameters,
        int concurrency,
        Duration longPoll,
        Map<String, FunctionRuntime> runtimes,
        Consumer<String> output) {
    public Options {
        project = project.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        packages = packages.toAbsolutePath().normalize();
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

    /** Options with defaults for tests: free ports on the loopback address, four processes of each function. */
    public static Builder builder(Path project, Path data) {
        return new Builder(project, data);
    }

    /** Collects the options that are not the default. */
    public static final class Builder {
        private final Path project;
        private final Path data;
        private Path packages = UserCache.folder(System.getenv());
        private StackPorts ports = StackPorts.FREE;
        private InetAddress engineAddress = InetAddress.getLoopbackAddress();
        private String dynamoDbCommand = "";
        private Map<String, String> parameters = Map.of();
        private int concurrency = 4;
        private Duration longPoll = Duration.ofSeconds(20);
        private Map<String, FunctionRuntime> runtimes = Map.of();
        private Consumer<String> output = line -> {};

        private Builder(Path project, Path data) {
            this.project = project;
            this.data = data;
        }

        /** See {@link Options#packages}. */
        public Builder packages(Path folder) {
            packages = folder;
            return this;
        }

        /** See {@link Options#ports}. */
        public Builder ports(StackPorts chosen) {
            ports = chosen;
            return this;
        }

        /** See {@link Options#engineAddress}. */
        public Builder engineAddress(InetAddress address) {
            engineAddress = address;
            return this;
        }

        /** See {@link Options#dynamoDbCommand}. */
        public Builder dynamoDbCommand(String command) {
            dynamoDbCommand = command;
            return this;
        }

        /** See {@link Options#parameters}. */
        public Builder parameters(Map<String, String> values) {
            parameters = values;
            return this;
        }

        /** See {@link Options#concurrency}. */
        public Builder concurrency(int processes) {
            concurrency = processes;
            return this;
        }

        /** See {@link Options#longPoll}. */
        public Builder longPoll(Duration wait) {
            longPoll = wait;
            return this;
        }

        /** See {@link Options#runtimes}. */
        public Builder runtimes(Map<String, FunctionRuntime> byLogicalId) {
            runtimes = byLogicalId;
            return this;
        }

        /** See {@link Options#output}. */
        public Builder output(Consumer<String> lines) {
            output = lines;
            return this;
        }

        /** The options. */
        public Options build() {
            return new Options(
                    project,
                    data,
                    packages,
                    ports,
                    engineAddress,
                    dynamoDbCommand,
                    parameters,
                    concurrency,
                    longPoll,
                    runtimes,
                    output);
        }
    }
}
