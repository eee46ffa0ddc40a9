package ordermessage.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads an {@code AWS::Serverless::Function}. */
final class FunctionReader {
    private final Declarations declarations;

    FunctionReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.Function read(String logicalId, Section section) {
        ignoreUnneeded(section);
        var logging = section.part("LoggingConfig");
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
                routes(section),
                sources(section));
    }

    private static void ignoreUnneeded(Section section) {
        section.ignore("FunctionName", "Description", "Tags", "PropagateTags", "CodeUri", "Runtime", "PackageType");
        section.ignore("Architectures", "AutoPublishAlias", "AutoPublishAliasAllProperties", "DeploymentPreference");
        section.ignore("Role", "RuntimeManagementConfig", "VersionDescription");
    }

    private static List<Resource.Route> routes(Section section) {
        var routes = new ArrayList<Resource.Route>();
        for (var event : events(section, "Api")) {
            event.ignore("RestApiId");
            routes.add(new Resource.Route(
                    event.required("Method").toUpperCase(Locale.ROOT),
                    event.required("Path"),
                    event.part("Auth").text("Authorizer")));
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
