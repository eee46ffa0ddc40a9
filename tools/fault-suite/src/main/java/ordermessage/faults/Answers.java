package ordermessage.faults;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import ordermessage.faults.Finding.Kind;

/** Asks the API for a sample of what is stored. */
record Answers(Api api, StoreContents contents) {
    private static final int OK = 200;

    /** Every answer that is not what stands in the bucket. */
    List<Finding> wrongOnes(List<TestMessage> sample) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var message : sample) {
            var archiveKey = message.key() + ".json";
            var answer = api.get(message);
            if (answer.status() != OK) {
                findings.add(new Finding(Kind.WRONG_ANSWER, message.key() + ": " + answer.status()));
            } else if (!JsonParser.parseString(answer.body()).equals(expected(archiveKey))) {
                findings.add(new Finding(Kind.WRONG_ANSWER, message.key() + ": not what is stored"));
            }
        }
        return findings;
    }

    private JsonElement expected(String archiveKey) {
        var document =
                JsonParser.parseString(contents.objects().get(archiveKey)).getAsJsonObject();
        document.getAsJsonObject("metadata").addProperty("message_s3_key", archiveKey);
        return document;
    }
}
