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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import ordermessage.local.memory.MemoryBudget;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.GatewayResponseType;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.GatewayResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the gateway over real HTTP with fake functions. */
class GatewayTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HELLO = "{\"statusCode\": 200, \"body\": \"hello\"}";

    private final List<JsonObject> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<GatewayResponseType, GatewayResponse> defined = new EnumMap<>(GatewayResponseType.class);
    private final List<String> accessLog = Collections.synchronizedList(new ArrayList<>());
    private String format = "$context.requestId";
    private Authorizer authorizer = Authorizer.OPEN;
    private Duration timeout = Duration.ofSeconds(29);
    private List<String> binaryMediaTypes = List.of("*/*");
    private MemoryBudget memory = MemoryBudget.ofThisJvm();
    private Duration responseTimeout = Duration.ofSeconds(29);
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
        assertThat(event.getAsJsonObject("pathParameters")).isEqualTo(json("{'message_id': 'a%20b%2Fc+d'}"));
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

    @Test
    void aCompressedBodyReachesTheFunctionUnchangedWithItsHeader() throws Exception {
        serve(HELLO);
        var gzip = new byte[] {0x1f, (byte) 0x8b, 8, 0};

        send(request("/prod/post-message").header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(gzip)));

        var event = events.getFirst();
        assertThat(event.getAsJsonObject("headers").get("Content-Encoding").getAsString())
                .isEqualTo("gzip");
        assertThat(Base64.getDecoder().decode(event.get("body").getAsString())).isEqualTo(gzip);
    }

    @Test
    void aSlashAtTheEndOfThePathStaysInTheEventButDoesNotCountForTheRoute() throws Exception {
        serve(HELLO);

        send(request("/prod/message/7/"));

        var event = events.getFirst();
        assertThat(event.get("resource").getAsString()).isEqualTo("/message/{message_id}");
        assertThat(event.get("path").getAsString()).isEqualTo("/message/7/");
        assertThat(event.getAsJsonObject("requestContext").get("path").getAsString())
                .isEqualTo("/prod/message/7/");
        assertThat(event.getAsJsonObject("pathParameters")).isEqualTo(json("{'message_id': '7'}"));
    }

    @Test
    void eachWordOfAHeaderNameStartsWithACapitalLetter() throws Exception {
        serve(HELLO);

        send(request("/prod/message/7").header("x-two-words", "yes"));

        assertThat(events.getFirst().getAsJsonObject("headers").keySet())
                .contains("X-Two-Words")
                .doesNotContain("x-two-words");
    }

    @Test
    void anEncodedCharacterInTheFixedPartOfAPathMeansThatCharacter() throws Exception {
        serve(HELLO);

        assertThat(send(request("/prod/%6Dessage/7")).body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\r\nhello\r\n0\r\n\r\n", "5;a=\"b\"\r\nhello\r\n0;c\r\n\r\n"})
    void aBodyInChunksReachesTheFunctionWithOrWithoutExtensions(String chunks) throws Exception {
        serve(HELLO);

        assertThat(raw("POST /prod/post-message HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks))
                .startsWith("HTTP/1.1 200 ");
        assertThat(events.getFirst().get("body").getAsString()).isEqualTo("aGVsbG8=");
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
    @ValueSource(strings = {"WWW-Authenticate", "Authorization", "Date", "Server", "Host"})
    void aHeaderThatApiGatewayUsesItselfIsRenamed(String name) throws Exception {
        serve("{\"statusCode\": 401, \"headers\": {\"%s\": \"mine\"}}".formatted(name));

        var headers = send(request("/prod/message/7")).headers();

        assertThat(headers.firstValue("x-amzn-Remapped-" + name)).contains("mine");
        assertThat(headers.allValues(name)).doesNotContain("mine");
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
        "GET, /prod/message/7//",
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
    void anUnknownRouteWithATokenIsAnIncompleteSignatureAndTheTokenIsNotRepeated() throws Exception {
        serve(HELLO);

        assertError(
                send(request("/prod/other").header("Authorization", "Bearer secret")),
                403,
                "IncompleteSignatureException",
                "Invalid key=value pair (missing equal-sign) in Authorization header");
    }

    @Test
    void theTemplateDefinesTheAnswersOfTheGateway() throws Exception {
        defined.put(
                GatewayResponseType.MISSING_AUTHENTICATION_TOKEN,
                new GatewayResponse(
                        Optional.of(404),
                        Map.of("content-type", "text/plain", "Retry-After", "7"),
                        Optional.of("no such path: $context.requestId")));
        serve(HELLO);

        var response = send(request("/prod/other"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("text/plain");
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        assertThat(response.body())
                .isEqualTo("no such path: "
                        + response.headers().firstValue("x-amzn-RequestId").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "DEFAULT_4XX, GET,  /prod/other,        418",
        "DEFAULT_4XX, POST, /prod/post-message, 502",
        "DEFAULT_5XX, POST, /prod/post-message, 418",
        "DEFAULT_5XX, GET,  /prod/other,        403",
        "THROTTLED,   GET,  /prod/other,        403",
        "DEFAULT_4XX, GET,  /test/other,        403",
    })
    void anAnswerThatTheTemplateDoesNotDefineIsTheDefaultOfItsClass(
            GatewayResponseType type, String method, String path, int status) throws Exception {
        defined.put(type, new GatewayResponse(Optional.of(418), Map.of(), Optional.empty()));
        serve("no proxy response");

        assertThat(send(request(path).method(method, BodyPublishers.noBody())).statusCode())
                .isEqualTo(status);
    }

    @Test
    void aBodyThatIsNotValidHttpIsABadRequest() throws Exception {
        serve(HELLO);

        assertThat(raw("POST /prod/post-message HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot hex\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"message\":\"Bad Request\"}");
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
            throw new RequestRefusedException(GatewayError.UNAUTHORIZED);
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

    // --- the access log

    @Test
    void aLineOfTheAccessLogHasTheValuesOfItsVariables() throws Exception {
        format = "$context.requestId $context.extendedRequestId [$context.requestTime] $context.requestTimeEpoch"
                + " $context.httpMethod $context.resourcePath $context.status $context.error.responseType"
                + " $context.integration.status $context.responseLength $context.authorizer.claims.client_id"
                + " $context.identity.sourceIp.";
        authorizer = (request, route) -> json("{'claims': {'client_id': 'acme'}}");
        serve("{\"statusCode\": 202, \"body\": \"hello\"}");

        var id = send(request("/prod/message/7?x=1"))
                .headers()
                .firstValue("x-amzn-RequestId")
                .orElseThrow();

        assertThat(accessLog)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .matches(Pattern.quote(id + " " + id)
                                + " \\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000] \\d{13} GET"
                                + " /message/\\{message_id} 202 - 202 5 acme 127\\.0\\.0\\.1\\."));
    }

    @Test
    void theAccessLogTellsHowLongTheRequestAndTheFunctionTook() throws Exception {
        format = "$context.requestId $context.integration.latency $context.responseLatency";
        serve(HELLO);

        send(request("/prod/message/7"));

        var values = accessLog.getFirst().split(" ", -1);
        assertThat(Integer.parseInt(values[1])).isBetween(0, Integer.parseInt(values[2]));
    }

    @Test
    void aVariableThatHasNoValueIsADashInTheAccessLog() throws Exception {
        format = "$context.requestId|$context.resourcePath|$context.integration.status|$context.integration.latency"
                + "|$context.authorizer.claims.client_id|$context.nothing|$context|$other";
        serve(HELLO);

        send(request("/prod/nothing"));

        assertThat(accessLog.getFirst()).endsWith("|-|-|-|-|-|$context|$other");
    }

    @ParameterizedTest
    @CsvSource({
        "/prod/message/7, 401, UNAUTHORIZED",
        "/prod/nothing, 403, MISSING_AUTHENTICATION_TOKEN",
    })
    void aRefusedRequestIsInTheAccessLogWithTheTypeOfTheResponse(String path, int status, String type)
            throws Exception {
        format = "$context.requestId $context.status $context.error.responseType";
        authorizer = (request, route) -> {
            throw new RequestRefusedException(GatewayError.UNAUTHORIZED);
        };
        serve(HELLO);

        send(request(path));

        assertThat(accessLog).singleElement().satisfies(line -> assertThat(line).endsWith(" " + status + " " + type));
    }

    @Test
    void aRequestToAnotherStageIsNotInTheAccessLog() throws Exception {
        serve(HELLO);

        send(request("/other/message/7"));

        assertThat(accessLog).isEmpty();
    }

    @Test
    void aValueThatCouldEndALineOfTheAccessLogIsADash() throws Exception {
        format = "{\"id\":\"$context.requestId\", \"client\":\"$context.authorizer.claims.client_id\"}";
        authorizer = (request, route) -> json("{'claims': {'client_id': 'a\", \"status\": \"\n'}}");
        serve(HELLO);

        send(request("/prod/message/7"));

        assertThat(json(accessLog.getFirst()).get("client").getAsString()).isEqualTo("-");
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

        raw(bytes);

        assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
    }

    /** The JDK's server does not support trailers. It would read the rest of the body as the next request. */
    @Test
    void aBodyWithTrailersIsABadRequestAndIsNotReadAsAnotherRequest() throws Exception {
        serve(HELLO);

        var head = "POST /prod/post-message HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked";
        var trailer = "X: GET /prod/message/7 HTTP/1.1";
        var next = "GET /prod/message/7 HTTP/1.1\r\nHost: x";
        assertThat(raw(String.join("\r\n", head, "", "5", "hello", "0", trailer, "", next, "", "")))
                .startsWith("HTTP/1.1 400 ")
                .contains("Connection: close")
                .endsWith("{\"message\":\"Bad Request\"}")
                .containsOnlyOnce("HTTP/1.1");
        assertThat(events).isEmpty();
    }

    /** The JDK's server looks for a path in these request targets and finds none. It then closes the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"CONNECT localhost:80", "GET mailto:a", "GET urn:a"})
    void aRequestWhoseTargetHasNoPathEndsTheConnectionWithoutAResponse(String request) throws Exception {
        serve(HELLO);

        assertThat(raw(request + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
        assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
        assertThat(events).hasSize(1);
    }

    /** {@code SlowClientTest} shows what the JDK's server does with them. */
    @ParameterizedTest
    @CsvSource({
        "sun.net.httpserver.maxReqTime, 30",
        "sun.net.httpserver.idleInterval, 310",
        "jdk.httpserver.maxConnections, 500",
        "sun.net.httpserver.maxReqHeaderSize, 131072",
    })
    void theTimesAndTheNumberOfConnectionsAreLimited(String property, String value) {
        serve(HELLO);

        assertThat(System.getProperty(property)).isEqualTo(value);
    }

    @Test
    void headersThatAreTooLongEndTheConnection() throws Exception {
        serve(HELLO);

        assertThat(raw("GET /prod/message/7 HTTP/1.1\r\nX: " + "y".repeat(120_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(rawUntilReset("GET /prod/message/7 HTTP/1.1\r\nX: " + "y".repeat(200_000) + "\r\n\r\n"))
                .isEmpty();
        assertThat(events).hasSize(1);
    }

    /** The same, for a server that closes the connection before it has read everything. */
    private String rawUntilReset(String bytes) {
        try {
            return raw(bytes);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aClientThatDoesNotReadItsResponseIsCutOffAndItsMemoryIsFree() throws Exception {
        memory = new MemoryBudget(64 * 1024, Duration.ofSeconds(50));
        responseTimeout = Duration.ofMillis(300);
        var answers = List.of("{\"statusCode\": 200, \"body\": \"" + "x".repeat(5_000_000) + "\"}", HELLO)
                .iterator();
        serve(event -> new Outcome.Returned(answers.next()));
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            socket.setReceiveBufferSize(4096);
            socket.getOutputStream()
                    .write("GET /prod/message/7 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            // The first response has taken all memory. The second one waits for it.
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(send(request("/prod/message/7")).body()).isEqualTo("hello");
        }
    }

    /** Sends these bytes on a connection of their own, and returns all that comes back. */
    private String raw(String bytes) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aConnectionServesManyRequestsWithoutDelay() throws Exception {
        serve(HELLO);
        send(request("/prod/message/7"));

        var fastest = Duration.ofDays(1);
        for (var i = 0; i < 50; i++) {
            var begin = System.nanoTime();
            send(request("/prod/post-message").POST(BodyPublishers.ofString("{}")));
            var taken = Duration.ofNanos(System.nanoTime() - begin);
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }

        // With delayed acknowledgements each request would take at least 40 ms.
        assertThat(fastest).isLessThan(Duration.ofMillis(40));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestForWhichThereIsNotEnoughMemoryIsThrottled(boolean hasLength) throws Exception {
        format = "$context.requestId $context.status $context.error.responseType";
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
        assertThat(accessLog).singleElement().satisfies(line -> assertThat(line).endsWith(" 429 THROTTLED"));

        proceed.countDown();
        assertThat(first.join().body()).isEqualTo("hello");
        // The memory of the first request is free a moment after its answer.
        Awaitility.await().until(() -> send(post(8 * 1024, hasLength)).body().equals("hello"));
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
        var api = new Resource.Api(
                "Api", "prod", binaryMediaTypes, Map.of(), Optional.empty(), defined, Optional.empty());
        var rest = new RestApi(api, "000000000000", integrations, authorizer, timeout, log::add);
        var listener = new AccessLog(new Resource.AccessLog("Log", format), accessLog::add);
        gateway = Gateway.start(rest, 0, memory, responseTimeout, listener, log::add);
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
