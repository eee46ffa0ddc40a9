package ordermessage.faults.mutants;

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

/** Compiles a class into the artifact of a function. */
final class ArtifactCompiler {
    private final Path artifact;

    /** @param artifact the folder with the function's classes, and its libraries in {@code lib} */
    ArtifactCompiler(Path artifact) {
        this.artifact = artifact;
    }

    /**
     * Compiles a class. It replaces the class of this name, even if that class is in a library: the classes in the
     * artifact folder come first on the function's class path.
     *
     * @throws IllegalStateException when the source does not compile
     */
    void compile(String className, String source) throws IOException {
        var messages = new StringWriter();
        var options = List.of("-d", artifact.toString(), "-classpath", classPath(), "-proc:none", "-nowarn");
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, List.of(new SourceText(className, source)));
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

    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(String className, String text) {
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
