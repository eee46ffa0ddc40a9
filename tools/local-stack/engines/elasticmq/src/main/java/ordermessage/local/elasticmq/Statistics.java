package ordermessage.local.elasticmq;

/**
 * How many messages a queue holds.
 *
 * @param visible can be received now
 * @param invisible were received and are hidden until their visibility timeout ends
 * @param delayed were never received and are hidden until their delay ends
 */
record Statistics(long visible, long invisible, long delayed) {}
