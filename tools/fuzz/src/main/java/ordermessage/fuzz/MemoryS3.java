package ordermessage.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket in memory, with the two calls that the service makes. */
final class MemoryS3 implements S3Client {
    private static final int PRECONDITION_FAILED = 412;

    private final Map<String, byte[]> objects = new HashMap<>();

    /** Returns the objects by their keys. */
    Map<String, byte[]> objects() {
        return objects;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        BrokenInvariantException.require(
                "*".equals(request.ifNoneMatch()), "An object is only written where there is none");
        if (objects.putIfAbsent(request.key(), bytes(body)) != null) {
            throw S3Exception.builder()
                    .statusCode(PRECONDITION_FAILED)
                    .message("PreconditionFailed")
                    .build();
        }
        return PutObjectResponse.builder().build();
    }

    private static byte[] bytes(RequestBody body) {
        try (var content = body.contentStreamProvider().newStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
        var object = objects.get(request.key());
        if (object == null) {
            throw NoSuchKeyException.builder().message("NoSuchKey").build();
        }
        return ResponseBytes.fromInputStream(GetObjectResponse.builder().build(), new ByteArrayInputStream(object));
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
