package ordermessage.post;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import ordermessage.adapters.FakeStores;
import ordermessage.snapstart.FakeAws.Call;
import ordermessage.snapstart.FakeAws.Reply;

/** Fakes SQS and DynamoDB for priming. Every second read finds the message stored, so that priming runs both ways. */
final class FakeServices implements Function<Call, Reply> {
    private static final Reply NOT_FOUND = Reply.json("{}");

    private final FakeSqs sqs = new FakeSqs();
    private final FakeStores stores = new FakeStores();
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public Reply apply(Call call) {
        if (call.isOf("SendMessage")) {
            return sqs.apply(call);
        }
        return reads.getAndIncrement() % 2 == 0 ? NOT_FOUND : stores.apply(call);
    }
}
