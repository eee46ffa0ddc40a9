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

/** {@code template.yaml} as it stands: what the tests of this package hold against the code. */
record SamTemplate(Yaml root) {
    static final Path PROJECT = ProjectFolder.current();

    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)[.}]");

    static SamTemplate read() {
        try {
            var text = Files.readString(PROJECT.resolve("template.yaml"));
            return new SamTemplate(new Yaml("", CloudFormationYaml.read("template.yaml", text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Yaml> resources() {
        return root.at("Resources").entries();
    }

    Yaml resource(String logicalId) {
        return root.at("Resources", logicalId);
    }

    Map<String, Yaml> resourcesOf(String type) {
        var found = new LinkedHashMap<>(resources());
        found.values().removeIf(resource -> !resource.at("Type").text().equals(type));
        return found;
    }

    List<Function> functions() {
        return resourcesOf("AWS::Serverless::Function").entrySet().stream()
                .map(entry -> new Function(entry.getKey(), this))
                .toList();
    }

    /** The number that stands there, or the default of the parameter that does. */
    int number(Yaml place) {
        return place.at("Ref").isAbsent()
                ? place.number()
                : parameterOf(place).at("Default").number();
    }

    /** The least number that can come to stand there, whatever the parameters. */
    int leastNumber(Yaml place) {
        return place.at("Ref").isAbsent()
                ? place.number()
                : parameterOf(place).at("MinValue").number();
    }

    private Yaml parameterOf(Yaml reference) {
        return root.at("Parameters", reference.at("Ref").text());
    }

    /** The logical ids (and parameters and pseudo parameters) that stand anywhere in what is there. */
    static Set<String> references(Yaml place) {
        return named(place).collect(toCollection(TreeSet::new));
    }

    private static Stream<String> named(Yaml place) {
        var inner = Stream.concat(
                place.entries().values().stream(),
                place.value() instanceof List<?> ? place.items().stream() : Stream.empty());
        return Stream.concat(ownNames(place), inner.flatMap(SamTemplate::named));
    }

    private static Stream<String> ownNames(Yaml place) {
        return Stream.of(
                        place.at("Ref").items().stream().map(Yaml::text),
                        place.at("Fn::GetAtt").items().stream()
                                .map(name -> name.text().split("\\.", 2)[0]),
                        place.at("Fn::Sub").items().stream().flatMap(SamTemplate::substituted))
                .flatMap(names -> names);
    }

    private static Stream<String> substituted(Yaml text) {
        return SUBSTITUTED.matcher(text.text()).results().map((MatchResult match) -> match.group(1));
    }
}
