package ordermessage.local.template;

import java.util.Map;
import java.util.function.UnaryOperator;

/** The names and ARNs of the resources that a template declares. */
final class Declarations {
    private final Map<String, Map<?, ?>> declarations;
    private final PhysicalNames physicalNames;

    Declarations(Map<String, Map<?, ?>> declarations, PhysicalNames physicalNames) {
        this.declarations = declarations;
        this.physicalNames = physicalNames;
    }

    String name(String logicalId) {
        return physicalNames.name(String.valueOf(declarations.get(logicalId).get("Type")), logicalId);
    }

    String attribute(String logicalId, String attribute) {
        return physicalNames
                .attribute(String.valueOf(declarations.get(logicalId).get("Type")), logicalId, attribute)
                .orElseThrow();
    }

    /** The logical id of the queue that a property means by its ARN. */
    String queue(Section section, String property) {
        return owner("AWS::SQS::Queue", "queue", this::arn, section, property);
    }

    /** The logical id of the user pool that a property means by its ARN. */
    String userPoolByArn(Section section, String property) {
        return owner("AWS::Cognito::UserPool", "user pool", this::arn, section, property);
    }

    /** The logical id of the user pool that a property means by its id. */
    String userPoolById(Section section, String property) {
        return owner("AWS::Cognito::UserPool", "user pool", this::name, section, property);
    }

    private String arn(String logicalId) {
        return attribute(logicalId, "Arn");
    }

    private String owner(String type, String kind, UnaryOperator<String> value, Section section, String property) {
        var wanted = section.required(property);
        return declarations.keySet().stream()
                .filter(id -> type.equals(declarations.get(id).get("Type")))
                .filter(id -> value.apply(id).equals(wanted))
                .findFirst()
                .orElseThrow(() -> section.error(property, "%s is no %s of the template".formatted(wanted, kind)));
    }
}
