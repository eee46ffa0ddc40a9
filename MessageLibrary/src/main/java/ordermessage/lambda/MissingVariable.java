package ordermessage.lambda;

import java.util.Map;

/** A variable that the function needs is not in its environment. */
public final class MissingVariable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MissingVariable(String name) {
        super("The environment variable " + name + " is not set: template.yaml sets it for this function");
    }

    /**
     * @return the variable's value, which is not empty
     * @throws MissingVariable where it has none
     */
    public static String orValueOf(String name, Map<String, String> environment) {
        var value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new MissingVariable(name);
        }
        return value;
    }
}
