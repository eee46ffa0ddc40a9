package ordermessage.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import ordermessage.local.files.OwnerOnly;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.PortTaken;
import ordermessage.local.process.Ports;

/**
 * A server that stands in for one AWS service, in a process of its own. What it has acknowledged is on disk: it
 * survives {@link #kill()}. When its process ends and nobody asked for that, it is started again on its data.
 */
public final class Engine implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EngineKind kind;
    private final EngineSettings place;
    private volatile LastLine output;
    private volatile ChildProcess process;

    /** Whether the process is to run; if it does not, it is started again. */
    private volatile boolean wanted = true;

    private Engine(EngineKind kind, EngineSettings place) {
        this.kind = kind;
        this.place = place;
    }

    /**
     * Starts an engine on what it stored before, and returns when it serves.
     *
     * @throws PortTaken when something else listens on the port
     * @throws EngineFailed when it ends, or does not serve in time
     */
    public static Engine start(EngineKind kind, EngineSettings place) {
        var port = new Ports(place.address()).choose(place.port(), kind.service(), kind.portVariable());
        var engine = new Engine(kind, place.at(port));
        engine.launch();
        return engine;
    }

    /** The URI for clients of the service. */
    public URI endpoint() {
        return endpoint(place);
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends the engine as a power cut does (SIGKILL); returns when it is gone. It stays down until {@link #restart()}. */
    public synchronized void kill() {
        wanted = false;
        process.kill();
        process.exit().join();
    }

    /** Starts the engine again on the same port and data, killing it first if it runs; returns when it serves. */
    public synchronized void restart() {
        kill();
        wanted = true;
        launch();
    }

    /** Ends the engine: asks first, then kills. */
    @Override
    public void close() {
        wanted = false;
        // Before the lock: it ends a start that is under way.
        process.close();
        synchronized (this) {
            process.close();
        }
    }

    static URI endpoint(EngineSettings place) {
        try {
            return new URI("http", null, place.host(), place.port(), null, null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private synchronized void launch() {
        var data = dataFolder();
        kind.tidy(data);
        output = new LastLine(place.output());
        var started = ChildProcess.start(kind.command(place), output);
        process = started;
        try {
            new ReadinessProbe(kind, endpoint()).await(started, output);
        } catch (RuntimeException failure) {
            started.close();
            throw failure;
        }
        var _ = started.exit().thenAcceptAsync(code -> endedBy(started, code), Thread::startVirtualThread);
    }

    private void endedBy(ChildProcess ended, int exitCode) {
        if (wanted && ended == process) {
            place.console()
                    .accept("%s (for %s) %s; it is started again on its data"
                            .formatted(kind.name(), kind.service(), output.reason(exitCode)));
            startAgain();
        }
    }

    private void startAgain() {
        for (var pause = FIRST_PAUSE; wanted; pause = longer(pause)) {
            try {
                relaunch();
                return;
            } catch (RuntimeException failure) {
                place.console().accept(failure.getMessage() + "; the next try is in " + pause.toMillis() + " ms");
                sleep(pause);
            }
        }
    }

    private synchronized void relaunch() {
        if (wanted && !process.isAlive()) {
            launch();
            place.console().accept("%s (for %s) serves again".formatted(kind.name(), kind.service()));
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path dataFolder() {
        try {
            return OwnerOnly.folder(place.data());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Passes on what an engine prints, and keeps the last line: it usually says why the engine ended. */
    static final class LastLine implements Consumer<String> {
        private final Consumer<String> next;
        private volatile String line = "";

        LastLine(Consumer<String> next) {
            this.next = next;
        }

        @Override
        public void accept(String text) {
            if (!text.isBlank()) {
                line = text.strip();
            }
            next.accept(text);
        }

        /** Says how the process ended, and what it printed last. */
        String reason(int exitCode) {
            var how = exitCode > 128 ? "was ended by signal " + (exitCode - 128) : "ended with code " + exitCode;
            return line.isEmpty() ? how : "%s (%s)".formatted(how, line);
        }
    }
}
