package ordermessage.local.template;

import java.util.Map;

/** The names and ARNs of the resources that a template declares. */
final class Declarations {
    private final Map<String, Map<?, ?>> declarations;
    private final References references;

    Declarations(Map<String, Map<?, ?>> declarations, References references) {
        this.declarations = declarations;
        this.references = references;
    }

    String name(String logicalId) {
        return references.name(String.valueOf(declarations.get(logicalId).get("Type")), logicalId);
    }

    /** The logical id of the queue that a property means by its ARN. */
    String queue(Section section, String property) {
        var arn = section.required(property);
        return declarations.keySet().stream()
                .filter(id -> "AWS::SQS::Queue".equals(declarations.get(id).get("Type")))
                .filter(id -> references
                        .attribute("AWS::SQS::Queue", id, "Arn")
                        .filter(arn::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> section.error(property, arn + " is no queue of the template"));
    }
}
