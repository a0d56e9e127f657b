package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.PolicyDesk.Way;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PolicyFlag;
import org.ovalogin.core.pin.PolicyNumber;
import org.ovalogin.core.pin.PolicyParameter;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyWording;
import org.ovalogin.core.pin.Range;

/// Every policy parameter is the same everywhere: in the REST interface and its document, in the
/// form, in the cmdlets, in the database. `TablesTest` holds the documentation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyParametersTest {
    private static final List<PolicyParameter> ALL = PolicyParameters.ALL;

    static final List<Named<PolicyParameter>> NAMED =
            ALL.stream().map(PolicyParametersTest::named).toList();

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyDesk desk;

    @BeforeAll
    void open(@TempDir Path folder) {
        desk = new PolicyDesk(folder);
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @BeforeEach
    void reset() {
        desk.reset();
    }

    private static Named<PolicyParameter> named(PolicyParameter parameter) {
        return Named.of(parameter.name(), parameter);
    }

    static Stream<Arguments> allowed() {
        return cases(
                parameter ->
                        switch (parameter) {
                            case PolicyNumber number -> allowed(number.range());
                            case PolicyFlag _ -> values(true, false);
                            case PolicyWording wording -> values("", "x".repeat(wording.longest()));
                        });
    }

    private static List<Optional<Object>> allowed(Range range) {
        var values = values(range.lowest(), range.highest());
        if (range.mayBeUnlimited()) values.add(Optional.empty());
        return values;
    }

    static Stream<Arguments> refused() {
        return cases(
                parameter ->
                        switch (parameter) {
                            case PolicyNumber number -> refused(number.range());
                            case PolicyFlag _ -> List.of();
                            case PolicyWording wording -> values("x".repeat(wording.longest() + 1));
                        });
    }

    private static List<Optional<Object>> refused(Range range) {
        var values = values(range.lowestTaken() - 1, range.highest() + 1);
        if (!range.mayBeUnlimited()) values.add(Optional.empty());
        return values;
    }

    private static List<Optional<Object>> values(Object... values) {
        return new ArrayList<>(Arrays.stream(values).map(Optional::of).toList());
    }

    private static Stream<Arguments> cases(
            Function<PolicyParameter, List<Optional<Object>>> values) {
        var cases = new ArrayList<Arguments>();
        for (var parameter : ALL)
            for (var value : values.apply(parameter))
                for (var way : Way.values()) cases.add(arguments(named(parameter), value, way));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void anAllowedValueIsTakenKeptAndShown(
            PolicyParameter parameter, Optional<Object> value, Way way) {
        assertThat(desk.set(way, parameter, value)).isTrue();
        assertThat(parameter.value(desk.policy())).isEqualTo(value);
        assertThat(desk.json().path(parameter.member()))
                .isEqualTo(JSON.valueToTree(value.orElse(null)));
        var field = desk.page().page().select("#" + parameter.name());
        assertThat(field).hasSize(1);
        if (parameter instanceof PolicyFlag)
            assertThat(Optional.<Object>of(field.hasAttr("checked"))).isEqualTo(value);
        else assertThat(field.val()).isEqualTo(value.map(String::valueOf).orElse(""));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aValueThatIsNotAllowedChangesNothing(
            PolicyParameter parameter, Optional<Object> value, Way way) {
        var before = desk.policy();
        assertThat(desk.set(way, parameter, value)).isFalse();
        assertThat(desk.policy()).isEqualTo(before);
    }

    @ParameterizedTest
    @FieldSource("NAMED")
    void theDocumentDescribesIt(PolicyParameter parameter) {
        for (var name : List.of("Policy", "NewPolicy", "PolicyPatch")) {
            var schema = desk.document().at("/components/schemas/" + name);
            var member = schema.path("properties").path(parameter.member());
            assertThat(member.path("description").asText())
                    .as(name)
                    .startsWith(parameter.about().help());
            assertThat(types(member)).as(name).isEqualTo(types(parameter, name));
            switch (parameter) {
                case PolicyNumber number -> {
                    assertThat(member.path("minimum").asInt())
                            .isEqualTo(number.range().lowestTaken());
                    assertThat(member.path("maximum").asInt()).isEqualTo(number.range().highest());
                }
                case PolicyWording wording ->
                        assertThat(member.path("maxLength").asInt()).isEqualTo(wording.longest());
                case PolicyFlag _ -> {}
            }
        }
        assertThat(desk.document().at("/components/schemas/Policy/required"))
                .contains(JSON.valueToTree(parameter.member()));
    }

    private static List<String> types(JsonNode member) {
        var type = member.path("type");
        return type.isArray()
                ? List.of(type.path(0).asText(), type.path(1).asText())
                : List.of(type.asText());
    }

    /// A text has no value null, but a request may clear it so.
    private static List<String> types(PolicyParameter parameter, String schema) {
        return switch (parameter) {
            case PolicyNumber number when number.range().mayBeUnlimited() ->
                    List.of("integer", "null");
            case PolicyNumber _ -> List.of("integer");
            case PolicyFlag _ -> List.of("boolean");
            case PolicyWording _ ->
                    schema.equals("Policy") ? List.of("string") : List.of("string", "null");
        };
    }

    @ParameterizedTest
    @FieldSource("NAMED")
    void theFormHasALabelledFieldWithAHint(PolicyParameter parameter) {
        var page = desk.page().page();
        assertThat(page.select("label[for=" + parameter.name() + "]").text())
                .isEqualTo(parameter.name());
        var hint = page.select("#" + parameter.name() + "-hint").text();
        assertThat(hint).isNotEmpty().doesNotContain("{");
    }

    @ParameterizedTest
    @FieldSource("NAMED")
    void theCmdletsTakeIt(PolicyParameter parameter) {
        for (var verb : List.of("New", "Set")) {
            var taken = PolicyDesk.cmdlet(verb).parameter(parameter.name());
            assertThat(taken.field()).isEqualTo(parameter.member());
            assertThat(taken.help()).endsWith(parameter.about().help());
            if (parameter instanceof PolicyNumber number)
                assertThat(taken.help())
                        .startsWith(
                                "%d-%d %s"
                                        .formatted(
                                                number.range().lowest(),
                                                number.range().highest(),
                                                number.range().unit().word()));
        }
    }

    @ParameterizedTest
    @FieldSource("NAMED")
    void theMigrationOfItsVersionBringsItsColumn(PolicyParameter parameter) throws IOException {
        var about = parameter.about();
        var folder = Path.of("src/main/resources/org/ovalogin/storage/database/migrations");
        var texts = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, "V" + about.since() + "__*.sql")) {
            for (var file : files) texts.add(Files.readString(file));
        }
        assertThat(texts).singleElement().asString().contains(about.column());
    }

    @Test
    void everyValueOfAPolicyHasItsDefinition() {
        assertThat(PinPolicy.Draft.class.getFields()).hasSameSizeAs(ALL);
        assertThat(ALL).extracting(PolicyParameter::name).doesNotHaveDuplicates();
        assertThat(ALL).extracting(parameter -> parameter.about().column()).doesNotHaveDuplicates();
        var other = other();
        for (var parameter : ALL)
            assertThat(parameter.value(other))
                    .as(parameter.name())
                    .isNotEqualTo(parameter.value(PinPolicy.EXCHANGE));
    }

    /// A policy without any default, made through the definitions.
    private static PinPolicy other() {
        return PinPolicy.EXCHANGE.with(
                draft -> {
                    for (var parameter : ALL)
                        switch (parameter) {
                            case PolicyNumber number ->
                                    number.write()
                                            .accept(
                                                    draft,
                                                    OptionalInt.of(number.range().highest()));
                            case PolicyFlag flag ->
                                    flag.write()
                                            .accept(draft, !flag.read().test(PinPolicy.EXCHANGE));
                            case PolicyWording wording -> wording.write().accept(draft, "text");
                        }
                });
    }
}
