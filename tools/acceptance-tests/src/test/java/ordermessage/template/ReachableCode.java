package ordermessage.template;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The methods and constructors of this project that a handler can reach in the call graph. In case of doubt, a method
 * counts as reachable. A call of a method also reaches every method of this project that overrides it. A call of a
 * constructor also reaches the methods that the class overrides from types of libraries, because a library may call them.
 */
final class ReachableCode {
    private static final String ROOT_PACKAGE = ProjectClasses.ROOT_PACKAGE;

    private static final Map<String, ReachableCode> BY_HANDLER = new ConcurrentHashMap<>();

    private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    private final Deque<JavaCodeUnit> pending = new ArrayDeque<>();

    private ReachableCode() {}

    /** Returns the code that a handler can reach. It is the same object each time: following all calls takes long. */
    static ReachableCode from(String handlerClass) {
        return BY_HANDLER.computeIfAbsent(handlerClass, ReachableCode::follow);
    }

    /** Follows the calls from the constructors of a handler's class. */
    private static ReachableCode follow(String handlerClass) {
        var code = new ReachableCode();
        ProjectClasses.all().get(handlerClass).getConstructors().forEach(code::reach);
        while (!code.pending.isEmpty()) {
            code.follow(code.pending.remove());
        }
        return code;
    }

    /** Returns the calls of AWS services in this code. */
    Set<SdkCall> sdkCalls() {
        return reached.stream()
                .flatMap(ReachableCode::targets)
                .map(SdkCall::of)
                .flatMap(Optional::stream)
                .collect(toCollection(TreeSet::new));
    }

    /** Returns the methods and constructors in this code that call a method with this class and name. */
    Stream<JavaCodeUnit> callersOf(Class<?> owner, String method) {
        return reached.stream()
                .filter(unit -> targets(unit)
                        .anyMatch(target -> target.getOwner().isEquivalentTo(owner)
                                && target.getName().equals(method)));
    }

    private void reach(JavaCodeUnit unit) {
        if (isInProject(unit.getOwner()) && !isPriming(unit.getOwner()) && reached.add(unit)) {
            pending.add(unit);
        }
    }

    private void follow(JavaCodeUnit unit) {
        unit.getOwner().getStaticInitializer().ifPresent(this::reach);
        if (unit instanceof JavaConstructor) {
            libraryMethods(unit.getOwner()).forEach(this::reach);
        }
        targets(unit).forEach(this::reachTarget);
    }

    private void reachTarget(CodeUnitAccessTarget target) {
        target.resolveMember().ifPresent(this::reach);
        target.getOwner().getAllSubclasses().stream()
                .flatMap(type -> methodsWithSignature(target.getName(), target.getRawParameterTypes(), type))
                .forEach(this::reach);
    }

    private static Stream<JavaMethod> libraryMethods(JavaClass type) {
        var libraryNames = Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .filter(ancestor -> !isInProject(ancestor))
                .flatMap(ancestor -> ancestor.getMethods().stream())
                .map(HasName::getName)
                .toList();
        return type.getMethods().stream().filter(method -> libraryNames.contains(method.getName()));
    }

    private static Stream<JavaMethod> methodsWithSignature(String name, List<JavaClass> parameters, JavaClass type) {
        var names = parameters.stream().map(JavaClass::getName).toArray(String[]::new);
        return type.tryGetMethod(name, names).stream();
    }

    /** Priming calls the handler that it is given, with a fake of AWS. In the call graph, that is every handler. */
    private static boolean isPriming(JavaClass type) {
        return type.getPackageName().equals(ROOT_PACKAGE + ".snapstart");
    }

    private static boolean isInProject(JavaClass type) {
        return type.getPackageName().equals(ROOT_PACKAGE)
                || type.getPackageName().startsWith(ROOT_PACKAGE + ".");
    }

    private static Stream<CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
        return Stream.concat(
                unit.getCallsFromSelf().stream().map(call -> call.getTarget()),
                unit.getCodeUnitReferencesFromSelf().stream().map(reference -> reference.getTarget()));
    }
}
