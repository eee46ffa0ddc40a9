package ordermessage.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The resources that a template declares: their names and attributes by logical id, and their logical ids by ARN. */
final class Declarations {
    private final Map<String, Map<?, ?>> declarations;
    private final PhysicalNames names;

    Declarations(Map<String, Map<?, ?>> declarations, PhysicalNames names) {
        this.declarations = declarations;
        this.names = names;
    }

    /** Returns the physical name of a resource. */
    String name(String logicalId) {
        return names.name(type(logicalId), logicalId);
    }

    /** Returns the value of {@code !GetAtt} of a resource. */
    String attribute(String logicalId, String attribute) {
        return names.attribute(type(logicalId), logicalId, attribute).orElseThrow();
    }

    /** Returns the logical id of the queue whose ARN is the value of a property. */
    String queue(Section section, String property) {
        return find("AWS::SQS::Queue", "queue", this::arn, section, property);
    }

    /** Returns the logical id of the role whose ARN is the value of a property. */
    String role(Section section, String property) {
        return find("AWS::IAM::Role", "role", this::arn, section, property);
    }

    /** Returns the ARN of the role that SAM makes for a function without one. */
    String roleMadeBySam(String function) {
        return names.attribute("AWS::IAM::Role", function + "Role", "Arn").orElseThrow();
    }

    /** Returns the logical id of the user pool whose ARN is the value of a property. */
    String userPoolByArn(Section section, String property) {
        return find("AWS::Cognito::UserPool", "user pool", this::arn, section, property);
    }

    /** Returns the logical id of the user pool whose id is the value of a property. */
    String userPoolById(Section section, String property) {
        return find("AWS::Cognito::UserPool", "user pool", this::name, section, property);
    }

    /** Returns the logical id of the log group whose ARN, with or without {@code :*}, is the value of a property. */
    String logGroup(Section section, String property) {
        var end = Pattern.compile(":\\*$");
        return find(
                "AWS::Logs::LogGroup",
                "log group",
                id -> end.matcher(arn(id)).replaceFirst(""),
                section,
                property,
                end.matcher(section.required(property)).replaceFirst(""));
    }

    /** Returns the logical id of the alarm with a physical name; empty when the template has none. */
    Optional<String> alarm(String name) {
        return declarations.keySet().stream()
                .filter(id -> type(id).equals("AWS::CloudWatch::Alarm"))
                .filter(id -> name(id).equals(name))
                .findFirst();
    }

    private String type(String logicalId) {
        return String.valueOf(declarations.get(logicalId).get("Type"));
    }

    private String arn(String logicalId) {
        return attribute(logicalId, "Arn");
    }

    private String find(String type, String kind, UnaryOperator<String> value, Section section, String property) {
        return find(type, kind, value, section, property, section.required(property));
    }

    private String find(
            String type, String kind, UnaryOperator<String> value, Section section, String property, String wanted) {
        return declarations.keySet().stream()
                .filter(id -> type.equals(type(id)))
                .filter(id -> value.apply(id).equals(wanted))
                .findFirst()
                .orElseThrow(() -> section.error(property, "%s is not a %s of the template".formatted(wanted, kind)));
    }
}
