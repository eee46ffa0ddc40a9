package ordermessage.faults;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Replaces a class of a function's artifact. Classes at its top come before those of its libraries, so this replaces a
 * library's class as well.
 */
record ArtifactCompiler(Path artifact) {

    /** @throws IllegalStateException when the text does not compile */
    void compile(String className, String text) throws IOException {
        var messages = new StringWriter();
        var options = List.of("-d", artifact.toString(), "-classpath", classPath(), "-proc:none", "-nowarn");
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, List.of(new Source(className, text)));
        if (!task.call()) {
            throw new IllegalStateException(className + " does not compile: " + messages);
        }
    }

    private String classPath() throws IOException {
        try (var libraries = Files.list(artifact.resolve("lib"))) {
            return Stream.concat(Stream.of(artifact), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
