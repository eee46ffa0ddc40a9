package ordermessage.local.template;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Reads an {@code AWS::Cognito::UserPoolClient}. */
final class UserPoolClientReader {
    private final Declarations declarations;

    UserPoolClientReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.UserPoolClient read(String logicalId, Section section) {
        var client = new Resource.UserPoolClient(
                logicalId,
                declarations.name(logicalId),
                declarations.userPoolById(section, "UserPoolId"),
                section.integer("IdTokenValidity")
                        .map(number -> Duration.of(number, unit(section.part("TokenValidityUnits"))))
                        .orElse(Duration.ofHours(1)));
        // The other properties are about users, and a local user pool has none.
        section.names().forEach(section::ignore);
        section.part("TokenValidityUnits").ignore("IdToken", "AccessToken", "RefreshToken");
        return client;
    }

    private static ChronoUnit unit(Section units) {
        var unit = units.text("IdToken").orElse("hours");
        return switch (unit) {
            case "seconds" -> ChronoUnit.SECONDS;
            case "minutes" -> ChronoUnit.MINUTES;
            case "hours" -> ChronoUnit.HOURS;
            case "days" -> ChronoUnit.DAYS;
            default -> throw units.error("IdToken", unit + " is not one of seconds, minutes, hours, days");
        };
    }
}
