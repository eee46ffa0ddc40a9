package ordermessage.http;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A request to the API, decoded from the gateway's event once. Header values are as the client sent them. Several values of
 * one header are one value, separated by commas (RFC 9110, section 5.3).
 *
 * @param caller who sent it, by the verified token
 * @param contentType the header {@code Content-Type}; null if there is none
 * @param contentEncoding the header {@code Content-Encoding}; null if there is none
 * @param body the bytes of the body in this content encoding; empty if there is none
 * @param basePath the part of the client's URL path before the API's routes: {@code /prod}, or a custom domain's base path
 * @param path the path of the request below the base path, percent-encoded as the client sent it
 * @param pathParameters the parameters of the route's path, by name, without percent-encoding
 * @param queryParameters the parameters of the query, by name; of several values, the last
 */
public record ApiRequest(
        Caller caller,
        String contentType,
        String contentEncoding,
        ByteBuffer body,
        String basePath,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> queryParameters) {
    public ApiRequest {
        body = body.asReadOnlyBuffer();
        pathParameters = Map.copyOf(pathParameters);
        queryParameters = Map.copyOf(queryParameters);
    }
}
