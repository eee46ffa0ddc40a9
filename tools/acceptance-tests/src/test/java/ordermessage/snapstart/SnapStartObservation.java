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
 * What one process of a function did until the snapshot, after the restore, and in its first request. All facts come from
 * the same process, because its start takes most of the time of a test.
 *
 * @param collections the log of the garbage collector until the snapshot
 * @param instances the number of live instances of each class in the snapshot, after a full garbage collection
 * @param inSnapshot the connections that were open at the snapshot, see {@link SnapStartProcess#connections()}
 * @param afterRestore the connections that were open when the process asked for its first event
 * @param afterRequest the connections that were open after the first request
 * @param answer the answer to the first request
 * @param classesInSnapshot the number of classes that were loaded until the snapshot
 * @param classesOfRequest the lines of the JVM's log about the classes that were loaded after the snapshot
 */
record SnapStartObservation(
        String collections,
        Map<String, Integer> instances,
        List<String> inSnapshot,
        List<String> afterRestore,
        List<String> afterRequest,
        String answer,
        int classesInSnapshot,
        List<String> classesOfRequest) {
    /** For tests to which one pass of priming is enough: it makes all calls. */
    static final List<String> FAST_START = List.of("-Dordermessage.priming.passes=1");

    /**
     * Starts a function as Lambda starts it, takes it through the snapshot, and sends it one event.
     *
     * @param event the event of the first request
     * @param folder an empty folder
     */
    static SnapStartObservation of(RunningService service, String function, String event, Path folder) {
        try {
            var classes = folder.resolve("classes.log");
            var collections = folder.resolve("collections.log");
            var options = List.of("-Xlog:class+load:file=" + classes, "-Xlog:gc:file=" + collections);
            try (var process = new SnapStartProcess(service, function, options, Map.of())) {
                process.awaitSnapshot();
                // The commands come in this order: those that run a collection or load classes are last.
                process.jcmd("VM.version");
                var collectionsUntilSnapshot = Files.readString(collections);
                var inSnapshot = process.connections();
                var instances = instances(process);
                var classesInSnapshot = loadedClasses(process, classes).size();
                var afterRestore = process.restore().awaitFirstEvent().connections();
                var answer = process.invoke(event);
                var afterRequest = process.connections();
                var allClasses = loadedClasses(process, classes);
                return new SnapStartObservation(
                        collectionsUntilSnapshot,
                        instances,
                        inSnapshot,
                        afterRestore,
                        afterRequest,
                        answer,
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

    /** The classes that are loaded until now. The JVM flushes its log when it executes a command. */
    private static List<String> loadedClasses(SnapStartProcess process, Path log) throws IOException {
        process.jcmd("VM.version");
        return Files.readAllLines(log);
    }
}
