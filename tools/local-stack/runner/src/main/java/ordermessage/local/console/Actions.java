package ordermessage.local.console;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.EngineFailedException;
import ordermessage.local.fault.StoreFault;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.runtime.SandboxStatus;
import ordermessage.local.template.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/** The actions of the buttons of the page. */
final class Actions {
    private static final int MAX_BURST = 10_000;

    private final LiveStack live;
    private final Traffic traffic;

    /** Null when the template has no queue with a redrive policy. */
    private final DeadLetters deadLetters;

    private final ReentrantLock consumer = new ReentrantLock();

    Actions(LiveStack live, Traffic traffic) {
        this.live = live;
        this.traffic = traffic;
        this.deadLetters = deadLetters(live).orElse(null);
    }

    /**
     * Does an action.
     *
     * @param name the last part of the path
     * @param arguments the body of the request
     * @return a text for the user; empty when there is no such action
     * @throws ActionFailedException when it cannot be done
     */
    Optional<String> run(String name, JsonObject arguments) {
        try {
            return Optional.ofNullable(
                    switch (name) {
                        case "post-sample" -> traffic.postSample();
                        case "post-again" -> traffic.postAgain();
                        case "post-conflict" -> traffic.postConflict();
                        case "post-invalid" -> traffic.postInvalid();
                        case "burst" -> traffic.burst(number(arguments, "messages"));
                        case "poison" -> poison();
                        case "read" -> traffic.read(uuid(arguments, "company"), uuid(arguments, "message"));
                        case "list" -> traffic.list(uuid(arguments, "company"));
                        case "consumer-off" -> pause();
                        case "consumer-on" -> resume();
                        case "engine-off" -> stop(engine(arguments));
                        case "engine-on" -> start(engine(arguments));
                        case "fault-on" -> switchOn(fault(arguments));
                        case "fault-off" -> switchOff(fault(arguments));
                        case "kill-function" -> kill(text(arguments, "function"));
                        case "redrive" -> redrive(arguments);
                        default -> null;
                    });
        } catch (SdkException e) {
            throw new ActionFailedException("The engine does not answer.", e);
        }
    }

    /** Returns the dead letters; empty when the template has no queue with a redrive policy. */
    Optional<DeadLetters> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    private String poison() {
        var source = live.stack().queues().stream()
                .filter(queue -> queue.redrive().isPresent())
                .findFirst()
                .orElseThrow(() -> new ActionFailedException("The template has no queue with a redrive policy."));
        live.clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(live.queueUrl().apply(source.logicalId()))
                        .messageBody("This record is no JSON document: " + UUID.randomUUID()));
        return "A record that can never be stored is in the queue.";
    }

    private String pause() {
        consumer.lock();
        try {
            // On threads of their own: a pause waits until the current poll has ended.
            live.mappings().parallelStream().forEach(EventSourceMapping::pause);
            return "The consumer is off. Accepted messages wait in the queue.";
        } finally {
            consumer.unlock();
        }
    }

    private String resume() {
        consumer.lock();
        try {
            live.mappings().forEach(EventSourceMapping::resume);
            return "The consumer is on.";
        } finally {
            consumer.unlock();
        }
    }

    private static String stop(Engine engine) {
        engine.kill();
        return "%s (for %s) was killed and stays off.".formatted(engine.name(), engine.service());
    }

    private static String start(Engine engine) {
        try {
            if (engine.state() == Engine.State.STOPPED) {
                engine.restart();
            }
        } catch (EngineFailedException e) {
            throw new ActionFailedException(e.getMessage(), e);
        }
        return "%s (for %s) runs again on its data.".formatted(engine.name(), engine.service());
    }

    private Engine engine(JsonObject arguments) {
        var engines = live.engines();
        return switch (text(arguments, "service")) {
            case "SQS" -> engines.sqs();
            case "DynamoDB" -> engines.dynamoDb();
            case "S3" -> engines.s3();
            default -> throw new ActionFailedException("There is no such engine.");
        };
    }

    private String switchOn(StoreFault fault) {
        live.faults().switchOn(fault);
        return fault.effect();
    }

    private String switchOff(StoreFault fault) {
        live.faults().switchOff(fault);
        return "The calls of the functions go to the engine again.";
    }

    private static StoreFault fault(JsonObject arguments) {
        return StoreFault.of(text(arguments, "fault"))
                .orElseThrow(() -> new ActionFailedException("There is no such fault."));
    }

    private String kill(String function) {
        var processes = live.functions().stream()
                .filter(each -> each.name().equals(function))
                .findFirst()
                .orElseThrow(() -> new ActionFailedException("There is no such function."))
                .sandboxes();
        processes.stream()
                .map(SandboxStatus::pid)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        return "Killed processes of %s: %d.".formatted(function, processes.size());
    }

    private String redrive(JsonObject arguments) {
        var letters =
                deadLetters().orElseThrow(() -> new ActionFailedException("The template has no dead-letter queue."));
        var count = arguments.has("id") ? letters.redrive(text(arguments, "id")) : letters.redriveAll();
        return count == 1
                ? "1 dead letter was sent back to the queue."
                : "%d dead letters were sent back to the queue.".formatted(count);
    }

    private static String text(JsonObject arguments, String member) {
        if (arguments.get(member) != null && arguments.get(member).isJsonPrimitive()) {
            return arguments.get(member).getAsString();
        }
        throw new ActionFailedException("The member %s is missing.".formatted(member));
    }

    private static String uuid(JsonObject arguments, String member) {
        try {
            return UUID.fromString(text(arguments, member)).toString();
        } catch (IllegalArgumentException e) {
            throw new ActionFailedException("The member %s is not a UUID.".formatted(member), e);
        }
    }

    private static int number(JsonObject arguments, String member) {
        try {
            var number = Integer.parseInt(text(arguments, member));
            if (number >= 1 && number <= MAX_BURST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new ActionFailedException("The member %s is not a number from 1 to %d.".formatted(member, MAX_BURST));
    }

    /** Returns the dead-letter queue of the first queue that has one. */
    private static Optional<DeadLetters> deadLetters(LiveStack live) {
        return live.stack().queues().stream()
                .filter(queue -> queue.redrive().isPresent())
                .findFirst()
                .map(source -> new DeadLetters(
                        live.clients().sqs(),
                        live.queueUrl()
                                .apply(source.redrive()
                                        .map(Resource.Redrive::deadLetterQueue)
                                        .orElseThrow()),
                        live.queueUrl().apply(source.logicalId())));
    }
}
