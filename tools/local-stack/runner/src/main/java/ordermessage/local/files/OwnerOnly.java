package ordermessage.local.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files and folders that only their owner can read, because they contain messages and keys. */
public final class OwnerOnly {
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnerOnly() {}

    /** Creates a folder and the missing folders above it. The permissions of existing folders stay as they are. */
    public static Path folder(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, FOLDER);
    }

    /** Opens a file for writing and keeps its content. Creates the file if it does not exist. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
    }

    /** Creates a file for writing. Deletes the file of the same name first, if there is one. */
    public static OutputStream newOutputStream(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Channels.newOutputStream(
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE));
    }

    /** Does the same as {@link #replace(Path, byte[])}, with a text in UTF-8. */
    public static void replace(Path file, String content) throws IOException {
        replace(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces a file in one step, or creates it. A reader sees the old content or the new one, and never a part of it. If
     * this fails, the old file stays. Several threads and processes may do this at the same time.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".tmp", FILE);
        try {
            Files.write(unfinished, content);
            // It replaces an existing file: another option would be ignored.
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
