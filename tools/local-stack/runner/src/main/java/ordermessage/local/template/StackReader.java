package ordermessage.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.role.RolePolicy;

/** Reads the resources and outputs of a template, and records what the local stack does not support. */
final class StackReader {
    private final Intrinsics intrinsics;
    private final Map<?, ?> globals;
    private final Map<String, Map<?, ?>> declared;
    private final Declarations declarations;
    private final RoleReader roles;
    private final List<Resource> resources = new ArrayList<>();
    private final List<Unsupported> unsupported = new ArrayList<>();

    StackReader(Intrinsics intrinsics, PhysicalNames names, Map<?, ?> globals, Map<String, Map<?, ?>> declared) {
        this.intrinsics = intrinsics;
        this.globals = globals;
        this.declared = declared;
        this.declarations = new Declarations(declared, names);
        this.roles = new RoleReader(declarations);
    }

    Stack read(Map<String, Map<?, ?>> outputs) {
        declared.forEach((logicalId, declaration) -> {
            if (isEnabled(declaration)) {
                resource(logicalId, declaration).ifPresent(resources::add);
            }
        });
        addImplicitApi();
        checkAuthorizers();
        return new Stack(resources, outputs(outputs), unsupported);
    }

    private boolean isEnabled(Map<?, ?> declaration) {
        return !(declaration.get("Condition") instanceof String condition) || intrinsics.holds(condition);
    }

    private Optional<Resource> resource(String logicalId, Map<?, ?> declaration) {
        var type = String.valueOf(declaration.get("Type"));
        var properties = declaration.get("Properties");
        return switch (type) {
            case "AWS::Serverless::Function" -> function(logicalId, Globals.merge(globals.get("Function"), properties));
            case "AWS::Serverless::Api" -> api(logicalId, Globals.merge(globals.get("Api"), properties), "prod");
            case "AWS::SQS::Queue" -> read(logicalId, properties, new QueueReader(declarations)::read);
            case "AWS::DynamoDB::Table" -> read(logicalId, properties, new TableReader(declarations)::read);
            case "AWS::S3::Bucket" -> read(logicalId, properties, this::bucket);
            case "AWS::Cognito::UserPool" -> read(logicalId, properties, this::userPool);
            case "AWS::Cognito::UserPoolResourceServer" -> read(logicalId, properties, this::resourceServer);
            case "AWS::IAM::Role" -> read(logicalId, properties, roles::read);
            // Its only effect is the address of the token endpoint, which the local stack chooses.
            case "AWS::Cognito::UserPoolDomain" -> Optional.empty();
            case "AWS::CloudWatch::Alarm" -> read(logicalId, properties, AlarmReader::read);
            case "AWS::CloudWatch::CompositeAlarm" ->
                read(logicalId, properties, new CompositeAlarmReader(declarations)::read);
            // The local stack writes log files instead.
            case "AWS::Logs::LogGroup" -> Optional.empty();
            default -> {
                unsupported.add(new Unsupported(logicalId, type));
                yield Optional.empty();
            }
        };
    }

    private Optional<Resource> function(String logicalId, Object properties) {
        var section = new Section(logicalId, properties, intrinsics);
        if (FunctionReader.isOnlyScheduled(section)) {
            unsupported.add(new Unsupported(logicalId, "a function that only a schedule calls"));
            return Optional.empty();
        }
        if (FunctionReader.isHook(section)) {
            unsupported.add(new Unsupported(logicalId, "a function that only CodeDeploy calls"));
            return Optional.empty();
        }
        return read(logicalId, properties, new FunctionReader(declarations, this::rolePolicy)::read);
    }

    private RolePolicy rolePolicy(String logicalId) {
        var properties = declared.get(logicalId).get("Properties");
        return roles.read(logicalId, new Section(logicalId, properties, intrinsics))
                .policy();
    }

    /** The local stack serves one API. */
    private Optional<Resource> api(String logicalId, Object properties, String stage) {
        for (var resource : resources) {
            if (resource instanceof Resource.Api first) {
                throw new TemplateException(
                        logicalId, "is a second API; the local stack serves only " + first.logicalId());
            }
        }
        return read(logicalId, properties, new ApiReader(declarations, stage)::read);
    }

    /** Adds the API that SAM creates when the template has routes but no API. */
    private void addImplicitApi() {
        var hasApi = resources.stream().anyMatch(Resource.Api.class::isInstance);
        var hasRoutes = resources.stream()
                .anyMatch(resource -> resource instanceof Resource.Function function
                        && !function.routes().isEmpty());
        if (hasRoutes && !hasApi) {
            api("ServerlessRestApi", globals.get("Api"), "Prod").ifPresent(resources::add);
        }
    }

    /** Fails for a route whose authorizer is not supported. Without this, only the first request would fail. */
    private void checkAuthorizers() {
        var stack = new Stack(resources, Map.of(), List.of());
        stack.api()
                .ifPresent(api ->
                        stack.functions().forEach(function -> function.routes().forEach(api::authorizerOf)));
    }

    private Resource bucket(String logicalId, Section section) {
        section.ignore("BucketName", "Tags", "BucketEncryption", "PublicAccessBlockConfiguration", "OwnershipControls");
        return new Resource.Bucket(logicalId, declarations.name(logicalId));
    }

    /** Reads a user pool and ignores its properties: they are about users, and a local user pool has none. */
    private Resource userPool(String logicalId, Section section) {
        section.names().forEach(section::ignore);
        return new Resource.UserPool(
                logicalId, declarations.name(logicalId), declarations.attribute(logicalId, "ProviderURL"));
    }

    private Resource resourceServer(String logicalId, Section section) {
        section.ignore("Name");
        return new Resource.ResourceServer(
                logicalId,
                section.required("Identifier"),
                declarations.userPoolById(section, "UserPoolId"),
                section.parts("Scopes").stream()
                        .map(scope -> scope.required("ScopeName"))
                        .toList());
    }

    private Optional<Resource> read(String logicalId, Object properties, ResourceReader reader) {
        var section = new Section(logicalId, properties, intrinsics);
        var resource = reader.read(logicalId, section);
        var unread = section.unread();
        if (!unread.isEmpty()) {
            unsupported.add(new Unsupported(logicalId, String.join(", ", unread)));
        }
        return Optional.of(resource);
    }

    /** Returns the outputs that have a value on one machine; the others are recorded as unsupported. */
    private Map<String, String> outputs(Map<String, Map<?, ?>> outputs) {
        var values = new LinkedHashMap<String, String>();
        outputs.forEach((name, output) -> {
            try {
                if (isEnabled(output)) {
                    values.put(name, new Section("Outputs." + name, output, intrinsics).required("Value"));
                }
            } catch (TemplateException e) {
                unsupported.add(new Unsupported("Outputs." + name, e.getMessage()));
            }
        });
        return values;
    }

    @FunctionalInterface
    private interface ResourceReader {
        Resource read(String logicalId, Section section);
    }
}
