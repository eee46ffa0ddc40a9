package ordermessage.local.queue;

/** Where a queue is and what it is called. */
public record QueueAddress(String url, String arn, String region) {}
