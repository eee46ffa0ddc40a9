package ordermessage.post;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a caller posted.
 *
 * @param contentType the header, where there is one
 * @param bytes the body as it came over the wire
 * @param basePath what stands before the API's routes in the caller's URL
 */
public record PostedBody(Optional<String> contentType, ByteBuffer bytes, String basePath) {}
