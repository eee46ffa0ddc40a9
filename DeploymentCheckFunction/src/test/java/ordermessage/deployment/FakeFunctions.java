package ordermessage.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that answer as the real ones do, unless a test changes an answer. */
final class FakeFunctions implements FunctionCalls {
    static final Environment VERSIONS = new Environment("post:1", "get:2", "list:3", "process:4");

    private final Map<String, String> answers = new HashMap<>(Map.of(
            "post:1",
                    answer(
                            400,
                            "{\\\"type\\\": \\\"https://docs/api.md#invalid-message\\\", \\\"request_id\\\": \\\"r\\\"}"),
            "get:2",
                    answer(
                            404,
                            "{\\\"type\\\": \\\"https://docs/api.md#message-not-found\\\", \\\"request_id\\\": \\\"r\\\"}"),
            "list:3", answer(200, "{\\\"messages\\\": [], \\\"cursor\\\": \\\"c\\\", \\\"next\\\": null}"),
            "process:4", "{\"batchItemFailures\": []}"));
    private final List<String> called = new ArrayList<>();

    @Override
    public String call(String version, String event) {
        called.add(version);
        return answers.get(version);
    }

    /** Changes a part of an answer. */
    FakeFunctions change(String version, String part, String other) {
        answers.compute(version, (name, answer) -> answer.replace(part, other));
        return this;
    }

    /** Returns the versions that were called, in this order. */
    List<String> called() {
        return called;
    }

    private static String answer(int status, String body) {
        return "{\"statusCode\": %d, \"body\": \"%s\"}".formatted(status, body);
    }
}
