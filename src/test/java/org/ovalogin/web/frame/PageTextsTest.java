package org.ovalogin.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.page.MailboxFilter;

class PageTextsTest {
    private static final Pattern GAP = Pattern.compile("\\{(\\d+)");

    /// Texts that are the same word in English. A text that equals the English one is not
    /// translated, unless it is of these.
    private static final Map<PageLanguage, Set<String>> SAME_WORDS =
            Map.of(
                    PageLanguage.FRENCH,
                    Set.of("ova-login", "Asterisk", "Budget", "E-mail", "Menu", "OK"),
                    PageLanguage.GERMAN,
                    Set.of(
                            "ova-login",
                            "Asterisk",
                            "Administrator",
                            "Budget",
                            "Name",
                            "Token",
                            "PIN",
                            "OK",
                            "Mailbox"),
                    PageLanguage.SPANISH,
                    Set.of("ova-login", "Asterisk", "Auditor", "Token", "Tokens", "PIN", "no"),
                    PageLanguage.ITALIAN,
                    Set.of(
                            "ova-login",
                            "Asterisk",
                            "Account",
                            "Budget",
                            "Password",
                            "Token",
                            "Dial plan",
                            "Dial plan {0}",
                            "PIN",
                            "Menu",
                            "OK",
                            "no"));

    /// Written alike in English and French.
    private static final Set<String> SAME_PATTERNS =
            Set.of("wait.minutes", "unit.minutes", "job.to");

    private final PageTexts english = PageTexts.in(PageLanguage.ENGLISH);

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void areTheSameInEveryLanguage(PageLanguage language) {
        assertThat(PageTexts.in(language).keys()).isEqualTo(english.keys()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void takeTheSameArguments(PageLanguage language) {
        var texts = PageTexts.in(language);
        for (var key : english.keys()) {
            assertThat(gaps(texts, key)).as(key).isEqualTo(gaps(english, key));
            assertThat(arguments(texts, key)).as(key).isEqualTo(arguments(english, key));
        }
    }

    private static int arguments(PageTexts texts, String key) {
        return new MessageFormat(texts.pattern(key)).getFormatsByArgumentIndex().length;
    }

    private static Set<String> gaps(PageTexts texts, String key) {
        return GAP.matcher(texts.pattern(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void areTranslated(PageLanguage language) {
        var texts = PageTexts.in(language);
        var same = SAME_WORDS.getOrDefault(language, Set.of());
        assertThat(english.keys())
                .filteredOn(key -> texts.pattern(key).equals(english.pattern(key)))
                .filteredOn(key -> !same.contains(texts.pattern(key)))
                .filteredOn(key -> !SAME_PATTERNS.contains(key))
                .isEmpty();
    }

    /// A straight apostrophe is a quote to [MessageFormat] and swallows later placeholders.
    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void haveRoundApostrophes(PageLanguage language) {
        var texts = PageTexts.in(language);
        for (var key : texts.keys()) {
            var pattern = texts.pattern(key);
            assertThat(pattern).as(key).isNotBlank().isEqualTo(pattern.strip());
            assertThat(pattern).as(key).doesNotContain("'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | Signed in as ada",
                "FRENCH | Connecté : ada",
                "GERMAN | Angemeldet als ada",
                "SPANISH | Sesión iniciada: ada",
                "ITALIAN | Accesso eseguito: ada"
            })
    void haveTheirArgumentsInPlace(PageLanguage language, String text) {
        assertThat(PageTexts.in(language).text("account", "ada")).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void tellOfEveryFault(Fault fault) {
        for (var language : PageLanguage.values())
            assertThat(PageTexts.in(language).text("fault." + fault.code(), "FOUND", "ALLOWED"))
                    .isNotBlank()
                    .doesNotContain("{");
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void nameEveryStateOfAMailbox(State state) {
        assertThat(english.has("state." + MailboxFilter.code(state))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Event.Name.class)
    void nameEveryEvent(Event.Name name) {
        assertThat(english.has("event." + name.title())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | No mailbox | 1 mailbox | 10,000 mailboxes",
                "GERMAN | Keine Mailbox | 1 Mailbox | 10.000 Mailboxen",
                "SPANISH | Ningún buzón | 1 buzón | 10.000 buzones",
                "ITALIAN | Nessuna casella | 1 casella | 10.000 caselle"
            })
    void countGrammatically(PageLanguage language, String none, String one, String many) {
        var texts = PageTexts.in(language);
        assertThat(texts.text("mailboxes.count", 0L)).isEqualTo(none);
        assertThat(texts.text("mailboxes.count", 1L)).isEqualTo(one);
        assertThat(texts.text("mailboxes.count", 10_000L)).isEqualTo(many);
    }

    @Test
    void takeArgumentsAsTheyAre() {
        assertThat(english.text("edit.title", "{0} ' <b>"))
                .isEqualTo("Edit the mailbox of {0} ' <b>");
    }

    @Test
    void oneThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> english.text("nonsense")).hasMessageContaining("nonsense");
    }

    @Test
    void eachLanguageHasANameOfItsOwn() {
        assertThat(Arrays.stream(PageLanguage.values()).map(PageLanguage::nameInItself))
                .containsExactly("English", "Français", "Deutsch", "Español", "Italiano");
    }
}
