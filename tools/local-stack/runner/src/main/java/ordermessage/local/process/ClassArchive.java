package ordermessage.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The archive for class data sharing of a JVM program: the classes that an earlier process had loaded, in the JVM's own form.
 * A process with an archive starts with about half of the processor time. The first process without one records it when it
 * ends, which takes a few seconds.
 *
 * <p>The name of an archive contains a digest of the class path and of the JVM's version, so a changed program gets a new one.
 * The JVM ignores an archive that does not match.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: Dynamic CDS Archives</a>
 */
public final class ClassArchive {
    private static final ClassArchive NONE = new ClassArchive(null, null, null);

    /** Otherwise the JVM prints a warning for each class that cannot be in an archive. */
    private static final String WITHOUT_WARNINGS = "-Xlog:disable";

    /** The exit codes of a JVM that SIGHUP, SIGINT or SIGTERM has ended. It handles these signals, and records the archive. */
    private static final Set<Integer> ENDED_BY_HANDLED_SIGNAL = Set.of(129, 130, 143);

    private static final int FIRST_SIGNAL_CODE = 128;

    /** The archives that processes of this runner record now. */
    private static final Set<Path> RECORDED_NOW = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path recording;
    private final String program;

    private ClassArchive(Path file, Path recording, String program) {
        this.file = file;
        this.recording = recording;
        this.program = program;
    }

    /** Returns the archive for a process that is about to start. Call {@link #processEnded} when it has ended. */
    static ClassArchive of(Command command) {
        if (!(command instanceof Command.Jvm jvm)
                || jvm.archives().isEmpty()
                || !jvm.classPath().stream().allMatch(Files::isRegularFile)) {
            return NONE;
        }
        // Copies of a project can share the folder, and only one process may record an archive there.
        var folder = RealPath.of(jvm.archives().get().folder());
        var file = folder.resolve("%s-%s.jsa".formatted(jvm.name(), digest(jvm)));
        if (Files.exists(file)) {
            return new ClassArchive(file, null, jvm.name());
        }
        return jvm.archives().get().recorded() && RECORDED_NOW.add(file)
                ? new ClassArchive(file, folder.resolve(UUID.randomUUID() + ".tmp"), jvm.name())
                : NONE;
    }

    /** Returns whether a process of this runner records an archive when it ends. */
    public static boolean isAnyRecorded() {
        return !RECORDED_NOW.isEmpty();
    }

    /** Returns the options of the JVM. */
    List<String> options() {
        if (file == null) {
            return List.of();
        }
        return List.of(
                WITHOUT_WARNINGS,
                recording == null ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + recording);
    }

    /** Returns whether the process records the archive when it ends. */
    boolean isRecorded() {
        return recording != null;
    }

    /**
     * Puts a recorded archive in its place, instead of those of earlier builds. Deletes that of a process that was killed or has
     * crashed, because it may be incomplete. The JVM would ignore it without a word, and no later process would record another.
     *
     * @param exitCode the exit code; 128 + n means that signal n ended the process
     */
    void processEnded(int exitCode) {
        if (recording == null) {
            return;
        }
        try {
            if (exitCode > FIRST_SIGNAL_CODE && !ENDED_BY_HANDLED_SIGNAL.contains(exitCode)) {
                Files.deleteIfExists(recording);
            } else if (Files.exists(recording)) {
                deleteEarlier();
                Files.move(recording, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // The folder was deleted, or the disk is full. Processes start without an archive then.
        } finally {
            RECORDED_NOW.remove(file);
        }
    }

    /** Lets another process record the archive, because this one could not start. */
    void startFailed() {
        if (recording != null) {
            RECORDED_NOW.remove(file);
        }
    }

    private void deleteEarlier() throws IOException {
        try (var archives = Files.newDirectoryStream(file.getParent(), program + "-*.jsa")) {
            for (var archive : archives) {
                Files.delete(archive);
            }
        }
    }

    private static String digest(Command.Jvm jvm) {
        var text = new StringBuilder(System.getProperty("java.vm.version"));
        try {
            for (var jar : jvm.classPath()) {
                text.append('\n').append(jar).append(' ').append(Files.size(jar));
                text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
            }
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
