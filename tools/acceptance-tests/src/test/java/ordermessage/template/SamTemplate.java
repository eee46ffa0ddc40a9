package ordermessage.template;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.local.ProjectFolder;
import ordermessage.local.template.CloudFormationYaml;

/** The project's {@code template.yaml}, with its intrinsic functions not evaluated. */
final class SamTemplate {
    /** The root folder of the project. */
    static final Path PROJECT = ProjectFolder.current();

    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)[.}]");

    private final YamlNode root;

    private SamTemplate(YamlNode root) {
        this.root = root;
    }

    /** Reads {@code template.yaml}. */
    static SamTemplate read() {
        try {
            var text = Files.readString(PROJECT.resolve("template.yaml"));
            return new SamTemplate(new YamlNode("", CloudFormationYaml.read("template.yaml", text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    YamlNode root() {
        return root;
    }

    /** Returns the resources by logical ID. */
    Map<String, YamlNode> resources() {
        return root.at("Resources").entries();
    }

    YamlNode resource(String logicalId) {
        return root.at("Resources", logicalId);
    }

    /** Returns the resources of one type, such as {@code AWS::SQS::Queue}, by logical ID. */
    Map<String, YamlNode> resourcesOf(String type) {
        var found = new LinkedHashMap<>(resources());
        found.values().removeIf(resource -> !resource.at("Type").text().equals(type));
        return found;
    }

    List<TemplateFunction> functions() {
        return resourcesOf("AWS::Serverless::Function").entrySet().stream()
                .map(entry -> new TemplateFunction(entry.getKey(), this))
                .toList();
    }

    /** Returns the functions that every stack has. The others depend on a condition, and run on AWS only. */
    List<TemplateFunction> serviceFunctions() {
        return functions().stream().filter(TemplateFunction::isInEveryStack).toList();
    }

    /** Returns the text in a node. For a reference to a parameter, the parameter's default. */
    String text(YamlNode node) {
        return node.at("Ref").isAbsent()
                ? node.text()
                : parameterOf(node).at("Default").text();
    }

    /** Returns the node. Of an Fn::If, returns the value for a false condition, which default parameters lead to. */
    static YamlNode byDefault(YamlNode node) {
        var choice = node.at("Fn::If");
        return choice.isAbsent() ? node : choice.items().get(2);
    }

    /** Returns the number in a node. For a reference to a parameter, the parameter's default. */
    int number(YamlNode node) {
        return node.at("Ref").isAbsent()
                ? node.number()
                : parameterOf(node).at("Default").number();
    }

    /** Returns the smallest number that a node can have. For a reference to a parameter, the parameter's minimum. */
    int leastNumber(YamlNode node) {
        return node.at("Ref").isAbsent()
                ? node.number()
                : parameterOf(node).at("MinValue").number();
    }

    /**
     * The length of the longest value that a parameter can have.
     *
     * @throws AssertionError when the parameter has no bound
     */
    int longestValue(String parameter) {
        var declaration = root.at("Parameters", parameter);
        if (!declaration.at("AllowedValues").isAbsent()) {
            return declaration.at("AllowedValues").texts().stream()
                    .mapToInt(String::length)
                    .max()
                    .orElseThrow();
        }
        return declaration.at("Type").text().equals("Number")
                ? declaration.at("MaxValue").text().length()
                : declaration.at("MaxLength").number();
    }

    private YamlNode parameterOf(YamlNode reference) {
        return root.at("Parameters", reference.at("Ref").text());
    }

    /** Returns the names that a node and everything in it refer to: resources, parameters and pseudo parameters. */
    static Set<String> references(YamlNode node) {
        return allNames(node).collect(toCollection(TreeSet::new));
    }

    /** Returns the names of the conditions that a node and everything in it depend on. */
    static Set<String> conditions(YamlNode node) {
        return nodes(node)
                .flatMap(each -> each.at("Fn::If").items().stream().limit(1))
                .map(YamlNode::text)
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> allNames(YamlNode node) {
        return nodes(node).flatMap(SamTemplate::ownNames);
    }

    /** Returns a node and everything in it. */
    private static Stream<YamlNode> nodes(YamlNode node) {
        var children = Stream.concat(
                node.entries().values().stream(),
                node.value() instanceof List<?> ? node.items().stream() : Stream.empty());
        return Stream.concat(Stream.of(node), children.flatMap(SamTemplate::nodes));
    }

    private static Stream<String> ownNames(YamlNode node) {
        return Stream.of(
                        // SAM also knows references to what it makes of a function, such as Function.Version.
                        Stream.of("Ref", "Fn::GetAtt")
                                .flatMap(kind -> node.at(kind).items().stream())
                                .map(name -> name.text().split("\\.", 2)[0]),
                        node.at("Fn::Sub").items().stream().flatMap(SamTemplate::substitutedNames))
                .flatMap(names -> names);
    }

    private static Stream<String> substitutedNames(YamlNode text) {
        return SUBSTITUTED.matcher(text.text()).results().map((MatchResult match) -> match.group(1));
    }
}
