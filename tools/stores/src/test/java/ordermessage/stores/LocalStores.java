package ordermessage.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ordermessage.adapters.DynamoDbIndex;
import ordermessage.adapters.DynamoDbStoredContents;
import ordermessage.adapters.S3Archive;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.download.DynoxidePackage;
import ordermessage.local.download.NpmClient;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import ordermessage.local.engine.Dynoxide;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.EngineSettings;
import ordermessage.local.engine.S3Proxy;
import ordermessage.local.provision.EngineClients;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.process.MessageStorage;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket and a table in the local engines. A test fills them as the processor does, and then damages them. */
final class LocalStores implements AutoCloseable {
    static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    private static final Path FORMATS =
            ProjectFolder.current().resolve("tools/acceptance-tests/src/test/resources/storage-formats");

    private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00.123Z");

    private final Engine dynamoDbEngine;
    private final Engine s3Engine;
    private final EngineClients clients;
    private String name;

    /** Starts the engines. There is no bucket and no table yet. */
    LocalStores(Path folder) {
        var cache = new PackageCache(
                Options.builder(folder, folder).build().packages(),
                List.of(new NpmClient(), new NpmRegistry()),
                line -> {});
        dynamoDbEngine = Engine.start(
                new Dynoxide(new DynoxidePackage(cache).unpack(folder.resolve("bin"))),
                settings(folder.resolve("dynamodb")));
        s3Engine = Engine.start(new S3Proxy(), settings(folder.resolve("s3")));
        clients = new EngineClients(URI.create("http://127.0.0.1:1"), dynamoDbEngine.endpoint(), s3Engine.endpoint());
    }

    /** Uses a new bucket and a new table from now on. */
    void reset() {
        name = UUID.randomUUID().toString();
        s3().createBucket(request -> request.bucket(name));
        dynamoDb()
                .createTable(request -> request.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key("message_id", KeyType.HASH), key("company_id", KeyType.RANGE))
                        .attributeDefinitions(attribute("message_id"), attribute("company_id")));
    }

    S3Client s3() {
        return clients.s3();
    }

    DynamoDbClient dynamoDb() {
        return clients.dynamoDb();
    }

    /** Returns the variables of the file {@code env} of {@code make run}. */
    Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDbEngine.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3",
                s3Engine.endpoint().toString(),
                "AWS_REGION",
                "local",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "TABLE_NAME",
                name,
                "BUCKET_NAME",
                name);
    }

    ArchiveBucket archive() {
        return new ArchiveBucket(s3(), name);
    }

    List<Message> storeMessages(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> storeMessage("\"order_id\":" + n))
                .toList();
    }

    Message storeMessage(String data) {
        return storeMessage(UUID.randomUUID().toString(), data);
    }

    /** Stores a message with the processor's code. */
    Message storeMessage(String id, String data) {
        var message = Message.read("""
                {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"%s","message_id":"%s"},"data":{%s}}""".formatted(COMPANY, id, data));
        var storage = new MessageStorage(
                new DynamoDbStoredContents(dynamoDb(), name),
                new S3Archive(s3(), name),
                new DynamoDbIndex(dynamoDb(), name),
                Clock.systemUTC());
        assertThat(storage.store(message, RECEIVED)).isEqualTo(MessageStorage.Result.STORED);
        return message;
    }

    /** Returns the names of the folders in {@code storage-formats}. */
    static List<String> formats() {
        try (var folders = Files.list(FORMATS)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a message of the folder {@code storage-formats}, and returns its item. */
    Map<String, AttributeValue> storeFixture(String format, String fixture) {
        var path = FORMATS.resolve(format);
        var item =
                JsonParser.parseString(read(path.resolve(fixture + ".item.json"))).getAsJsonObject().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                attribute -> AttributeValue.fromS(attribute
                                        .getValue()
                                        .getAsJsonObject()
                                        .get("S")
                                        .getAsString())));
        putItem(item);
        putObject(item.get("message_s3_key").s(), read(path.resolve(fixture + ".object.json")));
        return item;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void putObject(String key, String content) {
        s3().putObject(request -> request.bucket(name).key(key), RequestBody.fromString(content));
    }

    void deleteObject(String key) {
        s3().deleteObject(request -> request.bucket(name).key(key));
    }

    Instant lastModified(String key) {
        return s3().headObject(request -> request.bucket(name).key(key)).lastModified();
    }

    List<Map<String, AttributeValue>> items() {
        return dynamoDb().scanPaginator(request -> request.tableName(name).consistentRead(true)).items().stream()
                .toList();
    }

    Map<String, AttributeValue> item(MessageKey key) {
        return dynamoDb()
                .getItem(request -> request.tableName(name).key(keyOf(key)).consistentRead(true))
                .item();
    }

    void putItem(Map<String, AttributeValue> item) {
        dynamoDb().putItem(request -> request.tableName(name).item(item));
    }

    void deleteItem(MessageKey key) {
        dynamoDb().deleteItem(request -> request.tableName(name).key(keyOf(key)));
    }

    /** Changes an attribute of an item. */
    void changeItem(MessageKey key, String attribute, String value) {
        var item = new HashMap<>(item(key));
        assertThat(item.put(attribute, AttributeValue.fromS(value))).isNotNull();
        putItem(item);
    }

    void removeAttributes(MessageKey key, String... attributes) {
        var item = new HashMap<>(item(key));
        List.of(attributes)
                .forEach(attribute -> assertThat(item.remove(attribute)).isNotNull());
        putItem(item);
    }

    @Override
    public void close() {
        clients.close();
        s3Engine.close();
        dynamoDbEngine.close();
    }

    private static Map<String, AttributeValue> keyOf(MessageKey key) {
        return Map.of(
                "message_id", AttributeValue.fromS(key.messageId().value()),
                "company_id", AttributeValue.fromS(key.companyId().value()));
    }

    private static EngineSettings settings(Path data) {
        return new EngineSettings(
                ProjectFolder.engines(ProjectFolder.current()),
                InetAddress.getLoopbackAddress(),
                0,
                data,
                line -> {},
                line -> {});
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition attribute(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
