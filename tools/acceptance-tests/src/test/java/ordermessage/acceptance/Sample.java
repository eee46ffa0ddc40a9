package ordermessage.acceptance;

import java.util.UUID;

/** A message as a company writes it, white space and all, under an id of its own. */
record Sample(String companyId, String messageId, String data) {
    /** The company that tests are about which are not about companies. */
    static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    static Sample unique() {
        return unique("{\"order_id\": \"A-1\", \"order_amount\": 20}");
    }

    static Sample unique(String data) {
        return new Sample(COMPANY, UUID.randomUUID().toString(), data);
    }

    Sample ofCompany(String other) {
        return new Sample(other, messageId, data);
    }

    Sample withData(String other) {
        return new Sample(companyId, messageId, other);
    }

    String json() {
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

    /** What a GET gives. */
    String stored() {
        return """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"%s","message_id":"%s",\
                "message_s3_key":"%s"},"data":%s}""".formatted(companyId, messageId, archiveKey(), data);
    }

    String archiveKey() {
        return companyId + "/" + messageId + ".json";
    }
}
