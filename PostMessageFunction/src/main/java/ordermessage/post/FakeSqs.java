package ordermessage.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.snapstart.FakeAws;

/** Fakes SQS for priming. It accepts every message and gives the digest that the SDK's client compares with its own. */
final class FakeSqs implements Function<FakeAws.Call, FakeAws.Reply> {
    @Override
    public FakeAws.Reply apply(FakeAws.Call sendMessage) {
        var body = ((JsonObject) JsonText.parse(sendMessage.body()))
                .string("MessageBody")
                .orElseThrow();
        return FakeAws.Reply.json("""
                {"MessageId":"00000000-0000-0000-0000-000000000000","MD5OfMessageBody":"%s"}""".formatted(md5(body)));
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
