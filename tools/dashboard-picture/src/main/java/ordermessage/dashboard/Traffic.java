package ordermessage.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ordermessage.harness.Api;
import ordermessage.harness.ApiClient;
import ordermessage.harness.Backlog;
import ordermessage.harness.Waiting;
import ordermessage.local.LocalService;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Statistic;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * An hour of requests: companies send, read and list messages, and make mistakes. The processor stands still for some
 * minutes, the archive is away in one minute, and some records can never be stored.
 */
final class Traffic implements AutoCloseable {
    static final int MINUTES = 60;

    /** The minute in which the processor stops. */
    private static final int STOP = 8;

    /** The approximate time that the start and the minutes until the stop take. */
    private static final Duration UNTIL_STOP = Duration.ofSeconds(45);

    private static final int RESUME = 13;
    private static final int ARCHIVE_IS_AWAY = 40;
    private static final List<Integer> POISON = List.of(25, 26, 48);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    /** Short, so that a failed record is delivered again soon. */
    private static final String VISIBILITY_SECONDS = "2";

    private final LocalService service;
    private final MinuteClock clock;
    private final Path oldestMessages;
    private final Api api;
    private final Backlog backlog;
    private final List<String> companies = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();

    /** @param data the folder of the stack's data */
    Traffic(LocalService service, MinuteClock clock, Path data) {
        this.service = service;
        this.clock = clock;
        oldestMessages = data.resolve("data", "sqs", "oldest-messages");
        api = new Api(service.api(), service::token, TIMEOUT);
        backlog = new Backlog(service, POLL_INTERVAL);
        for (var i = 0; i < 3; i++) {
            companies.add(UUID.randomUUID().toString());
        }
        service.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(service.queueUrl("Queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS)));
    }

    @Override
    public void close() {
        api.close();
    }

    /**
     * Returns a clock for the stack. When the processor stops, it shows the real time. This matters because the age of a
     * message is the time of the clock minus the real time at which the queue got the message.
     */
    static MinuteClock clock() {
        return new MinuteClock(Instant.now().minus(Duration.ofMinutes(STOP)).plus(UNTIL_STOP));
    }

    /** Lets the hour pass. */
    void run() {
        for (var minute = 0; minute < MINUTES; minute++) {
            if (minute == STOP) {
                Waiting.until("the real time", POLL_INTERVAL)
                        .atMost(TIMEOUT)
                        .until(() -> !Instant.now().isBefore(clock.instant()));
                service.mappings().forEach(EventSourceMapping::pause);
            }
            if (minute == RESUME) {
                service.mappings().forEach(EventSourceMapping::resume);
            }
            send(minute);
            mistakes(minute);
            if (minute == ARCHIVE_IS_AWAY) {
                sendWithoutArchive();
            }
            if (POISON.contains(minute)) {
                service.clients()
                        .sqs()
                        .sendMessage(message ->
                                message.queueUrl(service.queueUrl("Queue")).messageBody("not a message"));
            }
            if (minute >= STOP && minute < RESUME) {
                Waiting.until("the oldest message is known", POLL_INTERVAL)
                        .atMost(TIMEOUT)
                        .until(this::hasOldestMessage);
            } else {
                awaitEmptyQueue();
                read();
            }
            service.monitor().update();
            clock.passMinute();
        }
        service.monitor().update();
    }

    private void send(int minute) {
        var count = Math.round(14 + 8 * Math.sin(minute / 6.0) + minute % 3);
        for (var i = 0; i < count; i++) {
            var company = companies.get(i % companies.size());
            var id = UUID.randomUUID().toString();
            api.as(company).post(message(company, id, i));
            stored.add(company + " " + id);
        }
    }

    private void mistakes(int minute) {
        var company = companies.getFirst();
        var client = api.as(company);
        var id = UUID.randomUUID().toString();
        for (var i = 0; i < minute / 9 % 4; i++) {
            client.post("{");
        }
        for (var i = 0; i < minute / 5 % 3; i++) {
            client.post(message(company, "no-uuid", 1));
        }
        if (minute % 5 == 0) {
            client.post(message(companies.getLast(), id, 1));
            client.post(message(company, id, 1).getBytes(StandardCharsets.UTF_8), "text/plain");
        }
        if (minute % 7 == 0) {
            api.withoutToken().post(message(company, id, 1));
            client.get(id);
        }
        if (minute == STOP + 1) {
            // The processor stands still, so POST does not know yet that the id is taken.
            client.post(message(company, id, 1));
            client.post(message(company, id, 1));
            client.post(message(company, id, 2));
        }
        if (minute % 11 == 5) {
            conflict(client, company, id);
        }
    }

    private static void conflict(ApiClient client, String company, String id) {
        client.post(message(company, id, 1));
        client.awaitMessage(id);
        client.post(message(company, id, 2));
    }

    private void sendWithoutArchive() {
        service.engines().s3().kill();
        var redelivered = new Metric("OrderMessages", "Redelivered", Map.of("Stack", LocalNames.STACK));
        var before = service.metrics().total(redelivered, Statistic.Simple.SUM);
        send(ARCHIVE_IS_AWAY);
        Waiting.until("records are delivered again", POLL_INTERVAL)
                .atMost(TIMEOUT)
                .until(() -> service.metrics().total(redelivered, Statistic.Simple.SUM) > before);
        service.engines().s3().restart();
    }

    private void read() {
        for (var i = 1; i <= 4 && i <= stored.size(); i++) {
            var message = stored.get(stored.size() - i).split(" ", 2);
            api.as(message[0]).get(message[1]);
        }
        api.as(companies.getFirst()).request("GET", "/messages?limit=20");
    }

    private void awaitEmptyQueue() {
        if (!backlog.awaitDrained(TIMEOUT)) {
            throw new IllegalStateException("The queue is not empty after " + TIMEOUT);
        }
        Waiting.until("the queue has no oldest message", POLL_INTERVAL)
                .atMost(TIMEOUT)
                .until(() -> !hasOldestMessage());
    }

    private boolean hasOldestMessage() {
        try {
            return Files.exists(oldestMessages)
                    && Files.readString(oldestMessages).contains(LocalNames.STACK + "-Queue=");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(String company, String id, int amount) {
        return """
                {"metadata":{"message_time":"2026-11-26T10:00:00Z","company_id":"%s","message_id":"%s"},\
                "data":{"order_id":"A-%d","order_amount":%d}}""".formatted(company, id, amount, amount);
    }
}
