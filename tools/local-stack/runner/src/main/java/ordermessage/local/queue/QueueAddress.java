package ordermessage.local.queue;

/** The URL, the ARN and the Region of a queue. */
public record QueueAddress(String url, String arn, String region) {}
