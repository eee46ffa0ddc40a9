package ordermessage.faults;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** The messages of a run, each a function of the seed and of its number. */
record TestMessages(long seed) {
    /** The company whose messages the table refuses for as long as the faults last. */
    static final String DENIED_COMPANY = "dddddddd-0000-4000-8000-000000000000";

    private static final int MEBIBYTE = 1_048_576;
    /** An item holds bodies of up to 4,096 bytes. */
    private static final int NEAR_ITEM_LIMIT = 3_300;

    private static final int MANY_KIBIBYTES = 300_000;

    private static final int COMPANIES = 5;

    /** A valid message. */
    TestMessage valid(int number) {
        var random = random(number);
        var messageId = uuid(random);
        if (number % 250 == 3) {
            return TestMessage.of(DENIED_COMPANY, messageId, number, 20);
        }
        var company = "cccccccc-0000-4000-8000-00000000000" + random.nextInt(COMPANIES);
        // Ids are stored in lower case, whatever is sent.
        return TestMessage.of(
                number % 10 == 1 ? company.toUpperCase(Locale.ROOT) : company,
                messageId,
                number,
                padding(number, random));
    }

    /** A message that the service has to refuse. */
    TestMessage invalid(int number) {
        var valid = valid(number);
        return new TestMessage(
                valid.companyId(), valid.messageId(), number, valid.text().replace("message_time", "message_tim"));
    }

    private static int padding(int number, Random random) {
        if (number % 1_000 == 7) {
            return MEBIBYTE - 400;
        }
        if (number % 200 == 9) {
            return random.nextInt(MANY_KIBIBYTES);
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
