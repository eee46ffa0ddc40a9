package ordermessage.faults.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import ordermessage.faults.audit.Finding.Kind;
import ordermessage.faults.traffic.MessageClient;
import ordermessage.faults.traffic.TestMessage;

/** Reads stored messages through the API, and compares the responses with the objects in the bucket. */
public final class ReadBackCheck {
    private static final int OK = 200;

    private final MessageClient api;
    private final StoreContents contents;

    public ReadBackCheck(MessageClient api, StoreContents contents) {
        this.api = api;
        this.contents = contents;
    }

    /**
     * Reads each message once. Returns a finding for each wrong response.
     *
     * @param messages messages that the bucket has an object of
     */
    public List<Finding> findings(List<TestMessage> messages) {
        var findings = new ArrayList<Finding>();
        for (var message : messages) {
            var response = api.get(message);
            if (response.status() != OK) {
                findings.add(new Finding(Kind.WRONG_ANSWER, message.key() + ": status " + response.status()));
            } else if (!JsonParser.parseString(response.body()).equals(expected(message))) {
                findings.add(new Finding(Kind.WRONG_ANSWER, message.key() + ": the response is not the stored object"));
            }
        }
        return findings;
    }

    /** Returns the stored document, with the object key that the service adds to its metadata. */
    private JsonElement expected(TestMessage message) {
        var document = JsonParser.parseString(contents.objects().get(message.objectKey()))
                .getAsJsonObject();
        document.getAsJsonObject("metadata").addProperty("message_s3_key", message.objectKey());
        return document;
    }
}
