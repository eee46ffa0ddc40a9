package ordermessage.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Optional;
import ordermessage.template.ProjectClasses;
import org.junit.jupiter.api.Test;

/** Tests the rules for dependencies between packages, and the rules for names and types that CONTRIBUTING.md has. */
class ArchitectureTest {
    /** The packages that run a local stack, call it or attack it. */
    private static final String[] LOCAL_TOOLS = {
        "ordermessage.local..", "ordermessage.harness..", "ordermessage.hostile.."
    };

    private static final DescribedPredicate<List<JavaClass>> OPTIONAL = DescribedPredicate.describe(
            "an Optional", types -> types.stream().anyMatch(type -> type.isEquivalentTo(Optional.class)));

    private static final JavaClasses CLASSES = ProjectClasses.all();

    @Test
    void theDomainDoesNotDependOnAwsTypes() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "ordermessage.json",
                        "ordermessage.message",
                        "ordermessage.ports",
                        "ordermessage.queue",
                        "ordermessage.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws..", "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void functionsDoNotDependOnEachOther() {
        slices().matching("ordermessage.(post|get|list|process|smoke|deployment)")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    /** A request can contain an address. Nothing calls it: only the SDK has connections, and a fake of AWS before a snapshot. */
    @Test
    void theFunctionsOfTheApiCallNothingButAws() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "ordermessage.post..",
                        "ordermessage.get..",
                        "ordermessage.list..",
                        "ordermessage.process..",
                        "ordermessage.lambda..",
                        "ordermessage.adapters..",
                        "ordermessage.message..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..", "org.apache.hc..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URL")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .check(CLASSES);
    }

    @Test
    void codeForAwsDoesNotDependOnLocalTools() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LOCAL_TOOLS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LOCAL_TOOLS)
                .check(CLASSES);
    }

    @Test
    void localToolsDoNotDependOnCodeForAws() {
        noClasses()
                .that()
                .resideInAnyPackage(LOCAL_TOOLS)
                .should()
                .dependOnClassesThat(resideInAPackage("ordermessage..").and(resideOutsideOfPackages(LOCAL_TOOLS)))
                .check(CLASSES);
    }

    @Test
    void theNameOfAnExceptionEndsWithException() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(CLASSES);
    }

    @Test
    void noFieldIsOptional() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .should()
                .haveRawType(Optional.class)
                .check(CLASSES);
    }

    @Test
    void noParameterIsOptional() {
        noMethods()
                .that()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveRawParameterTypes(OPTIONAL)
                .check(CLASSES);
        noConstructors()
                .that()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .should()
                .haveRawParameterTypes(OPTIONAL)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("ordermessage.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
