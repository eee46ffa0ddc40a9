package ordermessage.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import ordermessage.local.files.OwnerOnly;

/**
 * Unpacks the native library of AWS's runtime interface client. By default the client unpacks it to a fixed file under
 * /tmp, where processes that start at the same time read each other's incomplete copy.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Unpacks the library for this machine from the client's jar.
     *
     * @param classPath the class path of the client
     * @param folder the folder to write it to; created if it does not exist
     * @return the library's file
     * @throws IllegalStateException when the client has no library for this machine
     */
    public static Path unpack(List<Path> classPath, Path folder) {
        var name = "libaws-lambda-jni.%s-%s.so".formatted(system(), processor());
        var file = folder.resolve(name);
        try {
            OwnerOnly.folder(folder);
            // A new file, because processes of an earlier runner may still use the old one.
            OwnerOnly.replace(file, content("jni/" + name, classPath));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens each jar itself. A class loader would take the jar from a cache of the JVM, and close it while another
     * thread reads it.
     */
    private static byte[] content(String name, List<Path> classPath) throws IOException {
        for (var jar : classPath) {
            try (var entries = new ZipFile(jar.toFile())) {
                var entry = entries.getEntry(name);
                if (entry != null) {
                    try (var in = entries.getInputStream(entry)) {
                        return in.readAllBytes();
                    }
                }
            }
        }
        throw new IllegalStateException("AWS's runtime interface client has no " + name);
    }

    private static String system() {
        return Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    }
}
