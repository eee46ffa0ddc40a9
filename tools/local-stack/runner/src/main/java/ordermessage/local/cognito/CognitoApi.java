package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of Cognito's API that manage app clients and resource servers, over the protocol AWS JSON 1.1. It does not
 * check signatures: it is for callers on the loopback address only.
 */
final class CognitoApi {
    private static final String TARGET_PREFIX = "AWSCognitoIdentityProviderService.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private final Map<String, ClientRegistry> registries;

    /** @param registries the registry of each user pool by the pool's id */
    CognitoApi(Map<String, ClientRegistry> registries) {
        this.registries = registries;
    }

    /**
     * Answers a call.
     *
     * @param target the header {@code X-Amz-Target}, which names the operation
     */
    HttpAnswer answer(String target, String contentType, String body) {
        try {
            // A page in a browser cannot send this type to another address without asking first.
            if (!contentType.equals(CONTENT_TYPE) || !target.startsWith(TARGET_PREFIX)) {
                throw new ApiException("UnknownOperationException", "This is not a call of Cognito's API");
            }
            return HttpAnswer.of(200, CONTENT_TYPE, call(target.substring(TARGET_PREFIX.length()), parsed(body)));
        } catch (ApiException e) {
            var error = new JsonObject();
            error.addProperty("__type", e.type());
            error.addProperty("message", e.getMessage());
            return HttpAnswer.of(400, CONTENT_TYPE, error);
        }
    }

    private JsonObject call(String operation, JsonObject members) throws ApiException {
        var request = new ApiRequest(members);
        var registry = Optional.ofNullable(registries.get(request.required("UserPoolId")))
                .orElseThrow(() -> ApiException.notFound("There is no such user pool"));
        synchronized (registry) {
            return switch (operation) {
                case "CreateUserPoolClient" -> AppClientOperations.create(registry, request);
                case "DescribeUserPoolClient" -> AppClientOperations.describe(registry, request);
                case "ListUserPoolClients" -> AppClientOperations.list(registry, request);
                case "UpdateUserPoolClient" -> AppClientOperations.update(registry, request);
                case "DeleteUserPoolClient" -> AppClientOperations.delete(registry, request);
                case "AddUserPoolClientSecret" -> ClientSecretOperations.add(registry, request);
                case "ListUserPoolClientSecrets" -> ClientSecretOperations.list(registry, request);
                case "DeleteUserPoolClientSecret" -> ClientSecretOperations.delete(registry, request);
                case "CreateResourceServer" -> ResourceServerOperations.create(registry, request);
                case "DescribeResourceServer" -> ResourceServerOperations.describe(registry, request);
                case "ListResourceServers" -> ResourceServerOperations.list(registry, request);
                case "UpdateResourceServer" -> ResourceServerOperations.update(registry, request);
                default ->
                    throw new ApiException("UnknownOperationException", "The local stack does not have this operation");
            };
        }
    }

    private static JsonObject parsed(String body) throws ApiException {
        try {
            if (JsonParser.parseString(body) instanceof JsonObject members) {
                return members;
            }
        } catch (JsonParseException e) {
            // Reported below.
        }
        throw new ApiException("SerializationException", "The body is not a JSON object");
    }
}
