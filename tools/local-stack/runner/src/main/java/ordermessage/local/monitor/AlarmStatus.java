package ordermessage.local.monitor;

import java.time.Instant;

/**
 * The status of an alarm.
 *
 * @param alarm the logical id of the alarm
 * @param since when the alarm got its state
 * @param reason the values that decided
 */
public record AlarmStatus(String alarm, AlarmState state, Instant since, String reason) {}
