package ordermessage.faults;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import ordermessage.faults.Finding.Kind;

/** Asks the API for a sample of what is stored. */
record Answers(Api api, Holdings holdings) {
    private static final int OK = 200;

    /** Every answer that is not what stands in the bucket. */
    List<Finding> wrongOnes(List<Posting> sample) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var posting : sample) {
            var archiveKey = posting.key() + ".json";
            var answer = api.get(posting);
            if (answer.status() != OK) {
                findings.add(new Finding(Kind.WRONG_ANSWER, posting.key() + ": " + answer.status()));
            } else if (!JsonParser.parseString(answer.body()).equals(expected(archiveKey))) {
                findings.add(new Finding(Kind.WRONG_ANSWER, posting.key() + ": not what is stored"));
            }
        }
        return findings;
    }

    private JsonElement expected(String archiveKey) {
        var document =
                JsonParser.parseString(holdings.objects().get(archiveKey)).getAsJsonObject();
        document.getAsJsonObject("metadata").addProperty("message_s3_key", archiveKey);
        return document;
    }
}
