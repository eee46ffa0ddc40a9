package ordermessage.cost;

/**
 * The price of one unit in US dollars: the public price list for us-east-1, without free tiers and discounts (the pricing
 * pages of the services, as of 2026-11). Other Regions cost up to a third more.
 */
public enum Price {
    API_REQUEST(3.50 / 1e6),
    LAMBDA_REQUEST(0.20 / 1e6),
    LAMBDA_GIGABYTE_SECOND(0.0000133334),
    /** For each started 64 KiB of the payload of a call. */
    SQS_REQUEST(0.40 / 1e6),
    /** For each started KiB of an item. */
    DYNAMODB_WRITE(0.625 / 1e6),
    /** For each started 4 KiB of an item, in a strongly consistent read. */
    DYNAMODB_READ(0.125 / 1e6),
    DYNAMODB_GIGABYTE_MONTH(0.25),
    S3_PUT(5.00 / 1e6),
    S3_GET(0.40 / 1e6),
    S3_GIGABYTE_MONTH(0.023),
    LOG_GIGABYTE(0.50),
    XRAY_TRACE(5.00 / 1e6),
    /** For each combination of name and dimensions that has values in a month, up to 10,000. */
    CUSTOM_METRIC_MONTH(0.30);

    private final double dollars;

    Price(double dollars) {
        this.dollars = dollars;
    }

    /** Returns the price of so many units, in US dollars. */
    public double of(double units) {
        return units * dollars;
    }
}
