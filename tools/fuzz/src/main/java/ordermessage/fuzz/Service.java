package ordermessage.fuzz;

import static ordermessage.fuzz.BrokenInvariantException.require;
import static ordermessage.fuzz.BrokenInvariantException.requireUtf8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ordermessage.adapters.DynamoDbIndex;
import ordermessage.adapters.DynamoDbIndexedMessages;
import ordermessage.adapters.DynamoDbStoredContents;
import ordermessage.adapters.S3Archive;
import ordermessage.adapters.S3ArchivedTexts;
import ordermessage.get.MessageLookup;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.ApiRequest;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.lambda.ApiGateway;
import ordermessage.lambda.Platform;
import ordermessage.list.MessageList;
import ordermessage.message.Uuid;
import ordermessage.ports.ListPosition;
import ordermessage.ports.ListedMessage;
import ordermessage.ports.MessageLists;
import ordermessage.post.MessageIntake;
import ordermessage.post.MetadataSchema;
import ordermessage.process.DeadLetter;
import ordermessage.process.MessageStorage;
import ordermessage.process.Outcome;
import ordermessage.process.QueuedMessage;
import ordermessage.process.RecordProcessor;
import ordermessage.queue.QueueBody;

/**
 * Calls the four functions on stores in memory. It checks what must hold for every call: no answer has a status of 500 or more,
 * and no part of the input is in the answer to a refused request, the detail of a dead letter or the log.
 */
final class Service {
    /** The company of the token, and of the messages of the corpus. */
    static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** Inputs of the corpus contain this text. If an answer or the log contains it, the input was repeated. */
    static final String MARK = "zQ7marK";

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String REQUEST_ID = "0f3b1c52-7d6e-4a8f-9b10-c2d3e4f5a601";
    private static final String TABLE = "table";
    private static final String BUCKET = "bucket";
    private static final Map<String, Object> CLAIMS =
            Map.of("claims", Map.of("scope", "messages/write messages/read company/" + COMPANY));
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Service.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> method.getReturnType() == int.class ? 30_000 : null);

    private static final MetadataSchema SCHEMA = new MetadataSchema();
    private static final ApiGateway GATEWAY =
            new ApiGateway(new AnswerFormat("https://example.com/api.md"), Platform.LAMBDA);

    /** The service has fewer sentences than this. More of them mean that one repeats a part of the input. */
    private static final int MAX_SENTENCES = 150;

    /** The sentences of all refusals of this process, to notice a repeated input that has no mark. */
    private static final Set<String> SENTENCES = new HashSet<>();

    private final Clock clock = new TickingClock(NOW);
    private final MemoryS3 s3 = new MemoryS3();
    private final MemoryDynamoDb dynamoDb = new MemoryDynamoDb();
    private final List<QueueBody> queue = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    private final DynamoDbStoredContents contents = new DynamoDbStoredContents(dynamoDb, TABLE);
    private final MessageIntake intake = new MessageIntake(SCHEMA, contents, (message, company) -> {
        require(company.value().equals(COMPANY), "A message is enqueued for the company of the token");
        requireUtf8(message.body(), "what is enqueued");
        queue.add(message);
    });
    private final RecordProcessor processor = new RecordProcessor(
            new MessageStorage(contents, new S3Archive(s3, BUCKET), new DynamoDbIndex(dynamoDb, TABLE), clock),
            deadLetters::add,
            clock);
    private final MessageLookup lookup =
            new MessageLookup(new DynamoDbIndexedMessages(dynamoDb, TABLE), new S3ArchivedTexts(s3, BUCKET));
    private final MessageList list = new MessageList(Service::page, clock);

    List<QueueBody> queue() {
        return queue;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    Map<String, byte[]> archive() {
        return s3.objects();
    }

    APIGatewayProxyResponseEvent post(APIGatewayProxyRequestEvent event) {
        return answer(event.withResource("/post-message").withHttpMethod("POST"), intake::take);
    }

    APIGatewayProxyResponseEvent get(APIGatewayProxyRequestEvent event) {
        return answer(event.withResource("/message/{message_id}").withHttpMethod("GET"), lookup::find);
    }

    APIGatewayProxyResponseEvent list(APIGatewayProxyRequestEvent event) {
        return answer(event.withResource("/messages").withHttpMethod("GET"), list::list);
    }

    /** Answers an event, and checks what must hold for every answer. */
    static APIGatewayProxyResponseEvent answer(
            APIGatewayProxyRequestEvent event, Function<ApiRequest, Answer> function) {
        var context = new ProxyRequestContext();
        context.setAuthorizer(CLAIMS);
        context.setPath("/prod" + event.getResource());
        context.setRequestId(REQUEST_ID);
        PrintedLines.take();
        var response = GATEWAY.answer(event.withRequestContext(context), CONTEXT, function);
        var log = PrintedLines.take();
        require(response.getStatusCode() < 500, "No input is answered " + response.getStatusCode() + ": " + log);
        requireUtf8(response.getBody(), "an answer");
        requireNoMark(log);
        if (response.getStatusCode() >= 400) {
            requireNoMark(response.getHeaders() + response.getBody());
            recordSentences((JsonObject) JsonText.parse(response.getBody()));
        }
        return response;
    }

    Outcome process(QueueBody body) {
        PrintedLines.take();
        var outcome = processor
                .tasks(List.of(new QueuedMessage("1", body, NOW, Optional.of(COMPANY))))
                .getFirst()
                .get();
        var log = PrintedLines.take();
        require(!(outcome instanceof Outcome.Failed), "No record fails while the stores work: " + log);
        requireNoMark(log);
        if (outcome instanceof Outcome.DeadLettered(var reason, var detail)) {
            requireNoMark(detail);
            recordSentence(reason + detail);
        }
        return outcome;
    }

    private static void requireNoMark(String output) {
        require(
                !output.toLowerCase(Locale.ROOT).contains(MARK.toLowerCase(Locale.ROOT)),
                "Nothing of the input is repeated: " + output);
    }

    private static void recordSentences(JsonObject problem) {
        problem.string("detail").ifPresent(Service::recordSentence);
        if (problem.members().get("errors") instanceof JsonArray(var errors)) {
            errors.forEach(error ->
                    recordSentence(((JsonObject) error).string("pointer").orElseThrow()
                            + ((JsonObject) error).string("detail").orElseThrow()));
        }
    }

    private static void recordSentence(String sentence) {
        SENTENCES.add(sentence);
        require(SENTENCES.size() <= MAX_SENTENCES, "Refusals have few sentences: " + SENTENCES);
    }

    /** Two messages, of which the second one begins the next page. */
    private static MessageLists.Page page(Uuid companyId, MessageLists.Range range, int limit) {
        require(companyId.value().equals(COMPANY), "Only the list of the token's company is read");
        require(limit >= 1 && limit <= 1_000, "A page has 1 to 1,000 messages");
        var position = ListPosition.of(range.after().storedAt(), new Uuid(REQUEST_ID));
        var message = new ListedMessage(new Uuid(REQUEST_ID), "2026-11-26T10:00:00Z", position, Optional.of("1"));
        return range.isEmpty()
                ? new MessageLists.Page(List.of(), false)
                : new MessageLists.Page(List.of(message), true);
    }
}
