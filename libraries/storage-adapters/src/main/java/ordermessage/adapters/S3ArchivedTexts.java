package ordermessage.adapters;

import ordermessage.json.JsonText;
import ordermessage.json.MalformedJsonException;
import ordermessage.ports.ArchivedTexts;
import ordermessage.ports.UnreadableContentException;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads the archive in an S3 bucket. */
public final class S3ArchivedTexts implements ArchivedTexts {
    private final S3Client s3;
    private final String bucket;

    public S3ArchivedTexts(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String read(String archiveKey) {
        var object = StorageCall.of(
                () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(archiveKey)));
        try {
            return JsonText.decode(object.asByteBuffer());
        } catch (MalformedJsonException e) {
            throw new UnreadableContentException("The object is not text in UTF-8");
        }
    }
}
