package ordermessage.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A function of the template, with the properties that {@code Globals} adds to it. */
record TemplateFunction(String logicalId, SamTemplate template) {

    /** Returns the function's own property or, when it has none, that of {@code Globals}. */
    YamlNode property(String... path) {
        var own = template.resource(logicalId).at("Properties").at(path);
        return own.isAbsent() ? template.root().at("Globals", "Function").at(path) : own;
    }

    /** Returns whether the function depends on no condition. */
    boolean isInEveryStack() {
        return template.resource(logicalId).at("Condition").isAbsent();
    }

    /** Returns the timeout in seconds. */
    int timeout() {
        return template.number(property("Timeout"));
    }

    /** Returns the environment variables, those of {@code Globals} included. */
    Map<String, YamlNode> variables() {
        var path = new String[] {"Environment", "Variables"};
        var variables =
                new TreeMap<>(template.root().at("Globals", "Function").at(path).entries());
        variables.putAll(property(path).entries());
        return variables;
    }

    /** Returns the properties of the function's events of one type, such as Api or SQS. */
    List<YamlNode> events(String type) {
        return property("Events").entries().values().stream()
                .filter(event -> event.at("Type").text().equals(type))
                .map(event -> event.at("Properties"))
                .toList();
    }

    /** Returns the logical ID of the function's role. */
    String role() {
        return SamTemplate.references(property("Role")).iterator().next();
    }

    /** Returns the statements of all policies of the function's role, without those that depend on a condition. */
    List<YamlNode> statements() {
        return allStatements()
                .filter(statement -> statement.at("Fn::If").isAbsent())
                .toList();
    }

    /** Returns the statements of all policies of the function's role that depend on a condition. */
    List<YamlNode> conditionalStatements() {
        return allStatements()
                .filter(statement -> !statement.at("Fn::If").isAbsent())
                .toList();
    }

    private Stream<YamlNode> allStatements() {
        return template.resource(role()).at("Properties", "Policies").items().stream()
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream());
    }

    /** Returns the name of the handler's class. */
    String handlerClass() {
        return property("Handler").text();
    }

    /** Names the parameterized tests. */
    @Override
    public String toString() {
        return logicalId;
    }
}
