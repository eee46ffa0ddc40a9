package ordermessage.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Tests the rules for dependencies between packages. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ordermessage");

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
        slices().matching("ordermessage.(post|get|process)")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void codeForAwsDoesNotDependOnTheLocalRunnerOrTheHarness() {
        noClasses()
                .that()
                .resideOutsideOfPackages("ordermessage.local..", "ordermessage.harness..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ordermessage.local..", "ordermessage.harness..")
                .check(CLASSES);
    }

    @Test
    void theLocalRunnerAndTheHarnessDoNotDependOnCodeForAws() {
        noClasses()
                .that()
                .resideInAnyPackage("ordermessage.local..", "ordermessage.harness..")
                .should()
                .dependOnClassesThat(resideInAPackage("ordermessage..")
                        .and(resideOutsideOfPackages("ordermessage.local..", "ordermessage.harness..")))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("ordermessage.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
