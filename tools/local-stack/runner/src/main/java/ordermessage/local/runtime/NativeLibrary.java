package ordermessage.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
        try (var jars = new URLClassLoader(urls(classPath), null);
                var library = jars.getResourceAsStream("jni/" + name)) {
            if (library == null) {
                throw new IllegalStateException("AWS's runtime interface client has no " + name);
            }
            OwnerOnly.folder(folder);
            // Replaced in one step, because processes of an earlier runner may still use the old file.
            var copy = Files.createTempFile(folder, name, ".tmp");
            try (var out = OwnerOnly.newOutputStream(copy)) {
                library.transferTo(out);
            }
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String system() {
        return Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    }

    private static URL[] urls(List<Path> paths) throws IOException {
        var urls = new URL[paths.size()];
        for (var i = 0; i < urls.length; i++) {
            urls[i] = paths.get(i).toUri().toURL();
        }
        return urls;
    }
}
