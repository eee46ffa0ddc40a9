package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ordermessage.acceptance.RunningService;

/**
 * The observations of one process of a function until the snapshot, after the restore, and in its first requests. All come from
 * the same process, because its start takes most of the time of a test.
 *
 * @param collections the log of the garbage collector until the snapshot
 * @param instances the number of live instances of each class in the snapshot, after a full garbage collection
 * @param inSnapshot the connections that were open at the snapshot, see {@link SnapStartProcess#connections()}
 * @param afterRestore the connections that were open when the process asked for its first event
 * @param afterRequests the connections that were open after the first requests
 * @param answers the answers to the first requests
 * @param classesInSnapshot the number of classes that were loaded until the snapshot
 * @param classesOfRequests the lines of the JVM's log about the classes that were loaded after the snapshot
 */
record SnapStartObservation(
        String collections,
        Map<String, Integer> instances,
        List<String> inSnapshot,
        List<String> afterRestore,
        List<String> afterRequests,
        List<String> answers,
        int classesInSnapshot,
        List<String> classesOfRequests) {
    /**
     * Starts a function as Lambda starts it, takes it through the snapshot, and sends it events, one after the other.
     *
     * @param events the events of the first requests
     * @param folder an empty folder
     */
    static SnapStartObservation of(RunningService service, String function, List<String> events, Path folder) {
        try {
            var classes = folder.resolve("classes.log");
            var collections = folder.resolve("collections.log");
            var options = List.of("-Xlog:class+load:file=" + classes, "-Xlog:gc:file=" + collections);
            try (var process = SnapStartProcess.start(service, function, options)) {
                process.awaitSnapshot();
                // The commands come in this order: those that run a collection or load classes are last.
                process.jcmd("VM.version");
                var collectionsUntilSnapshot = Files.readString(collections);
                var inSnapshot = process.connections();
                var instances = instances(process);
                var classesInSnapshot = loadedClasses(process, classes).size();
                var afterRestore = process.restore().awaitFirstEvent().connections();
                var answers = events.stream().map(process::invoke).toList();
                var afterRequests = process.connections();
                var allClasses = loadedClasses(process, classes);
                return new SnapStartObservation(
                        collectionsUntilSnapshot,
                        instances,
                        inSnapshot,
                        afterRestore,
                        afterRequests,
                        answers,
                        classesInSnapshot,
                        allClasses.subList(classesInSnapshot, allClasses.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> instances(SnapStartProcess process) {
        var instances = new HashMap<String, Integer>();
        process.jcmd("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= 4 && columns[0].endsWith(":"))
                .forEach(columns -> instances.put(columns[3], Integer.parseInt(columns[1])));
        assertThat(instances).containsKey("java.lang.String");
        return instances;
    }

    /** Returns the classes that are loaded until now. The JVM flushes its log when it executes a command. */
    private static List<String> loadedClasses(SnapStartProcess process, Path log) throws IOException {
        process.jcmd("VM.version");
        return Files.readAllLines(log);
    }
}
