package ordermessage.local.cognito;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The validity of an access token of an app client. */
final class TokenValidity {
    private static final Duration MINIMUM = Duration.ofMinutes(5);
    private static final Duration MAXIMUM = Duration.ofDays(1);
    private static final int MAX_NUMBER = 86_400;

    private TokenValidity() {}

    /**
     * Reads the validity from the settings of an app client. The default is one hour.
     *
     * @throws ApiException when the validity is not within five minutes to one day
     */
    static Duration of(ApiRequest settings) throws ApiException {
        var unit = unit(settings.part("TokenValidityUnits").text("AccessToken").orElse("hours"));
        var validity = Duration.of(settings.number("AccessTokenValidity", defaultNumber(unit), 1, MAX_NUMBER), unit);
        if (validity.compareTo(MINIMUM) < 0 || validity.compareTo(MAXIMUM) > 0) {
            throw ApiException.invalid("AccessTokenValidity is not within five minutes to one day");
        }
        return validity;
    }

    private static int defaultNumber(ChronoUnit unit) {
        return (int) Math.max(1, Duration.ofHours(1).dividedBy(unit.getDuration()));
    }

    private static ChronoUnit unit(String name) throws ApiException {
        return switch (name) {
            case "seconds" -> ChronoUnit.SECONDS;
            case "minutes" -> ChronoUnit.MINUTES;
            case "hours" -> ChronoUnit.HOURS;
            case "days" -> ChronoUnit.DAYS;
            default -> throw ApiException.invalid("AccessToken is not one of seconds, minutes, hours, days");
        };
    }
}
