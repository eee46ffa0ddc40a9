package ordermessage.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;
import ordermessage.local.process.PortTaken;
import ordermessage.local.process.Ports;

/**
 * A server that stands in for one AWS service, in a process of its own. What it has acknowledged is on disk: it
 * survives {@link #kill()}.
 */
public final class Engine implements AutoCloseable {
    /** An engine serves one developer: it should start fast and stay small rather than reach top speed. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final EngineKind kind;
    private final Place place;
    private ChildProcess process;

    private Engine(EngineKind kind, Place place) {
        this.kind = kind;
        this.place = place;
        this.process = launch();
    }

    /**
     * Starts an engine on what it stored before, and returns when it serves.
     *
     * @throws PortTaken when something else listens on the port
     * @throws EngineFailed when it ends, or does not serve in time
     */
    public static Engine start(EngineKind kind, Place place) {
        var port = new Ports(place.address()).choose(place.port(), kind.service(), kind.portVariable());
        var engine = new Engine(kind, place.at(port));
        engine.awaitReady();
        return engine;
    }

    /** The URI for clients of the service. */
    public URI endpoint() {
        return endpoint(place);
    }

    /** The process id. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Ends the engine as a power cut does (SIGKILL), and returns when it is gone. */
    public synchronized void kill() {
        process.kill();
        process.exit().join();
    }

    /** Starts the engine again on the same port and data, killing it first if it runs; returns when it serves. */
    public synchronized void restart() {
        kill();
        process = launch();
        awaitReady();
    }

    /** Ends the engine in peace. */
    @Override
    public synchronized void close() {
        process.close();
    }

    static URI endpoint(Place place) {
        try {
            return new URI("http", null, place.host(), place.port(), null, null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private ChildProcess launch() {
        kind.tidy(dataFolder());
        return ChildProcess.start(command(), place.output());
    }

    private Command command() {
        var module = place.modules().resolve(kind.module());
        var options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(kind.jvmOptions(place));
        return new Command.Jvm(
                kind.module(),
                ClassPath.ofModule(module).entries(),
                options,
                kind.mainClass(),
                kind.arguments(place),
                Map.of(),
                dataFolder());
    }

    private Path dataFolder() {
        try {
            return Files.createDirectories(place.data());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady() {
        try {
            new Readiness(kind, endpoint()).await(process);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }
}
