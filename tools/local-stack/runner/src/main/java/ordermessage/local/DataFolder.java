package ordermessage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import ordermessage.local.files.OwnerOnly;

/** The data folder of a stack. Only its owner has access. */
final class DataFolder {
    /** Data files of the engines of earlier versions. */
    private static final List<String> OLD_FILES =
            List.of("data/sqs/messages.mv.db", "data/dynamodb/shared-local-instance.db");

    private DataFolder() {}

    /**
     * Creates the folder if it does not exist, and sets its permissions.
     *
     * @throws StartFailedException when the folder cannot be used, or contains data that this version cannot read
     */
    static void prepare(Path data) {
        try {
            Files.setPosixFilePermissions(OwnerOnly.folder(data), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StartFailedException(
                    "%s cannot be used: %s. Choose another folder with LOCAL_DIR=…".formatted(data, reason(e)), e);
        }
        for (var file : OLD_FILES) {
            if (Files.exists(data.resolve(file))) {
                throw new StartFailedException(
                        ("%s was written by an earlier version with other engines, and this version cannot read it."
                                        + " Process its messages with that version, or delete it with make clean-local")
                                .formatted(data.resolve(file)));
            }
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> "it is not a folder";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> e.getMessage();
        };
    }
}
