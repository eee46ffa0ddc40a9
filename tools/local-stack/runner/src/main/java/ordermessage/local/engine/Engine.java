package ordermessage.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.Consumer;
import ordermessage.local.files.OwnerOnly;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.PortTakenException;
import ordermessage.local.process.Ports;
import ordermessage.local.retry.Backoff;

/**
 * A server that stands in for one AWS service and runs as a separate process. Data that it has acknowledged survive
 * {@link #kill()}. When the process ends unexpectedly, it is restarted on its data.
 */
public final class Engine implements AutoCloseable {
    private final EngineKind kind;
    private final EngineSettings settings;
    private volatile LastLine output;
    private volatile ChildProcess process;

    /** True if the process should run. If it should and has ended, it is restarted. */
    private volatile boolean shouldRun = true;

    /** True if the process has answered since it was started. */
    private volatile boolean ready;

    /** The number of starts of the process. */
    private volatile int launches;

    /** The state of an engine. */
    public enum State {
        /** It was started and does not answer yet. */
        STARTING,
        /** It answers requests. */
        RUNNING,
        /** It was stopped on purpose. */
        STOPPED
    }

    private Engine(EngineKind kind, EngineSettings settings) {
        this.kind = kind;
        this.settings = settings;
    }

    /**
     * Starts an engine on the data of earlier runs, and returns when it is ready.
     *
     * @throws PortTakenException when the port is in use
     * @throws EngineFailedException when the process ends, or is not ready within two minutes
     */
    public static Engine start(EngineKind kind, EngineSettings settings) {
        var port = new Ports(settings.address()).choose(settings.port(), kind.service(), kind.portVariable());
        var engine = new Engine(kind, settings.withPort(port));
        engine.launch();
        return engine;
    }

    /** Returns the URI for clients of the service. */
    public URI endpoint() {
        return endpoint(settings);
    }

    /** Returns the AWS service that this engine stands in for, such as {@code SQS}. */
    public String service() {
        return kind.service();
    }

    /** Returns the name of the server, such as {@code ElasticMQ}. */
    public String name() {
        return kind.name();
    }

    /** Returns what the engine does. */
    public State state() {
        if (!shouldRun) {
            return State.STOPPED;
        }
        return ready && process.isAlive() ? State.RUNNING : State.STARTING;
    }

    /** Returns how often the engine has started again since its first start. */
    public int restarts() {
        return Math.max(0, launches - 1);
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Kills the engine (SIGKILL), and returns when it has ended. It does not run again before {@link #restart()}. */
    public synchronized void kill() {
        shouldRun = false;
        process.kill();
        process.exit().join();
    }

    /**
     * Restarts the engine on the same port and data, and returns when it is ready. Kills it first if it runs.
     *
     * @throws EngineFailedException when the process ends, or is not ready within two minutes; the engine is stopped then
     */
    public synchronized void restart() {
        kill();
        shouldRun = true;
        try {
            launch();
        } catch (RuntimeException e) {
            // No process runs that could be restarted when it ends. The engine is stopped until the next attempt.
            shouldRun = false;
            throw e;
        }
    }

    /** Shuts the engine down; kills it when that takes too long. */
    @Override
    public void close() {
        shouldRun = false;
        // Before the lock is taken: this makes a start that is in progress fail, which then releases the lock.
        process.close();
        synchronized (this) {
            process.close();
        }
    }

    static URI endpoint(EngineSettings settings) {
        try {
            return new URI("http", null, settings.host(), settings.port(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private synchronized void launch() {
        var data = dataFolder();
        kind.deleteIncompleteFiles(data);
        output = new LastLine(settings.output());
        ready = false;
        launches++;
        var started = ChildProcess.start(kind.command(settings), output);
        process = started;
        try {
            new ReadinessProbe(kind, endpoint()).await(started, output);
            ready = true;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        var _ = started.exit().thenAcceptAsync(code -> processEnded(started, code), Thread::startVirtualThread);
    }

    private void processEnded(ChildProcess ended, int exitCode) {
        if (shouldRun && ended == process) {
            settings.console()
                    .accept("%s (for %s) %s; it is restarted on its data"
                            .formatted(kind.name(), kind.service(), output.reason(exitCode)));
            restartUntilReady();
        }
    }

    private void restartUntilReady() {
        var backoff = new Backoff();
        while (shouldRun) {
            try {
                relaunch();
                return;
            } catch (RuntimeException e) {
                settings.console()
                        .accept("%s; the next attempt is in %d ms"
                                .formatted(e.getMessage(), backoff.next().toMillis()));
                pause(backoff);
            }
        }
    }

    private synchronized void relaunch() {
        if (shouldRun && !process.isAlive()) {
            launch();
            settings.console().accept("%s (for %s) is running again".formatted(kind.name(), kind.service()));
        }
    }

    private static void pause(Backoff backoff) {
        try {
            backoff.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path dataFolder() {
        try {
            return OwnerOnly.folder(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes on the lines that an engine prints, and keeps the last one: it usually says why the engine ended. */
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

        /** Returns how the process ended, and the last line that it printed. */
        String reason(int exitCode) {
            var how = exitCode > 128 ? "was ended by signal " + (exitCode - 128) : "exited with code " + exitCode;
            return line.isEmpty() ? how : "%s (%s)".formatted(how, line);
        }
    }
}
