package ordermessage.stores;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The versions of an object, and its delete markers. In a bucket without versions, the object itself is the only version.
 */
final class ObjectVersions {
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client s3;
    private final String bucket;
    private final String key;

    /**
     * A version of the object.
     *
     * @param id what S3 calls it; null in a bucket without versions
     * @param isDeleteMarker whether it is a delete marker, which has no content
     */
    record Version(String id, boolean isDeleteMarker) {}

    ObjectVersions(S3Client s3, String bucket, String key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
    }

    List<Version> list() {
        try {
            return versions().toList();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_IMPLEMENTED) {
                // The engine of make run does not know versions.
                return onlyObject();
            }
            throw e;
        }
    }

    /** Deletes a version for good. No delete marker takes its place. */
    void delete(Version version) {
        s3.deleteObject(request -> request.bucket(bucket).key(key).versionId(version.id()));
    }

    /** Compares the keys: the prefix is also that of objects whose keys are longer. */
    private Stream<Version> versions() {
        var request =
                ListObjectVersionsRequest.builder().bucket(bucket).prefix(key).build();
        return s3.listObjectVersionsPaginator(request).stream()
                .flatMap(page -> Stream.concat(
                        page.versions().stream()
                                .filter(version -> version.key().equals(key))
                                .map(ObjectVersion::versionId)
                                .map(id -> new Version(id, false)),
                        page.deleteMarkers().stream()
                                .filter(marker -> marker.key().equals(key))
                                .map(DeleteMarkerEntry::versionId)
                                .map(id -> new Version(id, true))));
    }

    private List<Version> onlyObject() {
        try {
            s3.headObject(request -> request.bucket(bucket).key(key));
            return List.of(new Version(null, false));
        } catch (NoSuchKeyException e) {
            return List.of();
        }
    }
}
