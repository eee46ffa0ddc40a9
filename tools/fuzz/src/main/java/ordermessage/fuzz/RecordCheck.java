package ordermessage.fuzz;

import static ordermessage.fuzz.BrokenInvariantException.require;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import ordermessage.process.Outcome;
import ordermessage.queue.DeadLetterAttributes;
import ordermessage.queue.QueueBody;

/** Checks that every record of the queue is stored unchanged, or becomes a dead letter with its own body. No record fails. */
final class RecordCheck {
    private final Service service;

    RecordCheck(Service service) {
        this.service = service;
    }

    void run(Input input) {
        var encoding = input.line();
        var body = new QueueBody(
                new String(input.rest(), StandardCharsets.UTF_8),
                Optional.of(encoding).filter(name -> !name.isEmpty()));
        switch (service.process(body)) {
            case Outcome.Stored _ -> checkStored(body);
            case Outcome.DeadLettered _ -> checkDeadLetter(body);
            case Outcome.Duplicate _ -> throw new BrokenInvariantException("A first record is not a duplicate");
            case Outcome.Failed _ -> throw new BrokenInvariantException("A record does not fail");
        }
    }

    private void checkStored(QueueBody body) {
        require(service.deadLetters().isEmpty(), "A stored record is not a dead letter");
        require(service.archive().size() == 1, "A stored record is archived once");
        require(
                Arrays.equals(
                        service.archive().values().iterator().next(),
                        body.text().getBytes(StandardCharsets.UTF_8)),
                "A record is archived byte for byte");
        require(service.process(body) instanceof Outcome.Duplicate, "A second delivery changes nothing");
    }

    private void checkDeadLetter(QueueBody body) {
        require(service.archive().isEmpty(), "A dead letter is not archived");
        require(service.deadLetters().size() == 1, "A dead letter is sent once");
        var letter = service.deadLetters().getFirst();
        require(letter.message().body().equals(body), "A dead letter has the body of its record");
        DeadLetterAttributes.of(body, letter.reason(), letter.detail(), letter.key(), Instant.EPOCH);
    }
}
