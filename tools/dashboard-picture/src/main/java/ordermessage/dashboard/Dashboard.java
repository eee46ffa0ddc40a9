package ordermessage.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.CloudFormationYaml;
import ordermessage.local.template.Stack;

/** The dashboard of a template, with the names of the local stack. */
record Dashboard(List<Widget> widgets) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    Dashboard {
        widgets = List.copyOf(widgets);
    }

    /**
     * Reads the resource {@code Dashboard} of a project's template.
     *
     * @param stack the stack of the template, which has the names of functions, queues and tables
     * @throws IllegalArgumentException when the dashboard has a part that this class does not know
     */
    static Dashboard read(Path project, Stack stack) throws IOException {
        var template = CloudFormationYaml.read("template.yaml", Files.readString(project.resolve("template.yaml")));
        var body = at(template, "Resources", "Dashboard", "Properties", "DashboardBody", "Fn::Sub");
        return new Dashboard(DashboardReader.widgets(substituted(body.toString(), names(template, stack))));
    }

    /** Replaces references. Of what has no name on one machine, the logical id remains. */
    private static String substituted(String text, Map<String, String> names) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(Optional.ofNullable(names.get(reference.group(1)))
                        .orElseGet(() -> reference.group(1).replaceFirst("\\..*", ""))));
    }

    private static Map<String, String> names(Map<?, ?> template, Stack stack) {
        var names = new HashMap<String, String>();
        names.put("AWS::StackName", LocalNames.STACK);
        names.put("AWS::Region", LocalNames.REGION);
        if (template.get("Parameters") instanceof Map<?, ?> parameters) {
            parameters.forEach((name, parameter) -> {
                if (parameter instanceof Map<?, ?> settings && settings.get("Default") != null) {
                    names.put(name.toString(), settings.get("Default").toString());
                }
            });
        }
        stack.functions().forEach(function -> names.put(function.logicalId(), function.name()));
        stack.queues().forEach(queue -> names.put(queue.logicalId() + ".QueueName", queue.name()));
        stack.tables().forEach(table -> names.put(table.logicalId(), table.name()));
        return names;
    }

    private static Object at(Object node, String... path) {
        for (var name : path) {
            node = node instanceof Map<?, ?> map ? map.get(name) : null;
        }
        if (node == null) {
            throw new IllegalArgumentException("The template has nothing at " + String.join(".", path));
        }
        return node;
    }
}
