package ordermessage.local.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ClasspathInterceptorChainFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Tests the redirect with clients of the SDK. A fake of their HTTP client records where they send their requests. */
class CallRedirectTest {
    private static final int PORT = 8001;
    private static final URI OTHER = URI.create("http://127.0.0.2:8002");
    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("1"));

    @TempDir
    Path folder;

    private final List<String> sent = new ArrayList<>();

    @Test
    void aCallGoesToItsEngineWhileThereIsNoFile() {
        put(dynamoDb(variables()));

        assertThat(sent).containsExactly("http://127.0.0.1:8001/");
    }

    @Test
    void theOperationsOfTheFileGoToItsAddressAndTheOthersToTheEngine() throws IOException {
        redirect(new Redirect(OTHER, Set.of("PutItem", "DeleteItem")));
        var client = dynamoDb(variables());
        put(client);
        client.getItem(request -> request.tableName("t").key(KEY));
        client.deleteItem(request -> request.tableName("t").key(KEY));

        assertThat(sent).containsExactly("http://127.0.0.2:8002/", "http://127.0.0.1:8001/", "http://127.0.0.2:8002/");
    }

    @Test
    void aFileWithoutOperationsRedirectsAllOfThemWithTheirPath() throws IOException {
        redirect(new Redirect(OTHER, Set.of()));
        build(S3Client.builder().forcePathStyle(true), variables())
                .putObject(request -> request.bucket("b").key("a/k"), RequestBody.fromString("text"));

        assertThat(sent).containsExactly("http://127.0.0.2:8002/b/a/k");
    }

    @Test
    void aClientThatIsInUseFollowsTheFile() throws IOException {
        var client = dynamoDb(variables());
        put(client);
        redirect(new Redirect(OTHER, Set.of()));
        put(client);
        Files.delete(CallRedirect.file(folder, PORT));
        put(client);

        assertThat(sent).containsExactly("http://127.0.0.1:8001/", "http://127.0.0.2:8002/", "http://127.0.0.1:8001/");
    }

    @Test
    void theFileOfAnotherEngineRedirectsNothing() throws IOException {
        Files.writeString(CallRedirect.file(folder, PORT + 1), new Redirect(OTHER, Set.of()).text());
        put(dynamoDb(variables()));

        assertThat(sent).containsExactly("http://127.0.0.1:8001/");
    }

    @Test
    void aProcessWithoutTheVariableRedirectsNothing() throws IOException {
        redirect(new Redirect(OTHER, Set.of()));
        put(dynamoDb(Map.of()));

        assertThat(sent).containsExactly("http://127.0.0.1:8001/");
    }

    @Test
    void theSdkFindsTheRedirectWithoutTheCodeOfTheFunction() {
        assertThat(new ClasspathInterceptorChainFactory().getGlobalInterceptors())
                .hasAtLeastOneElementOfType(CallRedirect.class);
    }

    private void redirect(Redirect redirect) throws IOException {
        Files.writeString(CallRedirect.file(folder, PORT), redirect.text());
    }

    private Map<String, String> variables() {
        return Map.of(CallRedirect.FOLDER_VARIABLE, folder.toString());
    }

    private static void put(DynamoDbClient client) {
        client.putItem(request -> request.tableName("t").item(KEY));
    }

    private DynamoDbClient dynamoDb(Map<String, String> environment) {
        return build(DynamoDbClient.builder(), environment);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Map<String, String> environment) {
        return builder.httpClient(new FakeHttp())
                .region(Region.of("local"))
                .endpointOverride(URI.create("http://127.0.0.1:" + PORT))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new CallRedirect(environment)))
                .build();
    }

    /** Gives an empty answer to everything. */
    private final class FakeHttp implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            sent.add(request.httpRequest().getUri().toString());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {
                    // There is nothing to abort.
                }
            };
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
