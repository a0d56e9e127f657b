package org.ovalogin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

@AnalyzeClasses(packages = "org.ovalogin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "org.ovalogin.pin", "org.ovalogin.mailbox", "org.ovalogin.dialog"
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.ovalogin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheFirstPackageBuildsOthers =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.ovalogin");

    @ArchTest
    static final ArchRule theRulesKnowNobody =
            noClasses()
                    .that()
                    .resideInAPackage("org.ovalogin.pin")
                    .should()
                    .dependOnClassesThat(others("org.ovalogin.pin"));

    @ArchTest
    static final ArchRule theMailboxesKnowTheRulesOnly =
            noClasses()
                    .that()
                    .resideInAPackage("org.ovalogin.mailbox")
                    .should()
                    .dependOnClassesThat(others("org.ovalogin.mailbox", "org.ovalogin.pin"));

    @ArchTest
    static final ArchRule theDialogKnowsTheMailboxesAndTheRules =
            noClasses()
                    .that()
                    .resideInAPackage("org.ovalogin.dialog")
                    .should()
                    .dependOnClassesThat(
                            others(
                                    "org.ovalogin.dialog",
                                    "org.ovalogin.mailbox",
                                    "org.ovalogin.pin"));

    @ArchTest
    static final ArchRule onlyTheLineAndThePhoneKnowTheDialog =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.ovalogin.store",
                            "org.ovalogin.mail",
                            "org.ovalogin.shell",
                            "org.ovalogin.http",
                            "org.ovalogin.api",
                            "org.ovalogin.page",
                            "org.ovalogin.journal",
                            "org.ovalogin.config")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.ovalogin.dialog");

    /// `config` reads the settings records that the others declare; `api`, `metrics` and `page`
    /// answer over `http`, `net` is everybody's; for the rest no adapter knows another.
    @ArchTest
    static final ArchRule noAdapterKnowsAnother =
            slices().matching("org.ovalogin.(*)")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            resideInAPackage("org.ovalogin"), resideInAnyPackage("org.ovalogin.."))
                    .ignoreDependency(
                            resideInAnyPackage("org.ovalogin.."), resideInAnyPackage(CORE))
                    .ignoreDependency(
                            resideInAPackage("org.ovalogin.config"),
                            resideInAnyPackage(
                                    "org.ovalogin.fastagi",
                                    "org.ovalogin.http",
                                    "org.ovalogin.journal",
                                    "org.ovalogin.mail",
                                    "org.ovalogin.store"))
                    .ignoreDependency(
                            resideInAnyPackage(
                                    "org.ovalogin.api",
                                    "org.ovalogin.metrics",
                                    "org.ovalogin.page"),
                            resideInAPackage("org.ovalogin.http"))
                    .ignoreDependency(
                            resideInAnyPackage("org.ovalogin.."),
                            resideInAPackage("org.ovalogin.net"));

    @ArchTest
    static final ArchRule theCoreTouchesNoNetworkDatabaseOrFile =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.netty..",
                            "com.linecorp.armeria..",
                            "org.asteriskjava..",
                            "java.sql..",
                            "javax.sql..",
                            "org.jdbi..",
                            "java.nio.file..",
                            "java.net.http..",
                            "jakarta..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.net\\.(Server|Datagram)?Socket.*|java\\.io\\.File.*");

    @ArchTest
    static final ArchRule nativeCodeInThreeClassesOnly =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("PinHasher")
                    .and()
                    .doNotHaveSimpleName("LowPriority")
                    .and()
                    .doNotHaveSimpleName("NativeLibraries")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.goterl..", "com.sun.jna..");

    @ArchTest
    static final ArchRule asteriskOnTheLineOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.fastagi")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.asteriskjava..");

    /// Armeria takes its threads as Netty's groups, and shows its connections as Netty's channels.
    @ArchTest
    static final ArchRule nettyOnTheLineAndItsThreadsUnderHttpOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.fastagi")
                    .and()
                    .doNotHaveFullyQualifiedName("org.ovalogin.http.HttpServer")
                    .and()
                    .haveNameNotMatching("org\\.ovalogin\\.http\\.Connections.*")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule armeriaUnderThePagesAndTheInterfaceOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.ovalogin.http",
                            "org.ovalogin.api",
                            "org.ovalogin.metrics",
                            "org.ovalogin.page")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.linecorp.armeria..");

    @ArchTest
    static final ArchRule countingLibraryInTheMetricsOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.metrics")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule templatesOnThePageOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.page")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("gg.jte..");

    @ArchTest
    static final ArchRule sqlInTheStoreOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.store")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..",
                            "javax.sql..",
                            "org.jdbi..",
                            "com.zaxxer..",
                            "org.postgresql..",
                            "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyTheFirstPackageReadsTheConfiguration =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("org.ovalogin", "org.ovalogin.config")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.ovalogin.config");

    @ArchTest
    static final ArchRule timeIsHandedIn =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("org.ovalogin.Main")
                    .should()
                    .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule namesAreTheFields =
            classes()
                    .should()
                    .haveSimpleNameNotEndingWith("Impl")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Manager")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Helper")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Util");

    private static com.tngtech.archunit.base.DescribedPredicate<
                    com.tngtech.archunit.core.domain.JavaClass>
            others(String... known) {
        return resideInAPackage("org.ovalogin..")
                .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(known)));
    }
}
