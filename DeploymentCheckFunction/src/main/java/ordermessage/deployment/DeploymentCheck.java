package ordermessage.deployment;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ordermessage.deployment.CheckResult.Failure;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJsonException;

/**
 * Calls the new version of each function, before it gets traffic, and checks the status and the form of its answer. It stores
 * nothing.
 */
public final class DeploymentCheck {
    private final Environment versions;
    private final FunctionCalls calls;

    /** The call of one function, and what its answer must be. */
    private record Step(String function, String version, String event, Consumer<JsonObject> expectation) {}

    /** @param versions the ARNs of the new versions */
    public DeploymentCheck(Environment versions, FunctionCalls calls) {
        this.versions = versions;
        this.calls = calls;
    }

    /** Checks the functions one after the other, until one fails. */
    public CheckResult run() {
        for (var step : steps(new CheckEvents())) {
            try {
                step.expectation().accept(object(calls.call(step.version(), step.event())));
            } catch (CheckFailedException e) {
                return new CheckResult(Optional.of(new Failure(step.function(), e.getMessage())));
            }
        }
        return new CheckResult(Optional.empty());
    }

    private List<Step> steps(CheckEvents events) {
        return List.of(
                new Step(
                        "PostMessageFunction",
                        versions.post(),
                        events.postOfAnInvalidMessage(),
                        answer -> expectProblem(answer, "400", "invalid-message")),
                new Step(
                        "GetMessageFunction",
                        versions.get(),
                        events.getOfAnUnknownMessage(),
                        answer -> expectProblem(answer, "404", "message-not-found")),
                new Step(
                        "ListMessagesFunction",
                        versions.list(),
                        events.listOfAnUnknownCompany(),
                        DeploymentCheck::expectEmptyList),
                new Step(
                        "ProcessMessageFunction",
                        versions.process(),
                        events.emptyBatch(),
                        result -> expectNoElements(result, "batchItemFailures")));
    }

    private static void expectProblem(JsonObject answer, String status, String type) {
        var problem = body(answer, status);
        if (problem.string("type").filter(uri -> uri.endsWith("#" + type)).isEmpty()) {
            throw new CheckFailedException("the answer " + status + " is not the problem " + type);
        }
        if (problem.string("request_id").isEmpty()) {
            throw new CheckFailedException("the answer " + status + " has no request_id");
        }
    }

    private static void expectEmptyList(JsonObject answer) {
        var page = body(answer, "200");
        expectNoElements(page, "messages");
        if (!(page.members().get("next") instanceof JsonNull)) {
            throw new CheckFailedException("the list of a company without messages has another page");
        }
    }

    private static void expectNoElements(JsonObject result, String name) {
        if (!(result.members().get(name) instanceof JsonArray(List<JsonValue> elements))) {
            throw new CheckFailedException("the answer has no array " + name);
        }
        if (!elements.isEmpty()) {
            throw new CheckFailedException(name + " is not empty");
        }
    }

    /** Returns the body of an answer to API Gateway, if the answer has the wanted status. */
    private static JsonObject body(JsonObject answer, String status) {
        if (!(answer.members().get("statusCode") instanceof JsonNumber(String digits))) {
            throw new CheckFailedException("the answer has no status");
        }
        if (!digits.equals(status)) {
            throw new CheckFailedException("the status is %s and not %s".formatted(digits, status));
        }
        if (!(answer.members().get("body") instanceof JsonString(String text))) {
            throw new CheckFailedException("the answer " + status + " has no body");
        }
        return object(text);
    }

    private static JsonObject object(String text) {
        try {
            if (JsonText.parse(text) instanceof JsonObject object) {
                return object;
            }
        } catch (MalformedJsonException e) {
            throw new CheckFailedException("the answer is not JSON");
        }
        throw new CheckFailedException("the answer is not a JSON object");
    }
}
