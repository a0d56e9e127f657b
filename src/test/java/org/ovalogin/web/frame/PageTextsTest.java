package org.ovalogin.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.page.MailboxFilter;

class PageTextsTest {
    private final PageTexts english = PageTexts.in(PageLanguage.ENGLISH);
    private final PageTexts french = PageTexts.in(PageLanguage.FRENCH);

    @Test
    void areTheSameInEveryLanguage() {
        assertThat(french.keys()).isEqualTo(english.keys()).isNotEmpty();
    }

    @Test
    void takeTheSameArguments() {
        for (var key : english.keys())
            assertThat(arguments(french, key)).as(key).isEqualTo(arguments(english, key));
    }

    private static int arguments(PageTexts texts, String key) {
        return new MessageFormat(texts.pattern(key)).getFormatsByArgumentIndex().length;
    }

    /// A straight apostrophe is a quote to [MessageFormat] and swallows later placeholders.
    @Test
    void haveRoundApostrophes() {
        for (var key : english.keys()) {
            assertThat(english.pattern(key)).as(key).isNotBlank().doesNotContain("'");
            assertThat(french.pattern(key)).as(key).isNotBlank().doesNotContain("'");
        }
    }

    @Test
    void haveTheirArgumentsInPlace() {
        assertThat(english.text("account", "ada")).isEqualTo("Signed in as ada");
        assertThat(french.text("account", "ada")).isEqualTo("Connecté : ada");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void tellOfEveryFault(Fault fault) {
        for (var texts : List.of(english, french))
            assertThat(texts.text("fault." + fault.code(), "FOUND", "ALLOWED"))
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

    @Test
    void countGrammatically() {
        assertThat(english.text("mailboxes.count", 0L)).isEqualTo("No mailbox");
        assertThat(english.text("mailboxes.count", 1L)).isEqualTo("1 mailbox");
        assertThat(english.text("mailboxes.count", 10_000L)).isEqualTo("10,000 mailboxes");
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
}
