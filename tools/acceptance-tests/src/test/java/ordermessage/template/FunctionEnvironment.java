package ordermessage.template;

import java.lang.reflect.InvocationTargetException;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The record {@code Environment} in the package of a function's handler. The function reads its variables with it. */
final class FunctionEnvironment {
    private final Class<?> type;

    private FunctionEnvironment(Class<?> type) {
        this.type = type;
    }

    /** Finds the record of a function. */
    static FunctionEnvironment of(TemplateFunction function) {
        try {
            var handler = function.handlerClass();
            return new FunctionEnvironment(
                    Class.forName(handler.substring(0, handler.lastIndexOf('.')) + ".Environment"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("The package of the handler has no record Environment", e);
        }
    }

    /** Returns the names of the variables that the record reads. */
    Set<String> names() {
        var names = new TreeSet<String>();
        readFrom(new AbstractMap<String, String>() {
            @Override
            public String get(Object name) {
                names.add((String) name);
                return "x";
            }

            @Override
            public boolean containsKey(Object name) {
                return get(name) != null;
            }

            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new AssertionError("The record must read variables by name");
            }
        });
        return names;
    }

    /**
     * Reads the variables.
     *
     * @throws AssertionError when reading throws, with the same message
     */
    void readFrom(Map<String, String> variables) {
        try {
            type.getMethod("from", Map.class).invoke(null, variables);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " has no public static from(Map)", e);
        }
    }
}
