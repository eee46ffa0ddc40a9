package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
class ClassArchiveTest {
    /** The program in the jar. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("staying");
            Thread.currentThread().join();
        }
    }

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void createProgram() throws IOException {
        jar = folder.resolve("program.jar");
        writeJar("1");
    }

    @Test
    void theFirstProcessRecordsTheArchiveAndTheNextOneUsesIt() {
        run();

        assertThat(files("*.jsa")).hasSize(1);
        assertThat(files("*.tmp")).isEmpty();
        assertThat(ClassArchive.of(command()).options())
                .contains("-XX:SharedArchiveFile=" + files("*.jsa").getFirst());
        assertThat(run()).contains("staying");
    }

    @Test
    void aProcessThatIsKilledRecordsNothingAndTheNextOneDoes() throws InterruptedException {
        var output = new LinkedBlockingQueue<String>();
        try (var child = ChildProcess.start(command(), output::add)) {
            assertThat(output.take()).isEqualTo("staying");
            child.kill();
            child.exit().join();
        }
        assertThat(files("*.jsa")).isEmpty();

        run();

        assertThat(files("*.jsa")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {134, 137, 139})
    void theIncompleteArchiveOfAProcessThatWasKilledOrHasCrashedIsDeleted(int exitCode) throws IOException {
        var archive = ClassArchive.of(command());
        Files.writeString(recording(archive), "incomplete");

        archive.processEnded(exitCode);

        assertThat(files("*.tmp")).isEmpty();
        assertThat(files("*.jsa")).isEmpty();
        assertThat(ClassArchive.of(command()).isRecorded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 130, 143})
    void theArchiveOfAProcessThatHasEndedByItselfOrAfterASignalStays(int exitCode) throws IOException {
        var archive = ClassArchive.of(command());
        Files.writeString(recording(archive), "complete");

        archive.processEnded(exitCode);

        assertThat(files("*.tmp")).isEmpty();
        assertThat(files("*.jsa"))
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("complete"));
    }

    @Test
    void oneOfTwoProcessesAtTheSameTimeRecordsTheArchive() {
        var first = ClassArchive.of(command());

        assertThat(first.isRecorded()).isTrue();
        assertThat(ClassArchive.of(command()).options()).isEmpty();

        first.startFailed();
        assertThat(ClassArchive.of(command()).isRecorded()).isTrue();
    }

    @Test
    void oneOfTwoProcessesInCopiesOfAProjectRecordsTheArchive(@TempDir Path copies) throws IOException {
        var copy = Files.createSymbolicLink(copies.resolve("copy"), folder);
        var first = ClassArchive.of(command());

        assertThat(ClassArchive.of(command().with(ClassArchives.recordedIn(copy)))
                        .options())
                .isEmpty();

        first.startFailed();
    }

    @Test
    void aProcessOfAStackThatRecordsNoArchivesLeavesThatToALaterOne() {
        var archive = ClassArchive.of(command().with(new ClassArchives(folder, false)));

        assertThat(archive.options()).isEmpty();
        assertThat(ClassArchive.of(command()).isRecorded()).isTrue();
    }

    @Test
    void aChangedProgramReplacesItsArchive() throws IOException {
        run();
        var before = files("*.jsa");
        writeJar("two");

        run();

        assertThat(files("*.jsa")).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    /** The JVM makes no archive of folders. */
    @Test
    void aProgramInAFolderHasNoArchive() {
        var command = ((Command.Jvm) ChildMain.command("stay")).with(ClassArchives.recordedIn(folder));

        assertThat(ClassArchive.of(command).options()).isEmpty();
    }

    /** Runs the program until it is closed, and returns its output. */
    private List<String> run() {
        var output = new LinkedBlockingQueue<String>();
        try (var child = ChildProcess.start(command(), output::add)) {
            assertThat(child.isAlive()).isTrue();
            assertThat(output.take()).isEqualTo("staying");
            output.add("staying");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(output);
    }

    /** Returns the file that the JVM records. */
    private static Path recording(ClassArchive archive) {
        var option = "-XX:ArchiveClassesAtExit=";
        return archive.options().stream()
                .filter(each -> each.startsWith(option))
                .map(each -> Path.of(each.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }

    private Command.Jvm command() {
        return new Command.Jvm(
                        "program",
                        List.of(jar),
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        Program.class.getName(),
                        List.of("stay"),
                        Map.of(),
                        folder)
                .with(ClassArchives.recordedIn(folder));
    }

    private void writeJar(String content) throws IOException {
        var name = Program.class.getName().replace('.', '/') + ".class";
        try (var out = new ZipOutputStream(Files.newOutputStream(jar));
                var in = Program.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
            out.putNextEntry(new ZipEntry("content"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<Path> files(String glob) {
        try (var files = Files.newDirectoryStream(folder, glob)) {
            var all = new ArrayList<Path>();
            files.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
