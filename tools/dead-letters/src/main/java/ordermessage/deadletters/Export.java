package ordermessage.deadletters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ordermessage.operator.UsageException;
import ordermessage.queue.DeadLetterAttributes;

/**
 * Writes dead letters to files that only their owner can read: for each the body as it is queued ({@code <id of SQS>.body}) and
 * its attributes, one {@code name=value} a line ({@code <id of SQS>.attributes}).
 */
final class Export {
    private final Path folder;

    /** Makes the folder if it is not there. */
    Export(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("%s cannot be written to: %s".formatted(folder, e.getMessage()));
        }
    }

    void write(DeadLetter letter) {
        write(letter.queueId() + ".body", letter.body());
        write(letter.queueId() + ".attributes", attributes(letter));
    }

    private static String attributes(DeadLetter letter) {
        var attributes = new TreeMap<>(letter.attributes());
        attributes.put(DeadLetterAttributes.REASON, letter.reason());
        attributes.put(DeadLetterAttributes.RECEIVED_AT, letter.receivedAt().toString());
        return attributes.entrySet().stream().map(Export::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Map.Entry<String, String> attribute) {
        return attribute.getKey() + "=" + attribute.getValue().replaceAll("\\p{Cntrl}", "?");
    }

    private void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("%s cannot be written to: %s".formatted(folder, e.getMessage()));
        }
    }
}
