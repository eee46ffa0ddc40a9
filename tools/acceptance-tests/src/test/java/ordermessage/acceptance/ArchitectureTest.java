package ordermessage.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import ordermessage.template.ProjectClasses;
import org.junit.jupiter.api.Test;

/** Tests the rules for dependencies between packages. */
class ArchitectureTest {
    /** The packages that run a local stack, call it or attack it. */
    private static final String[] LOCAL_TOOLS = {
        "ordermessage.local..", "ordermessage.harness..", "ordermessage.hostile.."
    };

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
    void packagesHaveNoCycles() {
        slices().matching("ordermessage.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
