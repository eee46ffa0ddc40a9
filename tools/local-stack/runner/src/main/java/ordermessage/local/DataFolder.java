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

/** The folder in which a stack keeps its data: only its owner can look into it. */
final class DataFolder {
    /** Files of the engines that earlier versions had. */
    private static final List<String> EARLIER =
            List.of("data/sqs/messages.mv.db", "data/dynamodb/shared-local-instance.db");

    private DataFolder() {}

    /** @throws StartFailed when the folder cannot be used, or holds what this version cannot read */
    static void prepare(Path data) {
        try {
            Files.setPosixFilePermissions(OwnerOnly.folder(data), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StartFailed(
                    "%s cannot be used: %s. Choose another folder with LOCAL_DIR=…".formatted(data, reason(e)), e);
        }
        for (var file : EARLIER) {
            if (Files.exists(data.resolve(file))) {
                throw new StartFailed(
                        ("%s was written by an earlier version, which had other engines, and cannot be read."
                                        + " Drain it with that version, or delete it with make clean-local")
                                .formatted(data.resolve(file)));
            }
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> "it is not a folder";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> failure.getMessage();
        };
    }
}
