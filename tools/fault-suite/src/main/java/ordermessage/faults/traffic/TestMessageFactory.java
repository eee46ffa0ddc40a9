package ordermessage.faults.traffic;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Creates the messages of a run. Each message depends only on the seed and on the number of the message. */
public final class TestMessageFactory {
    /** The company whose messages a run denies access to DynamoDB. */
    public static final String DENIED_COMPANY = "dddddddd-0000-4000-8000-000000000000";

    private static final int MEBIBYTE = 1_048_576;

    /** A padding just below the longest body that an item can hold, which is 4,096 bytes. */
    private static final int NEAR_ITEM_LIMIT = 3_300;

    private static final int MAX_LARGE_PADDING = 300_000;

    private static final int COMPANIES = 5;

    private final long seed;

    public TestMessageFactory(long seed) {
        this.seed = seed;
    }

    /** Returns a message that the service must accept. */
    public TestMessage valid(int number) {
        var random = random(number);
        var messageId = uuid(random);
        if (number % 250 == 3) {
            return TestMessage.of(DENIED_COMPANY, messageId, number, 20);
        }
        var company = "cccccccc-0000-4000-8000-00000000000" + random.nextInt(COMPANIES);
        // The service stores ids in lower case, in whatever case they are posted.
        return TestMessage.of(
                number % 10 == 1 ? company.toUpperCase(Locale.ROOT) : company,
                messageId,
                number,
                padding(number, random));
    }

    /** Returns a message that the service must refuse. */
    public TestMessage invalid(int number) {
        var valid = valid(number);
        return new TestMessage(
                valid.companyId(), valid.messageId(), number, valid.body().replace("message_time", "message_tim"));
    }

    private static int padding(int number, Random random) {
        if (number % 1_000 == 7) {
            return MEBIBYTE - 400;
        }
        if (number % 200 == 9) {
            return random.nextInt(MAX_LARGE_PADDING);
        }
        if (number % 50 == 11) {
            return NEAR_ITEM_LIMIT + random.nextInt(1_000);
        }
        return random.nextInt(1_500);
    }

    private Random random(int number) {
        return new Random(seed * 1_000_003 + number);
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
