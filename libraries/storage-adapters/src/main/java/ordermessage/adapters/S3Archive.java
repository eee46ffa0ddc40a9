package ordermessage.adapters;

import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import ordermessage.json.MalformedJsonException;
import ordermessage.message.InvalidMessageException;
import ordermessage.message.Message;
import ordermessage.ports.Archive;
import ordermessage.ports.ArchivedTexts;
import ordermessage.ports.UnreadableContentException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The archive in an S3 bucket. */
public final class S3Archive implements Archive {
    private final S3Client s3;
    private final String bucket;
    private final ArchivedTexts archived;

    public S3Archive(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.archived = new S3ArchivedTexts(s3, bucket);
    }

    @Override
    public Message putIfAbsent(Message message) {
        return StorageCall.of(() -> putOrRead(message));
    }

    private Message putOrRead(Message message) {
        try {
            put(message);
            return message;
        } catch (S3Exception e) {
            if (e.statusCode() == HttpURLConnection.HTTP_PRECON_FAILED) {
                // The key is taken, perhaps by our own earlier attempt whose answer was lost. The caller compares the
                // content.
                return existing(message);
            }
            throw e;
        }
    }

    /** Returns the message that has the key of this one. */
    private Message existing(Message message) {
        try {
            return Message.read(archived.read(message.key().archiveKey()));
        } catch (MalformedJsonException | InvalidMessageException e) {
            throw new UnreadableContentException("The object is not a message");
        }
    }

    private void put(Message message) {
        s3.putObject(
                request -> request.bucket(bucket)
                        .key(message.key().archiveKey())
                        .contentType("application/json")
                        .ifNoneMatch("*"),
                RequestBody.fromBytes(message.text().getBytes(StandardCharsets.UTF_8)));
    }
}
