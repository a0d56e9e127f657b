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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.ParameterDesk.Way;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.parameter.Range;
import org.ovalogin.core.parameter.TextForm;
import org.ovalogin.core.parameter.TextForm.Lack;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.policy.ParameterField;

/// Every parameter is the same everywhere: in the REST interface and its document, in the form, in
/// the cmdlets, in the database. `TablesTest` holds the documentation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ParametersContract<O, D> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<UmParameter<O, D>> all;

    /// Name of the object's schema.
    private final String schema;

    /// Texts that a parameter takes, and texts that it refuses, by its name.
    private final Map<String, List<String>> taken;

    private final Map<String, List<String>> refused;

    private ParameterDesk<O> desk;

    ParametersContract(
            List<UmParameter<O, D>> all,
            String schema,
            Map<String, List<String>> taken,
            Map<String, List<String>> refused) {
        this.all = all;
        this.schema = schema;
        this.taken = taken;
        this.refused = refused;
    }

    abstract ParameterDesk.Subject<O> subject(Administration administration);

    /// An object with the defaults, and one with the draft's changes.
    abstract O fresh();

    abstract O changed(Consumer<D> changes);

    abstract Class<D> draft();

    /// Begins the keys of the form's hints.
    abstract String hints();

    @BeforeAll
    void open(@TempDir Path folder) {
        desk = new ParameterDesk<>(folder, this::subject);
    }

    @AfterAll
    void close() {
        desk.close();
    }

    @BeforeEach
    void reset() {
        desk.reset();
    }

    private Named<UmParameter<O, D>> named(UmParameter<O, D> parameter) {
        return Named.of(parameter.name(), parameter);
    }

    Stream<Named<UmParameter<O, D>>> named() {
        return all.stream().map(this::named);
    }

    Stream<Arguments> allowed() {
        return cases(
                parameter ->
                        switch (parameter) {
                            case UmNumber<O, D> number -> allowed(number.range());
                            case UmFlag<O, D> _ -> values(true, false);
                            case UmText<O, D> text -> allowed(text);
                            case UmList<O, D> list ->
                                    values(
                                            List.of(),
                                            List.of("1"),
                                            Collections.nCopies(list.most(), "5000"));
                            case UmZone<O, D> _ ->
                                    List.of(Optional.empty(), Optional.of("Asia/Kathmandu"));
                        });
    }

    private static List<Optional<Object>> allowed(Range range) {
        var values = values(range.lowest(), range.highest());
        if (range.mayBeEmpty()) values.add(Optional.empty());
        return values;
    }

    private List<Optional<Object>> allowed(UmText<O, D> text) {
        var form = text.form();
        var values =
                form.pattern().isEmpty()
                        ? values("", "x".repeat(form.longest()))
                        : values(taken.getOrDefault(text.name(), List.of()).toArray());
        if (form.lack() == Lack.NONE) values.add(Optional.empty());
        return values;
    }

    Stream<Arguments> refused() {
        return cases(
                parameter ->
                        switch (parameter) {
                            case UmNumber<O, D> number -> refused(number.range());
                            case UmFlag<O, D> _ -> List.of();
                            case UmText<O, D> text -> refused(text.name(), text.form());
                            case UmList<O, D> list ->
                                    values(
                                            List.of("x"),
                                            Collections.nCopies(list.most() + 1, "5000"));
                            case UmZone<O, D> _ -> values("Mars/Base", "EST");
                        });
    }

    private static List<Optional<Object>> refused(Range range) {
        var values = values(range.lowestTaken() - 1, range.highest() + 1);
        if (!range.mayBeEmpty()) values.add(Optional.empty());
        return values;
    }

    private List<Optional<Object>> refused(String name, TextForm form) {
        var values =
                form.pattern().isEmpty()
                        ? values("x".repeat(form.longest() + 1))
                        : values(refused.getOrDefault(name, List.of()).toArray());
        if (form.lack() == Lack.REFUSED) values.add(Optional.empty());
        return values;
    }

    private static List<Optional<Object>> values(Object... values) {
        return new ArrayList<>(Arrays.stream(values).map(Optional::of).toList());
    }

    private Stream<Arguments> cases(Function<UmParameter<O, D>, List<Optional<Object>>> values) {
        var cases = new ArrayList<Arguments>();
        for (var parameter : all)
            for (var value : values.apply(parameter))
                for (var way : Way.values()) cases.add(arguments(named(parameter), value, way));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void anAllowedValueIsTakenKeptAndShown(
            UmParameter<O, D> parameter, Optional<Object> value, Way way) {
        assertThat(desk.set(way, parameter, value)).isTrue();
        assertThat(parameter.value(desk.stored())).isEqualTo(value);
        assertThat(desk.json().path(parameter.member()))
                .isEqualTo(JSON.valueToTree(value.orElse(null)));
        var field = desk.page().page().select("#" + parameter.name());
        assertThat(field).hasSize(1);
        if (parameter instanceof UmFlag)
            assertThat(Optional.<Object>of(field.hasAttr("checked"))).isEqualTo(value);
        else assertThat(field.val()).isEqualTo(ParameterDesk.inField(value));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aValueThatIsNotAllowedChangesNothing(
            UmParameter<O, D> parameter, Optional<Object> value, Way way) {
        var before = desk.stored();
        assertThat(desk.set(way, parameter, value)).isFalse();
        assertThat(desk.stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("named")
    void theDocumentDescribesIt(UmParameter<O, D> parameter) {
        for (var name : List.of(schema, "New" + schema, schema + "Patch")) {
            var member =
                    desk.document()
                            .at("/components/schemas/" + name)
                            .path("properties")
                            .path(parameter.member());
            assertThat(member.path("description").asText())
                    .as(name)
                    .startsWith(parameter.about().help());
            assertThat(types(member)).as(name).isEqualTo(types(parameter, name));
            switch (parameter) {
                case UmNumber<O, D> number -> {
                    assertThat(member.path("minimum").asInt())
                            .isEqualTo(number.range().lowestTaken());
                    assertThat(member.path("maximum").asInt()).isEqualTo(number.range().highest());
                }
                case UmText<O, D> text ->
                        assertThat(member.path("maxLength").asInt())
                                .isEqualTo(text.form().longest());
                case UmList<O, D> list ->
                        assertThat(member.path("maxItems").asInt()).isEqualTo(list.most());
                case UmFlag<O, D> _, UmZone<O, D> _ -> {}
            }
        }
        assertThat(desk.document().at("/components/schemas/" + schema + "/required"))
                .contains(JSON.valueToTree(parameter.member()));
    }

    private static List<String> types(JsonNode member) {
        var type = member.path("type");
        return type.isArray()
                ? List.of(type.path(0).asText(), type.path(1).asText())
                : List.of(type.asText());
    }

    /// A text has no value null, but a request may clear it so.
    private List<String> types(UmParameter<O, D> parameter, String name) {
        var request = !name.equals(schema);
        return switch (parameter) {
            case UmNumber<O, D> number -> types("integer", number.range().mayBeEmpty());
            case UmFlag<O, D> _ -> types("boolean", false);
            case UmText<O, D> text ->
                    types(
                            "string",
                            text.form().lack() == Lack.NONE
                                    || (request && text.form().lack() == Lack.BLANK));
            case UmList<O, D> _ -> types("array", request);
            case UmZone<O, D> _ -> types("string", true);
        };
    }

    private static List<String> types(String type, boolean nullable) {
        return nullable ? List.of(type, "null") : List.of(type);
    }

    @ParameterizedTest
    @MethodSource("named")
    void theFormHasALabelledFieldWithAHint(UmParameter<O, D> parameter) {
        var page = desk.page().page();
        var name = parameter.name();
        assertThat(page.select("label[for=" + name + "]").text()).isNotEmpty().isNotEqualTo(name);
        assertThat(page.select("small#" + name + "-name").text()).isEqualTo(name);
        var field = page.select("#" + name);
        var described = List.of(field.attr("aria-describedby").split(" "));
        assertThat(described).contains(name + "-name", name + "-hint");
        assertThat(page.select("#" + name + "-hint").text()).isNotEmpty().doesNotContain("{");
        assertThat(page.select("fieldset.group:has(#%s) > legend".formatted(name)).text())
                .isNotEmpty();
    }

    @Test
    void theFormHasTheOrderOfTheDefinitions() {
        var inputs = desk.page().page().select("fieldset.group :is(input, textarea)");
        assertThat(inputs.eachAttr("id"))
                .containsExactlyElementsOf(all.stream().map(UmParameter::name).toList());
        var groups = all.stream().map(parameter -> parameter.about().group()).toList();
        assertThat(desk.page().page().select("fieldset.group"))
                .as("a group stands together")
                .hasSize(new HashSet<>(groups).size());
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void everyLanguageHasLabelHintAndGroup(PageLanguage language) {
        var texts = PageTexts.in(language);
        for (var parameter : all) {
            var label = texts.label(parameter.name());
            assertThat(label).as(parameter.name()).isNotEqualTo(parameter.name());
            assertThat(label.length()).as(label).isLessThan(65);
            assertThat(texts.has("group." + parameter.about().group())).isTrue();
            var hint = ParameterField.hint(texts, hints(), parameter);
            assertThat(hint).as(parameter.name()).doesNotContain("{").endsWith(".");
            if (parameter instanceof UmNumber<O, D> number)
                assertThat(hint)
                        .contains(
                                String.valueOf(number.range().lowest()),
                                String.valueOf(number.range().highest()));
        }
        assertThat(all.stream().map(p -> texts.label(p.name()))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("named")
    void theCmdletsTakeIt(UmParameter<O, D> parameter) {
        for (var verb : List.of("New", "Set")) {
            var taken = desk.cmdlet(verb).parameter(parameter.name());
            assertThat(taken.field()).isEqualTo(parameter.member());
            assertThat(taken.help()).endsWith(parameter.about().help());
            if (parameter instanceof UmNumber<O, D> number)
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
    @MethodSource("named")
    void theMigrationOfItsVersionBringsItsColumn(UmParameter<O, D> parameter) throws IOException {
        var about = parameter.about();
        var folder = Path.of("src/main/resources/org/ovalogin/storage/database/migrations");
        var texts = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, "V" + about.since() + "__*.sql")) {
            for (var file : files) texts.add(Files.readString(file));
        }
        assertThat(texts).singleElement().asString().contains(about.column());
    }

    @Test
    void everyValueHasItsDefinition() {
        assertThat(draft().getFields()).hasSameSizeAs(all);
        assertThat(all).extracting(UmParameter::name).doesNotHaveDuplicates();
        assertThat(all).extracting(UmParameter::column).doesNotHaveDuplicates();
        var other = other();
        for (var parameter : all)
            assertThat(parameter.value(other))
                    .as(parameter.name())
                    .isNotEqualTo(parameter.value(fresh()));
    }

    /// An object without any default, made through the definitions.
    private O other() {
        return changed(
                draft -> {
                    for (var parameter : all)
                        switch (parameter) {
                            case UmNumber<O, D> number ->
                                    number.write()
                                            .accept(
                                                    draft,
                                                    OptionalInt.of(number.range().highest()));
                            case UmFlag<O, D> flag ->
                                    flag.write().accept(draft, !flag.read().test(fresh()));
                            case UmText<O, D> text ->
                                    text.write()
                                            .accept(
                                                    draft,
                                                    Optional.of(
                                                            taken.getOrDefault(
                                                                            text.name(),
                                                                            List.of("text"))
                                                                    .getFirst()));
                            case UmList<O, D> list -> list.write().accept(draft, List.of("1"));
                            case UmZone<O, D> zone ->
                                    zone.write().accept(draft, TimeZone.named("Asia/Kathmandu"));
                        }
                });
    }
}
