package ordermessage.local.template;

import java.util.ArrayList;
import java.util.List;
import ordermessage.local.role.RolePolicy;
import ordermessage.local.role.RolePolicy.Effect;
import ordermessage.local.role.RolePolicy.Statement;

/** Reads an {@code AWS::IAM::Role}. */
final class RoleReader {
    /** The actions that Lambda uses to poll a queue for a function. */
    static final List<String> POLLING = List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private final Declarations declarations;

    RoleReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.Role read(String logicalId, Section section) {
        section.ignore("AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "Path", "RoleName", "Tags");
        var statements = new ArrayList<Statement>();
        for (var policy : section.parts("Policies")) {
            policy.part("PolicyDocument").parts("Statement").forEach(statement -> statements.add(statement(statement)));
        }
        return new Resource.Role(logicalId, new RolePolicy(declarations.attribute(logicalId, "Arn"), statements));
    }

    /** Returns the policy of a role that SAM makes: the rights of AWSLambdaSQSQueueExecutionRole on the function's queues. */
    static RolePolicy madeBySam(String arn, List<String> queues) {
        return new RolePolicy(
                arn, queues.isEmpty() ? List.of() : List.of(new Statement("", Effect.ALLOW, POLLING, queues)));
    }

    private static Statement statement(Section statement) {
        var sid = statement.text("Sid").orElse("");
        var effect = statement.required("Effect");
        var read = new Statement(
                sid,
                switch (effect) {
                    case "Allow" -> Effect.ALLOW;
                    case "Deny" -> Effect.DENY;
                    default -> throw statement.error("Effect", "is " + effect + ", not Allow or Deny");
                },
                required(statement, "Action"),
                required(statement, "Resource"));
        // An element that is not known here, such as Condition or NotAction, would change what the statement means.
        for (var element : statement.unread()) {
            throw statement.error(element, "is not supported on one machine");
        }
        return read;
    }

    private static List<String> required(Section statement, String element) {
        var values = statement.texts(element);
        if (values.isEmpty()) {
            throw statement.error(element, "is missing");
        }
        return values;
    }
}
