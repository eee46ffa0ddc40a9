package ordermessage.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import ordermessage.local.memory.MemoryBudget;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the gateway over real HTTP with fake functions. */
@Timeout(60)
class GatewayTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HELLO = "{\"statusCode\": 200, \"body\": \"hello\"}";

    private final List<JsonObject> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private Authorizer authorizer = Authorizer.OPEN;
    private Duration timeout = Duration.ofSeconds(29);
    private List<String> binaryMediaTypes = List.of("*/*");
    private MemoryBudget memory = MemoryBudget.ofThisJvm();
    private Gateway gateway;

    @AfterEach
    void close() {
        gateway.close();
    }

    // --- the event

    @Test
    void aRequestBecomesAProxyEvent() throws Exception {
        serve(HELLO);

        send(request("/prod/message/a%20b%2Fc+d?x=1&x=2&y=%C3%BC&z").header("X-Two-Words", "yes"));

        var event = events.getFirst();
        assertThat(event.get("resource").getAsString()).isEqualTo("/message/{message_id}");
        assertThat(event.get("path").getAsString()).isEqualTo("/message/a%20b%2Fc+d");
        assertThat(event.get("httpMethod").getAsString()).isEqualTo("GET");
        assertThat(event.getAsJsonObject("pathParameters")).isEqualTo(json("{'message_id': 'a b/c+d'}"));
        assertThat(event.getAsJsonObject("queryStringParameters")).isEqualTo(json("{'x': '2', 'y': 'ü', 'z': ''}"));
        assertThat(event.getAsJsonObject("multiValueQueryStringParameters"))
                .isEqualTo(json("{'x': ['1', '2'], 'y': ['ü'], 'z': ['']}"));
        assertThat(event.getAsJsonObject("headers").get("X-Two-Words").getAsString())
                .isEqualTo("yes");
        assertThat(event.getAsJsonObject("headers").get("X-Forwarded-For").getAsString())
                .isEqualTo("127.0.0.1");
        assertThat(event.get("body").isJsonNull()).isTrue();
        assertThat(event.get("isBase64Encoded").getAsBoolean()).isFalse();
    }

    @Test
    void theRequestContextDescribesTheRequest() throws Exception {
        serve(HELLO);

        var response = send(request("/prod/message/7"));

        var context = events.getFirst().getAsJsonObject("requestContext");
        assertThat(context.get("resourcePath").getAsString()).isEqualTo("/message/{message_id}");
        assertThat(context.get("path").getAsString()).isEqualTo("/prod/message/7");
        assertThat(context.get("stage").getAsString()).isEqualTo("prod");
        assertThat(context.get("httpMethod").getAsString()).isEqualTo("GET");
        assertThat(context.getAsJsonObject("identity").get("sourceIp").getAsString())
                .isEqualTo("127.0.0.1");
        assertThat(context.get("requestTime").getAsString())
                .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(context.get("requestId").getAsString())
                .isEqualTo(response.headers().firstValue("x-amzn-RequestId").orElseThrow());
        assertThat(context.has("authorizer")).isFalse();
    }

    @Test
    void aRepeatedHeaderHasItsLastValueAndAllValues() throws Exception {
        serve(HELLO);

        send(request("/prod/message/7").header("X-Twice", "one").header("X-Twice", "two"));

        var event = events.getFirst();
        assertThat(event.getAsJsonObject("headers").get("X-Twice").getAsString())
                .isEqualTo("two");
        assertThat(event.getAsJsonObject("multiValueHeaders").getAsJsonArray("X-Twice"))
                .isEqualTo(JsonParser.parseString("['one', 'two']"));
    }

    @Test
    void aBinaryBodyReachesTheFunctionByteForByte() throws Exception {
        serve(HELLO);
        var body = new byte[] {(byte) 0xC3, 0x28, 0, 10};

        send(request("/prod/post-message").POST(BodyPublishers.ofByteArray(body)));

        var event = events.getFirst();
        assertThat(event.get("isBase64Encoded").getAsBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(event.get("body").getAsString())).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, true",
        "image/png; q=1, true",
        "IMAGE/PNG, true",
        "audio/ogg, true",
        "application/json, false",
        "image/pngx, false",
    })
    void onlyBinaryMediaTypesAreEncoded(String contentType, boolean isEncoded) throws Exception {
        binaryMediaTypes = List.of("image/png", "audio/*");
        serve(HELLO);

        send(request("/prod/post-message")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"ä\": 1}")));

        assertThat(events.getFirst().get("isBase64Encoded").getAsBoolean()).isEqualTo(isEncoded);
        assertThat(events.getFirst().get("body").getAsString()).isEqualTo(isEncoded ? "eyLDpCI6IDF9" : "{\"ä\": 1}");
    }

    // --- the response

    @Test
    void theResultOfTheFunctionIsTheResponse() throws Exception {
        serve("""
                {"statusCode": 202, "headers": {"Location": "/x", "Retry-After": 1},
                 "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]}, "body": "ä"}""");

        var response = send(request("/prod/message/7"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("ä");
        assertThat(response.headers().firstValue("Location")).contains("/x");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("x-amz-apigw-id")).isPresent();
    }

    @Test
    void anEncodedBodyIsDecoded() throws Exception {
        serve("{\"statusCode\": 200, \"isBase64Encoded\": true, \"body\": \"aGVsbG8=\"}");

        assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
    }

    @Test
    void headersOfAFunctionCannotBreakTheConnection() throws Exception {
        serve("""
                {"statusCode": 200, "body": "hello",
                 "headers": {"Content-Length": "99", "Transfer-Encoding": "chunked", "Connection": "upgrade"}}""");

        assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"text\"",
                "[]",
                "{",
                "{}",
                "{\"statusCode\": \"ok\"}",
                "{\"statusCode\": 99}",
                "{\"statusCode\": 600}",
                "{\"statusCode\": 200, \"body\": {}}",
                "{\"statusCode\": 200, \"headers\": []}",
                "{\"statusCode\": 200, \"headers\": {\"A\": {}}}",
                "{\"statusCode\": 200, \"headers\": {\"A\": \"b\\r\\nC: d\"}}",
                "{\"statusCode\": 200, \"multiValueHeaders\": {\"A\": \"b\"}}",
                "{\"statusCode\": 200, \"isBase64Encoded\": true, \"body\": \"*\"}",
            })
    void aMalformedProxyResponseIsABadGateway(String payload) throws Exception {
        serve(payload);

        assertError(send(request("/prod/message/7")), 502, "InternalServerErrorException", "Internal server error");
        assertThat(log).hasSize(1).first().asString().contains("Malformed Lambda proxy response");
    }

    @Test
    void aFunctionThatFailsIsABadGateway() throws Exception {
        serve(event -> new Outcome.Failed("Runtime.ExitError", "{\"errorMessage\": \"secret\"}"));

        assertError(send(request("/prod/message/7")), 502, "InternalServerErrorException", "Internal server error");
        assertThat(log).hasSize(1).first().asString().contains("Runtime.ExitError");
    }

    @Test
    void aFunctionThatExceedsTheTimeoutIsAGatewayTimeout() throws Exception {
        timeout = Duration.ofMillis(100);
        var end = new CountDownLatch(1);
        serve(event -> {
            await(end);
            return new Outcome.Returned(HELLO);
        });

        assertError(
                send(request("/prod/message/7")), 504, "InternalServerErrorException", "Endpoint request timed out");
        end.countDown();
    }

    // --- requests that do not reach a function

    @ParameterizedTest
    @CsvSource({
        "GET, /prod/post-message",
        "DELETE, /prod/message/7",
        "OPTIONS, /prod/message/7",
        "GET, /prod/message",
        "GET, /prod/message/",
        "GET, /prod/message/7/8",
        "GET, /prod/other",
        "GET, /prod",
        "GET, /prod/",
        "GET, /",
    })
    void anUnknownRouteIsAMissingAuthenticationToken(String method, String path) throws Exception {
        serve(HELLO);

        assertError(
                send(request(path).method(method, BodyPublishers.noBody())),
                403,
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
        assertThat(events).isEmpty();
    }

    @Test
    void anotherStageIsForbidden() throws Exception {
        serve(HELLO);

        assertError(send(request("/production/message/7")), 403, "ForbiddenException", "Forbidden");
    }

    @Test
    void aHeadRequestIsAnsweredWithoutABody() throws Exception {
        serve(HELLO);

        var response = send(request("/prod/message/7").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
        assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
    }

    @Test
    void aBodyOfMoreThanTenMegabytesIsRefused() throws Exception {
        serve(HELLO);

        var tooLong = BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]);

        assertTooLong(send(request("/prod/post-message").POST(tooLong)));
        assertThat(events).isEmpty();
    }

    @Test
    void aBodyWithoutALengthIsRefusedAsSoonAsItIsTooLong() throws Exception {
        serve(HELLO);

        var endless = BodyPublishers.ofInputStream(() -> new Zeros(40L * 1024 * 1024));

        assertTooLong(send(request("/prod/post-message").POST(endless)));
    }

    @Test
    void aBodyWhoseEventHasMoreThanSixMegabytesIsRefused() throws Exception {
        serve(HELLO);
        // Base64 needs four bytes for three.
        var allowed = BodyPublishers.ofByteArray(new byte[LambdaFunction.MAX_PAYLOAD_BYTES / 4 * 3 - 4096]);
        var tooLarge = BodyPublishers.ofByteArray(new byte[LambdaFunction.MAX_PAYLOAD_BYTES / 4 * 3]);

        assertThat(send(request("/prod/post-message").POST(allowed)).statusCode())
                .isEqualTo(200);
        assertError(
                send(request("/prod/post-message").POST(tooLarge)),
                413,
                "RequestTooLargeException",
                "Request Entity Too Large");
        assertThat(events).hasSize(1);
    }

    @Test
    void aRefusedRequestGetsTheErrorOfTheAuthorizer() throws Exception {
        authorizer = (request, route) -> {
            throw new Refusal(GatewayError.UNAUTHORIZED);
        };
        serve(HELLO);

        assertError(send(request("/prod/message/7")), 401, "UnauthorizedException", "Unauthorized");
        assertThat(events).isEmpty();
    }

    @Test
    void theResultOfTheAuthorizerReachesTheFunction() throws Exception {
        authorizer = (request, route) -> json("{'claims': {'company': '%s'}}"
                .formatted(request.header("X-Company").orElse("")));
        serve(HELLO);

        send(request("/prod/message/7").header("X-Company", "one"));

        assertThat(events.getFirst().getAsJsonObject("requestContext").get("authorizer"))
                .isEqualTo(json("{'claims': {'company': 'one'}}"));
    }

    // --- robustness and memory

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /prod/message/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /prod/message/%C3%28 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://[ HTTP/1.1\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /prod/message/7 HTTP/1.1\r\nContent-Length: -7\r\n\r\n",
                "POST /prod/post-message HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /prod/post-message HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnot hex\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
            })
    void aMalformedRequestDoesNotStopTheGateway(String bytes) throws Exception {
        serve(HELLO);

        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }

        assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
    }

    @Test
    void aConnectionServesManyRequestsWithoutDelay() throws Exception {
        serve(HELLO);
        send(request("/prod/message/7"));

        var begin = System.nanoTime();
        for (var i = 0; i < 50; i++) {
            send(request("/prod/post-message").POST(BodyPublishers.ofString("{}")));
        }

        // With delayed acknowledgements each request would take 40 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestForWhichThereIsNotEnoughMemoryIsThrottled(boolean hasLength) throws Exception {
        memory = new MemoryBudget(64 * 1024, Duration.ofMillis(100));
        var handling = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        serve(event -> {
            handling.countDown();
            await(proceed);
            return new Outcome.Returned(HELLO);
        });
        var first = CLIENT.sendAsync(post(8 * 1024, hasLength).build(), BodyHandlers.ofString());
        await(handling);

        assertError(send(post(8 * 1024, hasLength)), 429, "TooManyRequestsException", "Too Many Requests");

        proceed.countDown();
        assertThat(first.join().body()).isEqualTo("hello");
        assertThat(send(post(8 * 1024, hasLength)).body()).isEqualTo("hello");
    }

    @Test
    void aRequestThatNeedsMoreThanTheWholeMemoryBudgetIsServed() throws Exception {
        memory = new MemoryBudget(64 * 1024, Duration.ofMillis(100));
        serve(HELLO);

        assertThat(send(post(1024 * 1024, true)).body()).isEqualTo("hello");
    }

    private HttpRequest.Builder post(int bytes, boolean hasLength) {
        var body = hasLength
                ? BodyPublishers.ofByteArray(new byte[bytes])
                : BodyPublishers.ofInputStream(() -> new Zeros(bytes));
        return request("/prod/post-message").POST(body);
    }

    @Test
    void theGatewayListensOnLoopbackOnly() {
        serve(HELLO);

        assertThat(gateway.uri().getHost()).isEqualTo("127.0.0.1");
    }

    private void serve(String payload) {
        serve(event -> new Outcome.Returned(payload));
    }

    private void serve(Invoker function) {
        Invoker recording = event -> {
            events.add(JsonParser.parseString(event).getAsJsonObject());
            return function.invoke(event);
        };
        var integrations = List.of(
                new Integration(new Resource.Route("POST", "/post-message"), "Post", recording),
                new Integration(new Resource.Route("GET", "/message/{message_id}"), "Get", recording));
        var api = new Resource.Api("Api", "prod", binaryMediaTypes);
        var rest = new RestApi(api, "000000000000", integrations, authorizer, timeout, log::add);
        gateway = Gateway.start(rest, 0, memory, log::add);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.uri().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertTooLong(HttpResponse<String> response) {
        assertError(response, 413, "RequestTooLargeException", "Request Too Long");
    }

    private static void assertError(HttpResponse<String> response, int status, String type, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream of zeros that are not in memory. */
    private static final class Zeros extends InputStream {
        private long remaining;

        Zeros(long count) {
            remaining = count;
        }

        @Override
        public int read() {
            return remaining-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            var count = (int) Math.min(remaining, length);
            remaining -= count;
            return count == 0 ? -1 : count;
        }
    }
}
