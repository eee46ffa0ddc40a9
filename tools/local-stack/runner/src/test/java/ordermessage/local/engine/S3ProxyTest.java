package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@Tag("processes")
class S3ProxyTest {
    private static final String BUCKET = "bucket";

    @TempDir
    static Path data;

    private static Engine engine;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        engine = Engine.start(new S3Proxy(), TestEngines.settings(data, 0));
        connect();
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void end() {
        s3.close();
        engine.close();
    }

    @Test
    void anObjectIsAFileThatSurvivesAKill() throws IOException {
        store("company/message.json", "{\"price\": 20.10}");

        engine.restart();

        reconnect();
        assertThat(read("company/message.json")).isEqualTo("{\"price\": 20.10}");
        assertThat(Files.readString(data.resolve("bucket/company/message.json")))
                .isEqualTo("{\"price\": 20.10}");
    }

    @Test
    void aHalfWrittenObjectIsDeletedAtTheNextStart() throws IOException {
        store("company/whole.json", "{}");
        Files.writeString(data.resolve("bucket/company/half.json-3d0f2a6e-1c8b-4b7f-8f59-0a9b6c5d4e31"), "{");

        engine.restart();

        reconnect();
        assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET).prefix("company/"))
                        .contents())
                .extracting(S3Object::key)
                .contains("company/whole.json")
                .noneMatch(key -> key.startsWith("company/half"));
    }

    @Test
    void aConditionalWriteDoesNotReplaceAnExistingObject() {
        store("kept", "first");

        assertThat(storeIfNew("kept", "second")).isFalse();
        assertThat(read("kept")).isEqualTo("first");
    }

    @RepeatedTest(10)
    void onlyOneOfManyWritersCreatesAnObject(RepetitionInfo round) throws InterruptedException {
        var key = "race " + round.getCurrentRepetition();
        var writers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(writer -> () -> storeIfNew(key, "writer " + writer))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var won =
                    executor.invokeAll(writers).stream().map(Future::resultNow).toList();

            assertThat(won).containsOnlyOnce(true);
            assertThat(read(key)).isEqualTo("writer " + won.indexOf(true));
        }
    }

    private static void connect() {
        s3 = TestEngines.client(S3Client.builder().forcePathStyle(true), engine);
    }

    /** Uses a new client: the pool of the old one may contain more dead connections than the client makes attempts. */
    private static void reconnect() {
        s3.close();
        connect();
    }

    private static void store(String key, String content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static boolean storeIfNew(String key, String content) {
        try {
            s3.putObject(request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return false;
        }
    }

    private static String read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }
}
