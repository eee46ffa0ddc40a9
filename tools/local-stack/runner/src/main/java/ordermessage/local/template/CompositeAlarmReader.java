package ordermessage.local.template;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads an {@code AWS::CloudWatch::CompositeAlarm} whose rule is alarms that are connected by {@code OR}. */
final class CompositeAlarmReader {
    private static final Pattern OR = Pattern.compile("\\s+OR\\s+");
    private static final Pattern ALARM = Pattern.compile("ALARM\\(\"?([^\"()]+)\"?\\)");

    private final Declarations declarations;

    CompositeAlarmReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.CompositeAlarm read(String logicalId, Section section) {
        section.ignore("AlarmName", "AlarmDescription", "ActionsEnabled", "Tags");
        section.ignore("AlarmActions", "OKActions", "InsufficientDataActions");
        var rule = section.required("AlarmRule").strip();
        var alarms =
                Arrays.stream(OR.split(rule)).map(term -> alarm(section, term)).toList();
        return new Resource.CompositeAlarm(logicalId, alarms);
    }

    private String alarm(Section section, String term) {
        var match = ALARM.matcher(term);
        if (!match.matches()) {
            throw section.error("AlarmRule", "has a part that is not supported on one machine: " + term);
        }
        return declarations
                .alarm(match.group(1))
                .orElseThrow(() -> section.error("AlarmRule", match.group(1) + " is not an alarm of the template"));
    }
}
