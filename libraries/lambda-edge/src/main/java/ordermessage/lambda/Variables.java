package ordermessage.lambda;

import java.util.Map;
import java.util.Optional;

/** The variables that a function reads from its environment. */
public final class Variables {
    private Variables() {}

    /**
     * Returns the value of a variable that the function needs.
     *
     * @throws MissingVariableException when it is not set or empty
     */
    public static String required(String name, Map<String, String> environment) {
        var value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new MissingVariableException(name);
        }
        return value;
    }

    /** Returns the value of an optional variable; empty when it is not set or empty. */
    public static Optional<String> optional(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** A variable that the function needs is not in its environment. */
    public static final class MissingVariableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private MissingVariableException(String name) {
            super("The environment variable " + name + " is not set: template.yaml sets it for this function");
        }
    }
}
