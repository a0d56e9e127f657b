package org.ovalogin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ovalogin.architecture.Imports;
import org.ovalogin.architecture.Picture;

@AnalyzeClasses(packages = "org.ovalogin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// What each wing imports besides itself. `net` is everybody's; the top builds everything and
    /// is imported by nobody; `config` fills the settings that the others declare.
    private static final Map<String, Set<String>> WINGS =
            Map.of(
                    "core", Set.of(),
                    "call", Set.of("core"),
                    "storage", Set.of("core"),
                    "notify", Set.of("core"),
                    "web", Set.of("core", "call"),
                    "cli", Set.of("core", "call"));

    private static final String[] CORE = {"org.ovalogin.core..", "org.ovalogin.call.dialog"};

    private static final int LARGEST_PACKAGE = 36;

    private static final int MOST_COMPONENTS = 6;

    private static final String ON_THE_WIRE = "the members of a REST answer, in their order";

    /// Larger records, by the reason for each.
    private static final Map<String, String> LARGER =
            Map.ofEntries(
                    entry("AccountJson", ON_THE_WIRE),
                    entry("EffectJson", ON_THE_WIRE),
                    entry("EventJson", ON_THE_WIRE),
                    entry("JobJson", ON_THE_WIRE),
                    entry("MailboxJson", ON_THE_WIRE),
                    entry("PinJson", ON_THE_WIRE),
                    entry("TokenJson", ON_THE_WIRE),
                    entry("MailboxPatch", "the members of a merge patch; each may be missing"),
                    entry("MailboxFields", "the inputs of a form"));

    @ArchTest
    static void wingsKeepTheirDirections(JavaClasses classes) {
        for (var wing : WINGS.entrySet()) {
            var allowed =
                    Stream.concat(Stream.of(wing.getKey(), "net"), wing.getValue().stream())
                            .collect(toSet());
            assertThat(Imports.of(classes).wings().getOrDefault(wing.getKey(), Set.of()))
                    .as("imports of %s", wing.getKey())
                    .isSubsetOf(allowed);
        }
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.ovalogin.(**)").should().beFreeOfCycles();

    @ArchTest
    static void noPackageIsCrowded(JavaClasses classes) {
        classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(c -> !c.getSimpleName().equals("package-info"))
                .filter(c -> !c.getSimpleName().startsWith("Jte"))
                .collect(groupingBy(JavaClass::getPackageName, counting()))
                .forEach(
                        (name, files) ->
                                assertThat(files)
                                        .as("classes of %s", name)
                                        .isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    /// Two classes of one name are mistaken for each other.
    @ArchTest
    static void noNameOccursTwice(JavaClasses classes) {
        var names =
                classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    /// A larger record is made of smaller ones that mean something.
    @ArchTest
    static void recordsAreSmall(JavaClasses classes) {
        var larger =
                classes.stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .filter(c -> c.getRecordComponents().length > MOST_COMPONENTS)
                        .map(Class::getSimpleName);
        assertThat(larger).containsExactlyInAnyOrderElementsOf(LARGER.keySet());
    }

    @ArchTest
    static void thePictureIsTheCode(JavaClasses classes) throws IOException {
        var picture = Picture.of(Files.readString(Path.of("DESIGN.md")));
        var imports = Imports.of(classes);
        assertThat(picture.arrows()).isEqualTo(imports.wings());
        assertThat(picture.packages()).isEqualTo(imports.packages());
        var above = new TreeSet<String>();
        picture.packages()
                .forEach(
                        (name, imported) -> {
                            assertThat(above).as("packages above %s", name).containsAll(imported);
                            above.add(name);
                        });
    }

    @ArchTest
    static final ArchRule onlyTheTopBuildsOthers =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.ovalogin");

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
    static final ArchRule nativeCodeInFourClassesOnly =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("PinHasher")
                    .and()
                    .doNotHaveSimpleName("LowPriority")
                    .and()
                    .doNotHaveSimpleName("NativeLibraries")
                    .and()
                    .doNotHaveSimpleName("NotifySocket")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.goterl..", "com.sun.jna..");

    @ArchTest
    static final ArchRule asteriskOnTheLineOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.call.fastagi")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.asteriskjava..");

    /// Armeria takes its threads as Netty's groups, and shows its connections as Netty's channels.
    @ArchTest
    static final ArchRule nettyOnTheLineAndItsThreadsUnderHttpOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.call.fastagi")
                    .and()
                    .doNotHaveFullyQualifiedName("org.ovalogin.web.http.HttpServer")
                    .and()
                    .haveNameNotMatching("org\\.ovalogin\\.web\\.http\\.Connections.*")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule armeriaInTheWebOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.linecorp.armeria..");

    @ArchTest
    static final ArchRule countingLibraryInTheMetricsOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.web.metrics")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule templatesInTheWebOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("gg.jte..");

    @ArchTest
    static final ArchRule sqlInTheStoreOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.ovalogin.storage..")
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
}
