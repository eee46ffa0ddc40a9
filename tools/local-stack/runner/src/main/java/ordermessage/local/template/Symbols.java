package ordermessage.local.template;

import java.util.Map;

/** What the names in a template's expressions stand for: parameters, pseudo parameters and resources. */
final class Symbols {
    private final Map<String, Object> parameters;
    private final Map<String, Map<?, ?>> resources;
    private final PhysicalNames physicalNames;

    Symbols(Map<String, Object> parameters, Map<String, Map<?, ?>> resources, PhysicalNames physicalNames) {
        this.parameters = parameters;
        this.resources = resources;
        this.physicalNames = physicalNames;
    }

    /** The value of {@code !Ref}. */
    Object ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return Intrinsics.NO_VALUE;
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (name.startsWith("AWS::")) {
            return physicalNames.pseudoParameter(name).orElseThrow(() -> unknown(name));
        }
        return physicalNames.ref(type(name), name).orElseThrow(() -> unknown(name));
    }

    /** The value of {@code !GetAtt}, of a path such as {@code Queue.Arn}. */
    String attribute(String path) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            throw new TemplateException("!GetAtt " + path, "names no attribute");
        }
        var logicalId = path.substring(0, dot);
        return physicalNames
                .attribute(type(logicalId), logicalId, path.substring(dot + 1))
                .orElseThrow(() -> unknown(path));
    }

    /** A text in which what would be an address on AWS is the local one. */
    String localised(String text) {
        return physicalNames.localised(text);
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
