package ordermessage.template;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of this project without its tests, and those of libraries that they need. To read them takes seconds. */
public final class ProjectClasses {
    /** The package that has all classes of this project. */
    static final String ROOT_PACKAGE = "ordermessage";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT_PACKAGE);

    private ProjectClasses() {}

    public static JavaClasses all() {
        return ALL;
    }
}
