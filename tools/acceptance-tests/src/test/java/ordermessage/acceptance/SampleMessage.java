package ordermessage.acceptance;

import java.util.UUID;

/**
 * A message as a company posts it, with white space.
 *
 * @param data the JSON text of the data
 */
public record SampleMessage(String companyId, String messageId, String data) {
    /** The company that tests use when the company does not matter. */
    static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** Returns a message with a new ID. */
    static SampleMessage unique() {
        return unique("{\"order_id\": \"A-1\", \"order_amount\": 20}");
    }

    /** Returns a message with a new ID and this data. */
    static SampleMessage unique(String data) {
        return new SampleMessage(COMPANY, UUID.randomUUID().toString(), data);
    }

    /** Returns the same message with another company. */
    SampleMessage withCompanyId(String other) {
        return new SampleMessage(other, messageId, data);
    }

    /** Returns the same message with other data. */
    SampleMessage withData(String other) {
        return new SampleMessage(companyId, messageId, other);
    }

    /** Returns the body of a POST. */
    public String json() {
        return """
                {
                  "metadata": {
                    "message_time": "2023-12-10T22:02:38Z",
                    "company_id": "%s",
                    "message_id": "%s"
                  },
                  "data": %s
                }
                """.formatted(companyId, messageId, data);
    }

    /** Returns the body of the response to a GET after the message is stored. */
    String storedJson() {
        return """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"%s","message_id":"%s",\
                "message_s3_key":"%s"},"data":%s}""".formatted(companyId, messageId, archiveKey(), data);
    }

    /** Returns the key of the object in the bucket. */
    String archiveKey() {
        return companyId + "/" + messageId + ".json";
    }
}
