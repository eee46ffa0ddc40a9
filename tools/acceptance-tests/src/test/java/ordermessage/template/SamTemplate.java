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

    /** The resources by logical ID. */
    Map<String, YamlNode> resources() {
        return root.at("Resources").entries();
    }

    YamlNode resource(String logicalId) {
        return root.at("Resources", logicalId);
    }

    /** The resources of one type, such as {@code AWS::SQS::Queue}, by logical ID. */
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

    /** The number in a node. For a reference to a parameter, the parameter's default. */
    int number(YamlNode node) {
        return node.at("Ref").isAbsent()
                ? node.number()
                : parameterOf(node).at("Default").number();
    }

    /** The smallest number that a node can have. For a reference to a parameter, the parameter's minimum. */
    int leastNumber(YamlNode node) {
        return node.at("Ref").isAbsent()
                ? node.number()
                : parameterOf(node).at("MinValue").number();
    }

    private YamlNode parameterOf(YamlNode reference) {
        return root.at("Parameters", reference.at("Ref").text());
    }

    /** The names that a node and everything in it refer to: resources, parameters and pseudo parameters. */
    static Set<String> references(YamlNode node) {
        return allNames(node).collect(toCollection(TreeSet::new));
    }

    private static Stream<String> allNames(YamlNode node) {
        var children = Stream.concat(
                node.entries().values().stream(),
                node.value() instanceof List<?> ? node.items().stream() : Stream.empty());
        return Stream.concat(ownNames(node), children.flatMap(SamTemplate::allNames));
    }

    private static Stream<String> ownNames(YamlNode node) {
        return Stream.of(
                        node.at("Ref").items().stream().map(YamlNode::text),
                        node.at("Fn::GetAtt").items().stream()
                                .map(name -> name.text().split("\\.", 2)[0]),
                        node.at("Fn::Sub").items().stream().flatMap(SamTemplate::substitutedNames))
                .flatMap(names -> names);
    }

    private static Stream<String> substitutedNames(YamlNode text) {
        return SUBSTITUTED.matcher(text.text()).results().map((MatchResult match) -> match.group(1));
    }
}
