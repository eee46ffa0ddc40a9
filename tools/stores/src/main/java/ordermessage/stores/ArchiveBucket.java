package ordermessage.stores;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.json.JsonText;
import ordermessage.json.MalformedJsonException;
import ordermessage.message.InvalidMessageException;
import ordermessage.message.Message;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the bucket that is the archive. Of an object with several versions, the current one counts. */
final class ArchiveBucket {
    /** The largest message that SQS takes, so also the largest object that the service writes. */
    static final int MAX_BYTES = 1_048_576;

    private final S3Client s3;
    private final String bucket;

    /** The contents of an object. */
    sealed interface Reading {}

    /** The object is a message, under its key. */
    record Valid(Message message) implements Reading {}

    /** The object is not a message, or it is not under the key of its message. */
    record Invalid(Finding finding) implements Reading {}

    ArchiveBucket(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * Lists the objects in the order of their keys, page by page. A page is requested when the stream needs it.
     *
     * @param after the key after which the list begins; empty for the whole list
     * @param pageSize the largest number of objects on a page, 1 to 1,000
     */
    Stream<List<ArchivedObject>> pages(String after, int pageSize) {
        return s3
                .listObjectsV2Paginator(request -> request.bucket(bucket)
                        .startAfter(after.isEmpty() ? null : after)
                        .maxKeys(pageSize))
                .stream()
                .map(page ->
                        page.contents().stream().map(ArchiveBucket::archived).toList());
    }

    /** Reads an object. Something that is larger than a message is not read. */
    Reading read(ArchivedObject object) {
        if (object.bytes() > MAX_BYTES) {
            return invalid(object, FindingKind.NOT_A_MESSAGE, "It is larger than 1 MiB.");
        }
        try {
            var message = Message.read(text(object.key()));
            return message.key().archiveKey().equals(object.key())
                    ? new Valid(message)
                    : invalid(
                            object,
                            FindingKind.WRONG_KEY,
                            "The message in it has the key " + message.key().archiveKey());
        } catch (MalformedJsonException e) {
            return invalid(object, FindingKind.NOT_A_MESSAGE, e.flaw().detail());
        } catch (InvalidMessageException e) {
            return invalid(object, FindingKind.NOT_A_MESSAGE, details(e));
        } catch (NoSuchKeyException e) {
            return invalid(object, FindingKind.NOT_A_MESSAGE, "It was deleted after it was listed.");
        }
    }

    /** Returns whether there is an object under a key. */
    boolean contains(String key) {
        try {
            s3.headObject(request -> request.bucket(bucket).key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private String text(String key) {
        return JsonText.decode(
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteBuffer());
    }

    private static Invalid invalid(ArchivedObject object, FindingKind kind, String detail) {
        return new Invalid(new Finding(kind, object.key(), detail));
    }

    private static String details(InvalidMessageException invalid) {
        return invalid.errors().stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .collect(Collectors.joining(" "));
    }

    private static ArchivedObject archived(S3Object object) {
        return new ArchivedObject(object.key(), object.size(), object.lastModified());
    }
}
