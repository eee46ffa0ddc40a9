package ordermessage.local.template;

import java.util.Map;

/** The names that expressions of a template may use, with their values: parameters, pseudo parameters and resources. */
final class Symbols {
    private final Map<String, Object> parameters;
    private final Map<String, Map<?, ?>> resources;
    private final PhysicalNames names;

    Symbols(Map<String, Object> parameters, Map<String, Map<?, ?>> resources, PhysicalNames names) {
        this.parameters = parameters;
        this.resources = resources;
        this.names = names;
    }

    /** Returns the value of {@code !Ref}. */
    Object ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return Intrinsics.NO_VALUE;
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (name.startsWith("AWS::")) {
            return names.pseudoParameter(name).orElseThrow(() -> unknown(name));
        }
        return names.ref(type(name), name).orElseThrow(() -> unknown(name));
    }

    /** Returns the value of {@code !GetAtt} for a path such as {@code Queue.Arn}. */
    String attribute(String path) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            throw new TemplateException("!GetAtt " + path, "has no attribute name");
        }
        var logicalId = path.substring(0, dot);
        return names.attribute(type(logicalId), logicalId, path.substring(dot + 1))
                .orElseThrow(() -> unknown(path));
    }

    /** Returns a text in which local URLs replace the URLs that the resources would have on AWS. */
    String withLocalUrls(String text) {
        return names.withLocalUrls(text);
    }

    private String type(String logicalId) {
        if (!resources.containsKey(logicalId)) {
            throw new TemplateException(logicalId, "is neither a resource nor a parameter of the template");
        }
        return String.valueOf(resources.get(logicalId).get("Type"));
    }

    private static TemplateException unknown(String name) {
        return new TemplateException(name, "has no value on one machine");
    }
}
