package ordermessage.template;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The methods of ours that a handler can come to run; rather too many than too few. A call of a method also reaches
 * what overrides it in our classes. Making an object also reaches the methods that its class has from types that are
 * not ours, because a library may call those.
 */
final class ReachableCode {
    private static final String OURS = "ordermessage";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS);

    private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    private final Deque<JavaCodeUnit> waiting = new ArrayDeque<>();

    private ReachableCode() {}

    static ReachableCode from(String handlerClass) {
        var code = new ReachableCode();
        CLASSES.get(handlerClass).getConstructors().forEach(code::reach);
        while (!code.waiting.isEmpty()) {
            code.follow(code.waiting.remove());
        }
        return code;
    }

    Set<SdkCall> sdkCalls() {
        return reached.stream()
                .flatMap(ReachableCode::targets)
                .map(SdkCall::of)
                .flatMap(Optional::stream)
                .collect(toCollection(TreeSet::new));
    }

    /** The methods of ours that call a method of this class and name. */
    Stream<JavaCodeUnit> callersOf(Class<?> owner, String method) {
        return reached.stream()
                .filter(unit -> targets(unit)
                        .anyMatch(target -> target.getOwner().isEquivalentTo(owner)
                                && target.getName().equals(method)));
    }

    private void reach(JavaCodeUnit unit) {
        if (isOurs(unit.getOwner()) && reached.add(unit)) {
            waiting.add(unit);
        }
    }

    private void follow(JavaCodeUnit unit) {
        unit.getOwner().getStaticInitializer().ifPresent(this::reach);
        if (unit instanceof JavaConstructor) {
            foreignMethods(unit.getOwner()).forEach(this::reach);
        }
        targets(unit).forEach(this::reachTarget);
    }

    private void reachTarget(CodeUnitAccessTarget target) {
        target.resolveMember().ifPresent(this::reach);
        target.getOwner().getAllSubclasses().stream()
                .flatMap(type -> like(target.getName(), target.getRawParameterTypes(), type))
                .forEach(this::reach);
    }

    private static Stream<JavaMethod> foreignMethods(JavaClass type) {
        var foreign = Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .filter(ancestor -> !isOurs(ancestor))
                .flatMap(ancestor -> ancestor.getMethods().stream())
                .map(HasName::getName)
                .toList();
        return type.getMethods().stream().filter(method -> foreign.contains(method.getName()));
    }

    private static Stream<JavaMethod> like(String name, List<JavaClass> parameters, JavaClass type) {
        var names = parameters.stream().map(JavaClass::getName).toArray(String[]::new);
        return type.tryGetMethod(name, names).stream();
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(OURS) || type.getPackageName().startsWith(OURS + ".");
    }

    private static Stream<CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
        return Stream.concat(
                unit.getCallsFromSelf().stream().map(call -> call.getTarget()),
                unit.getCodeUnitReferencesFromSelf().stream().map(reference -> reference.getTarget()));
    }
}
