package ordermessage.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A function of the template, with what {@code Globals} add to it. */
record Function(String logicalId, SamTemplate template) {

    Yaml property(String... path) {
        var own = template.resource(logicalId).at("Properties").at(path);
        return own.isAbsent() ? template.root().at("Globals", "Function").at(path) : own;
    }

    int timeout() {
        return template.number(property("Timeout"));
    }

    Map<String, Yaml> variables() {
        var path = new String[] {"Environment", "Variables"};
        var variables =
                new TreeMap<>(template.root().at("Globals", "Function").at(path).entries());
        variables.putAll(property(path).entries());
        return variables;
    }

    /** Its triggers of one type, such as Api or SQS. */
    List<Yaml> events(String type) {
        return property("Events").entries().values().stream()
                .filter(event -> event.at("Type").text().equals(type))
                .map(event -> event.at("Properties"))
                .toList();
    }

    String role() {
        return SamTemplate.references(property("Role")).iterator().next();
    }

    List<Yaml> statements() {
        return template.resource(role()).at("Properties", "Policies").items().stream()
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream())
                .toList();
    }

    String handlerClass() {
        return property("Handler").text();
    }

    @Override
    public String toString() {
        return logicalId;
    }
}
