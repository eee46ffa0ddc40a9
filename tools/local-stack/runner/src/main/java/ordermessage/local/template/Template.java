package ordermessage.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A SAM or CloudFormation template, as it stands in its file. */
public final class Template {
    private final Map<?, ?> document;

    private Template(Map<?, ?> document) {
        this.document = document;
    }

    /**
     * Reads a template in YAML or JSON.
     *
     * @throws TemplateException when there is none or it is not well-formed
     */
    public static Template read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (NoSuchFileException absent) {
            throw new TemplateException(file.toString(), "there is no such file");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Template parse(String name, String text) {
        return new Template(CloudFormationYaml.read(name, text));
    }

    /**
     * What the template describes.
     *
     * @param parameters values for its parameters, in place of their defaults
     * @throws TemplateException when the template or a parameter is wrong
     */
    public Stack stack(Map<String, String> parameters, PhysicalNames physicalNames) {
        var resources = entries("Resources");
        var values = Parameters.resolve(entries("Parameters"), parameters);
        var intrinsics = new Intrinsics(
                new Symbols(values, resources, physicalNames),
                map(document.get("Conditions")),
                map(document.get("Mappings")));
        return new StackReader(intrinsics, physicalNames, map(document.get("Globals")), resources)
                .read(entries("Outputs"));
    }

    private Map<String, Map<?, ?>> entries(String section) {
        var entries = new LinkedHashMap<String, Map<?, ?>>();
        map(document.get(section)).forEach((name, entry) -> {
            if (!(entry instanceof Map<?, ?> body)) {
                throw new TemplateException(section + "." + name, "is not a mapping");
            }
            entries.put(String.valueOf(name), body);
        });
        return entries;
    }

    private static Map<?, ?> map(Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }
}
