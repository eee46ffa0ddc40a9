package ordermessage.floor;

import java.util.UUID;

/** A message as long as the repository's sample. */
record Sample(String companyId, String messageId) {
    private static final String COMPANY_ID = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** One that was not there before. */
    static Sample fresh() {
        return new Sample(COMPANY_ID, UUID.randomUUID().toString());
    }

    /** The one that the benchmark stores before anybody reads. */
    static Sample stored() {
        return new Sample(COMPANY_ID, "fc0daad3-4f10-4d15-b8c6-276cca111e87");
    }

    String text() {
        return """
                {
                  "metadata": {
                    "message_time": "2023-12-10T22:02:38Z",
                    "company_id": "%s",
                    "message_id": "%s"
                  },
                  "data": {
                    "order_id": "a929b88e-bc47-4f7d-9584-61c3c94ad2f2",
                    "order_time": "2023-12-10T22:00:00Z",
                    "order_amount": 20
                  }
                }
                """.formatted(companyId, messageId);
    }
}
