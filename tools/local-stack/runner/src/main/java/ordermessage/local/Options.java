package ordermessage.local;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import ordermessage.local.cognito.SigningKeys;
import ordermessage.local.runtime.FunctionRuntime;

/**
 * The options of a local stack.
 *
 * @param project the folder with {@code template.yaml} and the built modules
 * @param data the folder for the engines' data and the logs
 * @param packages the cache of downloaded packages, which all stacks of the user share
 * @param ports the ports of the API, of the engines, of the user pools, of the API reference and of the console
 * @param engineAddress the address that the engines listen on: a loopback address, unless the user gives another
 * @param dynamoDbCommand the command that starts a DynamoDB-compatible server; empty for Dynoxide
 * @param parameters values for the template's parameters, which replace their defaults
 * @param concurrency the maximum number of processes of each function, at least 1
 * @param startedOnDemand the logical ids of the functions whose first process starts with their first event, as on AWS; those of
 *     the others start with the stack
 * @param longPoll how long a poll of a queue waits for messages, at most 20 s, as on AWS
 * @param runtimes the runtimes that replace Lambda's Java runtime, by the logical id of the function
 * @param signingKeys gives the user pools the keys that sign tokens
 * @param clock tells the time of metrics and alarms
 * @param alarmInterval how often the alarms are evaluated; zero for only when {@link LocalService#monitor} is asked to
 * @param recordsArchives whether the processes of functions record class archives when they end. A process that records one
 *     prevents that others record the same. So a stack that runs for a long time should record none
 * @param consoleFormat how the lines of logs look for the user; the log files have them as they are
 * @param output receives each line for the user; it is called from many threads
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
        Set<String> startedOnDemand,
        Duration longPoll,
        Map<String, FunctionRuntime> runtimes,
        SigningKeys signingKeys,
        InstantSource clock,
        Duration alarmInterval,
        boolean recordsArchives,
        ConsoleFormat consoleFormat,
        Consumer<String> output) {
    public Options {
        project = project.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        packages = packages.toAbsolutePath().normalize();
        parameters = Map.copyOf(parameters);
        startedOnDemand = Set.copyOf(startedOnDemand);
        runtimes = Map.copyOf(runtimes);
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "concurrency is %d: a function needs at least one process".formatted(concurrency));
        }
    }

    /** Returns the folder of the app clients and of the keys that sign tokens, if they are in files. */
    Path keys() {
        return data.resolve("cognito");
    }

    /**
     * Returns a builder with defaults for tests: free ports on the loopback address, four processes of each function,
     * one signing key for all stacks of a build.
     */
    public static Builder builder(Path project, Path data) {
        return new Builder(project, data);
    }

    /** Builds options. An option that is not set has its default. */
    public static final class Builder {
        private final Path project;
        private final Path data;
        private Path packages = UserCache.folder(System.getenv());
        private StackPorts ports = StackPorts.FREE;
        private InetAddress engineAddress = InetAddress.getLoopbackAddress();
        private String dynamoDbCommand = "";
        private Map<String, String> parameters = Map.of();
        private int concurrency = 4;
        private Set<String> startedOnDemand = Set.of();
        private Duration longPoll = Duration.ofSeconds(20);
        private Map<String, FunctionRuntime> runtimes = Map.of();
        private SigningKeys signingKeys = SigningKeys.SHARED;
        private InstantSource clock = InstantSource.system();
        private Duration alarmInterval = Duration.ZERO;
        private boolean recordsArchives = true;
        private ConsoleFormat consoleFormat = ConsoleFormat.RAW;
        private Consumer<String> output = line -> {};

        private Builder(Path project, Path data) {
            this.project = project;
            this.data = data;
        }

        /** Sets {@link Options#packages}. */
        public Builder packages(Path folder) {
            packages = folder;
            return this;
        }

        /** Sets {@link Options#ports}. */
        public Builder ports(StackPorts chosen) {
            ports = chosen;
            return this;
        }

        /** Sets {@link Options#engineAddress}. */
        public Builder engineAddress(InetAddress address) {
            engineAddress = address;
            return this;
        }

        /** Sets {@link Options#dynamoDbCommand}. */
        public Builder dynamoDbCommand(String command) {
            dynamoDbCommand = command;
            return this;
        }

        /** Sets {@link Options#parameters}. */
        public Builder parameters(Map<String, String> values) {
            parameters = values;
            return this;
        }

        /** Sets {@link Options#concurrency}. */
        public Builder concurrency(int processes) {
            concurrency = processes;
            return this;
        }

        /** Sets {@link Options#startedOnDemand}. */
        public Builder startedOnDemand(Set<String> logicalIds) {
            startedOnDemand = logicalIds;
            return this;
        }

        /** Sets {@link Options#longPoll}. */
        public Builder longPoll(Duration wait) {
            longPoll = wait;
            return this;
        }

        /** Sets {@link Options#runtimes}. */
        public Builder runtimes(Map<String, FunctionRuntime> byLogicalId) {
            runtimes = byLogicalId;
            return this;
        }

        /** Sets {@link Options#signingKeys}. */
        public Builder signingKeys(SigningKeys keys) {
            signingKeys = keys;
            return this;
        }

        /** Sets {@link Options#clock}. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /** Sets {@link Options#alarmInterval}. */
        public Builder alarmInterval(Duration interval) {
            alarmInterval = interval;
            return this;
        }

        /** Sets {@link Options#recordsArchives}. */
        public Builder recordsArchives(boolean recorded) {
            recordsArchives = recorded;
            return this;
        }

        /** Sets {@link Options#consoleFormat}. */
        public Builder consoleFormat(ConsoleFormat format) {
            consoleFormat = format;
            return this;
        }

        /** Sets {@link Options#output}. */
        public Builder output(Consumer<String> lines) {
            output = lines;
            return this;
        }

        /** Returns the options. */
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
                    startedOnDemand,
                    longPoll,
                    runtimes,
                    signingKeys,
                    clock,
                    alarmInterval,
                    recordsArchives,
                    consoleFormat,
                    output);
        }
    }
}
