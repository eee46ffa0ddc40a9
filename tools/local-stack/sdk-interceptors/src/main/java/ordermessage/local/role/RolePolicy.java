package ordermessage.local.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The permissions of a role: the statements of all its policies, without conditions.
 *
 * @param role the ARN of the role
 */
public record RolePolicy(String role, List<Statement> statements) {
    private static final String FIELDS = "\t";
    private static final String VALUES = " ";

    public RolePolicy {
        statements = List.copyOf(statements);
        if (!role.matches("arn:[^:\\s]+:iam::[0-9]{12}:role/\\S+")) {
            throw new IllegalArgumentException("'" + role + "' is not an ARN of a role");
        }
    }

    /** The effect of a statement: it allows or denies. */
    public enum Effect {
        ALLOW,
        DENY
    }

    /**
     * A statement of a policy.
     *
     * @param sid the id of the statement; empty when it has none
     * @param actions IAM actions; each may have wildcards, and the case of letters does not matter
     * @param resources ARNs; each may have wildcards
     */
    public record Statement(String sid, Effect effect, List<String> actions, List<String> resources) {
        public Statement {
            actions = actions.stream()
                    .map(action -> action.toLowerCase(Locale.ROOT))
                    .toList();
            resources = List.copyOf(resources);
            if (actions.isEmpty() || resources.isEmpty()) {
                throw new IllegalArgumentException("A statement needs actions and resources");
            }
            for (var value : concat(actions, resources, List.of(sid))) {
                if (value.chars().anyMatch(character -> character <= ' ')) {
                    throw new IllegalArgumentException("'" + value + "' has a space");
                }
            }
        }

        private boolean covers(String lowerCaseAction, String resource) {
            return anyMatches(actions, lowerCaseAction) && anyMatches(resources, resource);
        }

        private static boolean anyMatches(List<String> patterns, String text) {
            for (var pattern : patterns) {
                if (Wildcards.matches(pattern, text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Returns the id of the account that has the role. */
    String account() {
        return role.split(":", -1)[4];
    }

    /** Returns the name of the role. */
    String name() {
        return role.substring(role.lastIndexOf('/') + 1);
    }

    /** Returns whether the role has a permission: a statement allows it, and none denies it. */
    public boolean allows(Permission permission) {
        var action = permission.action().toLowerCase(Locale.ROOT);
        var allowed = false;
        for (var statement : statements) {
            if (statement.covers(action, permission.resource())) {
                if (statement.effect() == Effect.DENY) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    /** Returns this policy without the statements of an id. */
    public RolePolicy without(String sid) {
        return new RolePolicy(
                role,
                statements.stream()
                        .filter(statement -> !statement.sid().equals(sid))
                        .toList());
    }

    /** Returns this policy as a text for {@link #parse}: a line with the role, then a line for each statement. */
    public String text() {
        return role
                + statements.stream()
                        .map(statement -> "\n"
                                + String.join(
                                        FIELDS,
                                        statement.sid(),
                                        statement.effect().name(),
                                        String.join(VALUES, statement.actions()),
                                        String.join(VALUES, statement.resources())))
                        .collect(Collectors.joining());
    }

    /**
     * Reads a text of {@link #text}.
     *
     * @throws IllegalArgumentException when it is not such a text
     */
    public static RolePolicy parse(String text) {
        var lines = text.split("\n", -1);
        var statements = new ArrayList<Statement>();
        for (var line : List.of(lines).subList(1, lines.length)) {
            var fields = line.split(FIELDS, -1);
            if (fields.length != 4) {
                throw new IllegalArgumentException("'" + line + "' is not a statement");
            }
            statements.add(new Statement(
                    fields[0],
                    Effect.valueOf(fields[1]),
                    List.of(fields[2].split(VALUES)),
                    List.of(fields[3].split(VALUES))));
        }
        return new RolePolicy(lines[0], statements);
    }

    private static List<String> concat(List<String> first, List<String> second, List<String> third) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(third);
        return all;
    }
}
