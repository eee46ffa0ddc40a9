package ordermessage.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A SAM or CloudFormation template. Its expressions are not evaluated yet. */
public final class Template {
    private final Map<?, ?> document;

    private Template(Map<?, ?> document) {
        this.document = document;
    }

    /**
     * Reads a template in YAML or JSON.
     *
     * @throws TemplateException when the file does not exist or is not well-formed
     */
    public static Template read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new TemplateException(file.toString(), "there is no such file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template parse(String name, String text) {
        return new Template(CloudFormationYaml.read(name, text));
    }

    /**
     * Evaluates the template.
     *
     * @param parameters values for the template's parameters, which replace their defaults
     * @param names the values of references to resources
     * @throws TemplateException when the template or a parameter is not valid
     */
    public Stack stack(Map<String, String> parameters, PhysicalNames names) {
        var resources = entries("Resources");
        var values = Parameters.resolve(entries("Parameters"), parameters);
        var intrinsics = new Intrinsics(
                new Symbols(values, resources, names), map(document.get("Conditions")), map(document.get("Mappings")));
        return new StackReader(intrinsics, names, map(document.get("Globals")), resources).read(entries("Outputs"));
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
