package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.mailbox.PinValidity;

/// Letters to owners whose mailboxes were moved in with their PIN.
class MovedInLetterTest extends OnSite {
    private static final Instant LAPSES = Instant.parse("2027-01-31T12:00:00Z");

    /// The plain text of the owner's letter, in this language.
    private String text(Language language, Optional<PinValidity> validity) throws Exception {
        return text(language, validity, List::getFirst);
    }

    private String text(
            Language language, Optional<PinValidity> validity, Function<List<Notice>, Notice> whose)
            throws Exception {
        site.sql("update mailbox set owner_language = '" + language.code() + "'");
        validity.ifPresent(
                v ->
                        site.save(
                                m ->
                                        m.with(
                                                new PinState(
                                                        site.sealed(m.guid(), Site.OTHER),
                                                        1,
                                                        false,
                                                        site.clock.instant(),
                                                        v,
                                                        false))));
        var mailbox = site.mailbox();
        var notice =
                whose.apply(
                        Notice.plain(
                                Notice.Kind.MOVED_IN, mailbox, site.clock.instant(), "toni", 0));
        site.clock.pass(Duration.ofDays(1));
        var writer =
                new LetterWriter(
                        site.safe,
                        site.administration.selfService()::links,
                        "voicemail@contoso.com",
                        ZoneOffset.UTC,
                        Optional.of(URI.create("https://voicemail.contoso.com")));
        var content = (Multipart) writer.message(new Letter(notice, mailbox)).getContent();
        return (String) content.getBodyPart(0).getContent();
    }

    @ParameterizedTest
    @EnumSource
    void furtherAddressesAreNotToldOfAWeakPin(Language language) throws Exception {
        site.sql("update mailbox set notify_addresses = 'assistant@contoso.com'");
        var stays = text(language, Optional.empty(), List::getLast);
        assertThat(stays).isEqualTo(text(language, Optional.empty()));
        for (var ownPhone : new boolean[] {false, true})
            assertThat(
                            text(
                                    language,
                                    Optional.of(
                                            new PinValidity(true, Optional.of(LAPSES), ownPhone)),
                                    List::getLast))
                    .isEqualTo(stays);
    }

    @ParameterizedTest
    @EnumSource
    void threeTextsThatHaveNoDigitOfThePin(Language language) throws Exception {
        var stays = text(language, Optional.empty());
        var changes =
                text(language, Optional.of(new PinValidity(true, Optional.of(LAPSES), false)));
        var ownPhone =
                text(language, Optional.of(new PinValidity(true, Optional.of(LAPSES), true)));
        assertThat(stays).isNotEqualTo(changes).doesNotContain("2027");
        assertThat(changes).isNotEqualTo(ownPhone).contains("2027");
        assertThat(ownPhone).contains("2027");
        for (var text : new String[] {stays, changes, ownPhone})
            assertThat(text)
                    .contains(Site.EXTENSION, "https://voicemail.contoso.com/reset")
                    .doesNotContain(Site.RIGHT.digits(), Site.OTHER.digits());
    }
}
