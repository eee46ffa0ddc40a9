package ordermessage.adapters;

import ordermessage.ports.ArchivedTexts;
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
        return StorageCall.of(
                () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(archiveKey))
                        .asUtf8String());
    }
}
