package ordermessage.template;

import java.lang.reflect.InvocationTargetException;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The record {@code Environment} next to a function's handler, through which the function reads its environment. */
record EnvironmentRecord(Class<?> type) {

    static EnvironmentRecord of(Function function) {
        try {
            var handler = function.handlerClass();
            return new EnvironmentRecord(
                    Class.forName(handler.substring(0, handler.lastIndexOf('.')) + ".Environment"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("A function reads its environment into a record next to its handler", e);
        }
    }

    /** The names that it asks for. */
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
                throw new AssertionError("Variables are read by name");
            }
        });
        return names;
    }

    /** Reads, and fails with the message of what reading throws. */
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
