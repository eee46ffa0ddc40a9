package ordermessage.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ordermessage.local.ProjectFolder;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;
import ordermessage.message.Message;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Damages stores that the processor's code has filled, in the local engines, and audits and rebuilds them. */
@Tag("processes")
class StoresTest {
    /** Data that make a message too long for its entry. */
    private static final String LONG = "\"note\":\"%s\"".formatted("x".repeat(5_000));

    /** The margin of the commands, unless a test sets another one. The others judge every object. */
    private static final Map<String, String> WITH_MARGIN = Map.of("MARGIN", "900");

    private static LocalStores stores;

    private String output;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stores = new LocalStores(folder);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @BeforeEach
    void reset() {
        stores.reset();
    }

    @Test
    void anAuditOfEqualStoresIsClean() {
        stores.storeMessages(25);
        stores.storeMessage(LONG);

        assertThat(run("audit", Map.of("RATE", "1000"))).isEqualTo(Main.CLEAN);

        assertThat(output).isEqualTo("""
                26 objects and 26 entries read
                not a message     0
                wrong key         0
                no entry          0
                other digest      0
                other attribute   0
                unreadable entry  0
                no object         0
                """);
    }

    @Test
    void anAuditFindsAnObjectWithoutAnEntry() {
        stores.storeMessages(3);
        var damaged = stores.storeMessage("");
        stores.deleteItem(damaged.key());

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("no entry          " + damaged.key().archiveKey() + "  Archived at 20"));
    }

    @Test
    void anAuditFindsAnEntryWithoutAnObject() {
        stores.storeMessages(3);
        var damaged = stores.storeMessage("");
        stores.deleteObject(damaged.key().archiveKey());

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactly("no object         " + damaged.key().archiveKey());
    }

    @Test
    void anAuditFindsAnObjectWhoseContentWasChanged() {
        stores.storeMessages(3);
        var damaged = stores.storeMessage("\"order_amount\":20");
        stores.putObject(damaged.key().archiveKey(), damaged.text().replace("20}", "21}"));

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactly("other digest      " + damaged.key().archiveKey());
    }

    @ParameterizedTest
    @CsvSource({
        "content_digest, 0000, other digest      %s",
        "body, {}, other attribute   %s  body",
        "order_id, another, other attribute   %s  order_id",
        "message_time, 2023-12-10T22:02:39Z, other attribute   %s  message_time",
        "list_shard, somewhere#1, other attribute   %s  list_shard",
        "list_position, 2023-12-10T22:02:39.000000000Z#first, other attribute   %s  list_position",
        "message_s3_key, elsewhere.json, other attribute   %s  message_s3_key",
        "stored_at, yesterday, 'unreadable entry  %s  The attribute stored_at is missing, or is not what the service writes'"
    })
    void anAuditFindsAnEntryWithAnAttributeThatWasChanged(String attribute, String value, String finding) {
        stores.storeMessages(3);
        var damaged = stores.storeMessage("\"order_id\":\"first\"");
        stores.changeItem(damaged.key(), attribute, value);

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings()).containsExactly(finding.formatted(damaged.key().archiveKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "order_id", "list_shard", "list_position"})
    void anAuditFindsAnEntryThatLacksAnAttribute(String attribute) {
        var damaged = stores.storeMessage("\"order_id\":\"first\"");
        stores.removeAttributes(damaged.key(), attribute);

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactly("other attribute   " + damaged.key().archiveKey() + "  " + attribute);
    }

    @ParameterizedTest
    @MethodSource("ordermessage.stores.LocalStores#formats")
    void anAuditAcceptsWhatEachVersionOfTheServiceWrote(String format) {
        var items = Stream.of("stored-short", "stored-long")
                .map(name -> stores.storeFixture(format, name))
                .toList();

        assertThat(run("audit", Map.of())).isEqualTo(Main.CLEAN);

        var unlisted = items.stream()
                .filter(item -> !item.containsKey("list_position"))
                .count();
        assertThat(output)
                .startsWith("2 objects and 2 entries read\n"
                        + (unlisted == 0
                                ? "not a message"
                                : unlisted + " entries are in no list of a company, as versions without lists wrote"
                                        + " them\nnot a message"));
    }

    @Test
    void anAuditFindsALongBodyThatWasChanged() {
        var item = new HashMap<>(stores.storeFixture("2026-11-23", "stored-long"));
        item.put("body", AttributeValue.fromS(item.get("body").s() + " "));
        stores.putItem(item);

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactly(
                        "other attribute   " + item.get("message_s3_key").s() + "  body");
    }

    @Test
    void anAuditFindsAnItemWhoseKeyTheServiceDoesNotWrite() {
        stores.storeMessages(3);
        stores.putItem(
                Map.of("message_id", AttributeValue.fromS("\u001b[2J"), "company_id", AttributeValue.fromS("C")));

        assertThat(run("audit", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings()).containsExactly("unreadable entry  C/?[2J  Its key is not two UUIDs in lower case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "rebuild-index"})
    void bothCommandsFindAnObjectThatIsNotAMessage(String command) {
        stores.storeMessages(3);
        stores.putObject("a.json", "secret");
        stores.putObject("b.json", "{\"secret\":1}");
        stores.putObject("c.json", "x".repeat(ArchiveBucket.MAX_BYTES + 1));

        assertThat(run(command, Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "not a message     a.json  The body is not a JSON document as RFC 8259 defines it.",
                        "not a message     b.json  /metadata: This member is required. /data: This member is required.",
                        "not a message     c.json  It is larger than 1 MiB.");
        assertThat(output).doesNotContain("secret");
        assertThat(stores.items()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "rebuild-index"})
    void bothCommandsFindAMessageUnderAKeyThatIsNotItsOwn(String command) {
        var message = stores.storeMessage("");
        var wrong = LocalStores.COMPANY + "/" + UUID.randomUUID() + ".json";
        stores.putObject(wrong, message.text());

        assertThat(run(command, Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactly("wrong key         " + wrong + "  The message in it has the key "
                        + message.key().archiveKey());
        assertThat(stores.items()).hasSize(1);
    }

    @Test
    void aRebuiltEntryIsTheOneOfTheProcessorButForItsTimes() {
        var messages = new ArrayList<>(stores.storeMessages(20));
        messages.add(stores.storeMessage("\"order_id\":20.10"));
        messages.add(stores.storeMessage(LONG));
        var before = stores.items();
        messages.forEach(message -> stores.deleteItem(message.key()));

        assertThat(run("rebuild-index", Map.of("RATE", "1000"))).isEqualTo(Main.CLEAN);

        assertThat(output).startsWith("22 objects read, 22 entries added\n");
        assertThat(withoutTimes(stores.items())).containsExactlyInAnyOrderElementsOf(withoutTimes(before));
        assertThat(run("audit", Map.of("RATE", "1000"))).isEqualTo(Main.CLEAN);
    }

    @Test
    void bothTimesOfARebuiltEntryAreTheTimeOfTheObject() {
        var message = stores.storeMessage("");
        stores.deleteItem(message.key());

        run("rebuild-index", Map.of());

        var modified = stores.lastModified(message.key().archiveKey());
        assertThat(Instant.parse(stores.item(message.key()).get("received_at").s()))
                .isEqualTo(modified);
        assertThat(Instant.parse(stores.item(message.key()).get("stored_at").s()))
                .isEqualTo(modified);
    }

    @Test
    void aRebuildChangesNoEntryThatExists() {
        stores.storeMessages(3);
        var conflict = stores.storeMessage("");
        stores.changeItem(conflict.key(), "content_digest", "0000");
        var unreadable = stores.storeMessage("");
        stores.changeItem(unreadable.key(), "stored_at", "yesterday");
        var before = stores.items();

        assertThat(run("rebuild-index", Map.of())).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "other digest      " + conflict.key().archiveKey() + "  The entry was not changed.",
                        "unreadable entry  " + unreadable.key().archiveKey()
                                + "  The attribute stored_at is missing, or is not what the service writes");
        assertThat(stores.items()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aRebuildContinuesAfterTheKeyThatIsGiven() {
        var keys = IntStream.range(0, 9)
                .mapToObj(number -> stores.storeMessage("00000000-0000-4000-8000-00000000000" + number, ""))
                .map(Message::key)
                .toList();
        keys.forEach(stores::deleteItem);

        run("rebuild-index", Map.of("FROM", keys.get(5).archiveKey(), "RATE", "2"));

        assertThat(output).startsWith("3 objects read, 3 entries added\n");
        assertThat(stores.items())
                .extracting(item -> item.get("message_id").s())
                .containsExactlyInAnyOrderElementsOf(keys.subList(6, 9).stream()
                        .map(key -> key.messageId().value())
                        .toList());
    }

    @Test
    void anAuditOfASampleReadsAPartOfBothStores() {
        stores.storeMessages(60);

        assertThat(run("audit", Map.of("SAMPLE", "4", "RATE", "1000"))).isEqualTo(Main.CLEAN);

        var counts = Pattern.compile("(\\d+) objects and (\\d+) entries read\n").matcher(output);
        assertThat(counts.find()).isTrue();
        assertThat(Integer.parseInt(counts.group(1))).isBetween(1, 40);
        assertThat(Integer.parseInt(counts.group(2))).isBetween(1, 59);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "rebuild-index"})
    void aNewObjectWithoutAnEntryIsLeftToTheProcessor(String command) {
        stores.storeMessages(2);
        var unfinished = stores.storeMessage("");
        stores.deleteItem(unfinished.key());

        assertThat(run(command, WITH_MARGIN)).isEqualTo(Main.CLEAN);

        assertThat(output)
                .startsWith("3 objects ")
                .contains("1 objects without an entry left out: they are less than 900 s old (MARGIN), so the processor"
                        + " can still write their entries\n");
        assertThat(stores.items()).hasSize(2);
    }

    @Test
    void aNewObjectThatHasAnEntryIsComparedWithIt() {
        var damaged = stores.storeMessage("");
        stores.changeItem(damaged.key(), "content_digest", "0000");

        assertThat(run("audit", WITH_MARGIN)).isEqualTo(Main.FINDINGS);

        assertThat(findings())
                .containsExactly("other digest      " + damaged.key().archiveKey());
    }

    @Test
    void anObjectIsJudgedFromTheAgeOnThatTheMarginGives() {
        var start = Instant.parse("2026-11-28T10:00:00Z");
        var objects = new NewObjects(start, Duration.ofMinutes(15));

        assertThat(objects.leaveOut(new ArchivedObject("a", 1, start.minusSeconds(900))))
                .isFalse();
        assertThat(objects.leaveOut(new ArchivedObject("b", 1, start.minusSeconds(899))))
                .isTrue();
        assertThat(objects.leaveOut(new ArchivedObject("c", 1, start.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void theMarginIsTheTimeInWhichSqsDeliversAMessageAgain() {
        var unused = URI.create("http://localhost");
        var queue = Template.read(ProjectFolder.current().resolve("template.yaml"))
                .stack(Map.of(), new LocalNames(unused, unused, unused))
                .queues()
                .stream()
                .filter(each -> each.logicalId().equals("Queue"))
                .findFirst()
                .orElseThrow();
        var visible = Duration.ofSeconds(Long.parseLong(queue.attributes().get("VisibilityTimeout")));

        assertThat(Settings.of(Map.of()).margin())
                .isEqualTo(visible.multipliedBy(queue.redrive().orElseThrow().maxReceiveCount()));
    }

    @Test
    void aTableCanBeAuditedInPlaceOfTheOneOfTheStack() {
        stores.storeMessage("");

        assertThat(run("audit", Map.of("TABLE", stores.variables().get("TABLE_NAME"), "TABLE_NAME", "absent")))
                .isEqualTo(Main.CLEAN);
    }

    @ParameterizedTest
    @CsvSource({
        "RATE, 0, RATE is not a number from 1 to 10000",
        "RATE, fast, RATE is not a number from 1 to 10000",
        "MARGIN, -1, MARGIN is not a number from 0 to 604800",
        "SAMPLE, 1%, SAMPLE is not a number from 1 to 1000000"
    })
    void aSettingThatIsNotValidIsReported(String variable, String value, String message) {
        assertThatThrownBy(() -> run("audit", Map.of(variable, value)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private int run(String command, Map<String, String> settings) {
        var environment = new HashMap<>(stores.variables());
        environment.put("MARGIN", "0");
        environment.putAll(settings);
        var text = new ByteArrayOutputStream();
        try (var out = new PrintStream(text, true, StandardCharsets.UTF_8)) {
            return new Main(environment, out, out).run(command, stores.s3(), stores.dynamoDb());
        } finally {
            output = text.toString(StandardCharsets.UTF_8);
        }
    }

    /** Returns the lines of the report before its counts. */
    private List<String> findings() {
        return output.lines().takeWhile(line -> !line.contains(" read")).toList();
    }

    private static List<Map<String, AttributeValue>> withoutTimes(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .map(item -> {
                    var rest = new HashMap<>(item);
                    rest.keySet().removeAll(List.of("received_at", "stored_at", "list_position"));
                    return Map.copyOf(rest);
                })
                .toList();
    }
}
