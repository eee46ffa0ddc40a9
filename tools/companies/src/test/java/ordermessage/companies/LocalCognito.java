package ordermessage.companies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ordermessage.local.ProjectFolder;
import ordermessage.local.cognito.CognitoServer;
import ordermessage.local.cognito.SigningKeys;
import ordermessage.local.cognito.UserPools;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The user pool of the project's template, as {@code make run} serves it. */
final class LocalCognito implements AutoCloseable {
    static final int TOKEN_MINUTES = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CognitoServer server;
    private final UserPool pool;

    LocalCognito(Path folder) {
        var unused = URI.create("http://localhost");
        var stack = Template.read(ProjectFolder.current().resolve("template.yaml"))
                .stack(Map.of(), new LocalNames(unused, unused, unused));
        server = CognitoServer.start(0, new UserPools(stack, folder, SigningKeys.SHARED), System.err::println);
        pool = new UserPool(
                stack.userPools().getFirst().id(),
                TOKEN_MINUTES,
                server.tokenEndpoint().toString());
    }

    UserPool pool() {
        return pool;
    }

    CognitoIdentityProviderClient client(ExecutionInterceptor... interceptors) {
        return CognitoIdentityProviderClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(calls -> List.of(interceptors).forEach(calls::addExecutionInterceptor))
                .build();
    }

    /** Asks for a token with all scopes. */
    HttpResponse<String> token(String clientId, String secret) {
        var basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(server.tokenEndpoint())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the scopes of the token that credentials give; empty when they give none. */
    Set<String> scopes(Credentials credentials) {
        var response = token(credentials.clientId(), credentials.secret().orElseThrow());
        if (response.statusCode() != 200) {
            return Set.of();
        }
        var token = JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("access_token")
                .getAsString();
        return Set.of(claims(token).get("scope").getAsString().split(" "));
    }

    private static JsonObject claims(String token) {
        var payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
        return JsonParser.parseString(payload).getAsJsonObject();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
