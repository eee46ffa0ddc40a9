package ordermessage.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import ordermessage.local.role.Permission;
import ordermessage.local.role.RolePolicy;

/** Reads an {@code AWS::Serverless::Function}. */
final class FunctionReader {
    /** The prefix of the names of functions that CodeDeploy may call (AWS managed policy AWSCodeDeployRoleForLambda). */
    private static final String HOOK_PREFIX = "CodeDeployHook_";

    private final Declarations declarations;
    private final Function<String, RolePolicy> roles;

    /** @param roles gives the policy of a role by its logical id */
    FunctionReader(Declarations declarations, Function<String, RolePolicy> roles) {
        this.declarations = declarations;
        this.roles = roles;
    }

    Resource.Function read(String logicalId, Section section) {
        ignoreUnneeded(section);
        var logging = section.part("LoggingConfig");
        var sources = sources(section);
        var role = role(logicalId, section);
        requirePolling(section, role, sources);
        logging.ignore("LogGroup", "SystemLogLevel");
        return new Resource.Function(
                logicalId,
                declarations.name(logicalId),
                section.required("Handler"),
                section.integer("MemorySize").orElse(128),
                Duration.ofSeconds(section.integer("Timeout").orElse(3)),
                section.part("Environment").part("Variables").entries(),
                section.part("SnapStart")
                        .text("ApplyOn")
                        .filter("PublishedVersions"::equals)
                        .isPresent(),
                logging.text("LogFormat").orElse("Text"),
                logging.text("ApplicationLogLevel"),
                section.text("AutoPublishAlias"),
                routes(section),
                sources,
                role);
    }

    /** Lambda polls a queue with the function's role. Without the rights, a deployment fails. */
    private void requirePolling(Section section, RolePolicy role, List<Resource.QueueSource> sources) {
        for (var source : sources) {
            var queue = declarations.attribute(source.queue(), "Arn");
            for (var action : RoleReader.POLLING) {
                if (!role.allows(new Permission(action, queue))) {
                    throw section.error(
                            "Role", "does not allow %s on %s, which it polls".formatted(action, source.queue()));
                }
            }
        }
    }

    /**
     * Returns what the function's role allows. Without a role in the template, SAM makes one. Of its rights, only those for the
     * function's queues are known here. A property Policies counts as not supported.
     */
    private RolePolicy role(String logicalId, Section section) {
        return section.has("Role")
                ? roles.apply(declarations.role(section, "Role"))
                : RoleReader.madeBySam(
                        declarations.roleMadeBySam(logicalId),
                        sources(section).stream()
                                .map(source -> declarations.attribute(source.queue(), "Arn"))
                                .toList());
    }

    /** Returns whether a schedule calls a function and nothing else does. On one machine there are no schedules. */
    static boolean isOnlyScheduled(Section section) {
        var events = section.part("Events");
        return !events.names().isEmpty()
                && events.names().stream()
                        .map(name -> events.part(name).required("Type"))
                        .allMatch("Schedule"::equals);
    }

    /** Returns whether CodeDeploy calls a function. On one machine there is no CodeDeploy. */
    static boolean isHook(Section section) {
        return section.text("FunctionName")
                .filter(name -> name.startsWith(HOOK_PREFIX))
                .isPresent();
    }

    private static void ignoreUnneeded(Section section) {
        section.ignore("FunctionName", "Description", "Tags", "PropagateTags", "CodeUri", "Runtime", "PackageType");
        section.ignore("Architectures", "AutoPublishAliasAllProperties", "DeploymentPreference");
        section.ignore("RuntimeManagementConfig", "VersionDescription");
    }

    private static List<Resource.Route> routes(Section section) {
        var routes = new ArrayList<Resource.Route>();
        for (var event : events(section, "Api")) {
            event.ignore("RestApiId");
            routes.add(new Resource.Route(
                    event.required("Method").toUpperCase(Locale.ROOT),
                    event.required("Path"),
                    event.part("Auth").text("Authorizer"),
                    event.part("Auth").texts("AuthorizationScopes")));
        }
        return routes;
    }

    private List<Resource.QueueSource> sources(Section section) {
        var sources = new ArrayList<Resource.QueueSource>();
        for (var event : events(section, "SQS")) {
            if (event.text("Enabled").map(Boolean::parseBoolean).orElse(true)) {
                sources.add(source(event));
            }
        }
        return sources;
    }

    private Resource.QueueSource source(Section event) {
        return new Resource.QueueSource(
                declarations.queue(event, "Queue"),
                event.integer("BatchSize").orElse(10),
                Duration.ofSeconds(
                        event.integer("MaximumBatchingWindowInSeconds").orElse(0)),
                event.part("ScalingConfig").integer("MaximumConcurrency"),
                event.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"));
    }

    /** Returns the properties of the function's events of a type. Events of other types are reported as unsupported. */
    private static List<Section> events(Section section, String type) {
        var events = section.part("Events");
        return events.names().stream()
                .map(events::part)
                .filter(event -> event.required("Type").equals(type))
                .map(event -> event.part("Properties"))
                .toList();
    }
}
