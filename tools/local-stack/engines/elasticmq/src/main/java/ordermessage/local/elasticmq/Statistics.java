package ordermessage.local.elasticmq;

/**
 * The numbers of messages in a queue.
 *
 * @param visible messages that can be received now
 * @param invisible messages that were received and are hidden until their visibility timeout ends
 * @param delayed messages that were never received and are hidden until their delay ends
 */
record Statistics(long visible, long invisible, long delayed) {}
