package ordermessage.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the sources of the project's test classes, for the tests of documents that name them. */
public final class TestSources {
    private final Map<String, String> texts = new HashMap<>();

    private TestSources() {}

    /** Returns the text of each test class by its name. If two modules have a test class of the same name, its text is that of both. */
    public static Map<String, String> read(Path project) throws IOException {
        var sources = new TestSources();
        sources.add(project);
        return Map.copyOf(sources.texts);
    }

    /** Skips hidden folders, and the folders "target", because other tests write to them meanwhile. */
    private void add(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            for (var entry : entries.toList()) {
                var name = entry.getFileName().toString();
                if (Files.isDirectory(entry) && !entry.endsWith("target") && !Files.isHidden(entry)) {
                    add(entry);
                } else if (name.endsWith("Test.java")) {
                    texts.merge(name.replace(".java", ""), Files.readString(entry), String::concat);
                }
            }
        }
    }
}
