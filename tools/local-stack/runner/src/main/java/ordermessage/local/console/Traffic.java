package ordermessage.local.console;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sends messages to the API: one at a time, or a burst. */
final class Traffic implements AutoCloseable {
    /** The number of requests of a burst that are in progress at the same time. */
    private static final int BURST_CLIENTS = 16;

    private static final int OTHER_COMPANIES = 3;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;

    private final ApiCaller api;
    private final SampleOrder sample;
    private volatile Posted last = Posted.NOTHING;
    private volatile Burst burst = new Burst(0);

    /** A message that was sent. */
    private record Posted(String company, String messageId, String text, int amount) {
        static final Posted NOTHING = new Posted("", "", "", 0);
    }

    private static final class Burst {
        private final int total;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        Burst(int total) {
            this.total = total;
        }

        boolean isRunning() {
            return accepted.get() + refused.get() < total;
        }
    }

    Traffic(ApiCaller api, SampleOrder sample) {
        this.api = api;
        this.sample = sample;
    }

    /** Posts the sample message with a new id. */
    String postSample() {
        return answer(post(message(sample.company())));
    }

    /** Posts the last message again. */
    String postAgain() {
        return answer(post(lastOrNew()));
    }

    /** Posts another message with the id of the last one. */
    String postConflict() {
        var before = lastOrNew();
        var amount = before.amount() + 1;
        return answer(api.post(api.token(before.company()), sample.text(before.company(), before.messageId(), amount)));
    }

    /** Posts a message without its metadata. */
    String postInvalid() {
        return answer(api.post(api.token(sample.company()), "{\"metadata\":{},\"data\":{}}"));
    }

    String read(String company, String messageId) {
        return answer(api.get(api.token(company), messageId));
    }

    String list(String company) {
        return answer(api.list(api.token(company)));
    }

    /**
     * Starts a burst of messages of several companies.
     *
     * @throws ActionFailedException when another burst is in progress
     */
    synchronized String burst(int messages) {
        if (burst.isRunning()) {
            throw new ActionFailedException("A burst is in progress.");
        }
        var companies = companies();
        var tokens = companies.stream().map(api::token).toList();
        var started = new Burst(messages);
        burst = started;
        for (var i = 0; i < BURST_CLIENTS; i++) {
            Thread.startVirtualThread(() -> send(started, companies, tokens));
        }
        return "Posting %,d messages of %d companies.".formatted(messages, companies.size());
    }

    /** Returns the progress of the burst; empty when there was none. */
    String job() {
        var current = burst;
        return current.total == 0
                ? ""
                : "%s of %,d: %,d accepted, %,d refused"
                        .formatted(
                                current.isRunning() ? "Burst" : "Last burst",
                                current.total,
                                current.accepted.get(),
                                current.refused.get());
    }

    @Override
    public void close() {
        burst = new Burst(0);
    }

    private void send(Burst started, List<String> companies, List<String> tokens) {
        while (burst == started) {
            var number = started.begun.getAndIncrement();
            if (number >= started.total) {
                return;
            }
            var company = number % companies.size();
            var status = status(companies.get(company), tokens.get(company), number);
            (status == ACCEPTED || status == OK ? started.accepted : started.refused).incrementAndGet();
        }
    }

    /** Returns the status of the answer to a new message; 0 without an answer. */
    private int status(String company, String token, int amount) {
        try {
            return api.post(token, sample.text(company, UUID.randomUUID().toString(), amount))
                    .statusCode();
        } catch (RuntimeException e) {
            // All of them: a message that does not count would leave the burst in progress for ever.
            return 0;
        }
    }

    private List<String> companies() {
        return Stream.concat(
                        Stream.of(sample.company()),
                        IntStream.rangeClosed(1, OTHER_COMPANIES)
                                .mapToObj(number -> UUID.nameUUIDFromBytes(
                                                ("company " + number).getBytes(StandardCharsets.UTF_8))
                                        .toString()))
                .toList();
    }

    private Posted lastOrNew() {
        var before = last;
        if (before.messageId().isEmpty()) {
            before = message(sample.company());
            post(before);
        }
        return before;
    }

    private Posted message(String company) {
        var id = UUID.randomUUID().toString();
        var amount = ThreadLocalRandom.current().nextInt(1, 500);
        return new Posted(company, id, sample.text(company, id, amount), amount);
    }

    private HttpResponse<String> post(Posted message) {
        last = message;
        return api.post(api.token(message.company()), message.text());
    }

    private static String answer(HttpResponse<String> response) {
        var body = response.body();
        return response.statusCode() + " " + (body.length() > 300 ? body.substring(0, 300) + " …" : body);
    }
}
