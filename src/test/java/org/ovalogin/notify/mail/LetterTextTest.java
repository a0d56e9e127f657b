package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PhoneAccess;

class LetterTextTest extends OnSite {
    private static final Optional<URI> PUBLIC_URL =
            Optional.of(URI.create("https://voicemail.contoso.com/"));
    private static final String PAGE = "https://voicemail.contoso.com/reset";
    private static final Actor TONI = Actor.local("toni");

    private List<Letter> letters() {
        return site.outbox.claim(100, Duration.ofHours(1));
    }

    private Letter to(String recipient, Notice.Kind kind) {
        return letters().stream()
                .filter(l -> l.notice().recipient().equals(recipient))
                .filter(l -> l.notice().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Letter toOwner(Notice.Kind kind) {
        return to("tony@contoso.com", kind);
    }

    private MimeMessage message(Letter letter, Optional<URI> publicUrl) {
        return new LetterWriter(
                        site.safe,
                        site.administration.selfService()::links,
                        "voicemail@contoso.com",
                        ZoneOffset.UTC,
                        publicUrl)
                .message(letter);
    }

    private String text(Letter letter) throws Exception {
        return part(message(letter, PUBLIC_URL), 0);
    }

    private String html(Letter letter) throws Exception {
        return part(message(letter, PUBLIC_URL), 1);
    }

    private static String part(MimeMessage message, int number) throws Exception {
        return ((String) ((Multipart) message.getContent()).getBodyPart(number).getContent())
                .replace("\r\n", "\n");
    }

    private String secret(Letter letter) {
        return site.safe.secret(letter.notice()).orElseThrow();
    }

    private String linkSecret(Letter letter) {
        return site.administration.selfService().links(letter.notice()).getFirst().secret();
    }

    private void ask() {
        site.administration
                .selfService()
                .ask(new SelfService.Asked(Optional.empty(), Site.EXTENSION));
    }

    private void reset(Optional<String> notifyEmail, Optional<Boolean> mustChange) {
        var wanted =
                new Reset(
                        Optional.empty(),
                        mustChange,
                        Optional.empty(),
                        notifyEmail,
                        Optional.empty());
        site.administration.pins().reset(site.guid(), wanted, TONI);
    }

    private void enable(Optional<String> notifyEmail, boolean sendEmail) {
        site.sql("update dial_plan set access_numbers = '+14255550100'");
        site.administration
                .mailboxes()
                .enable(
                        new Enabling(
                                new Enabling.Owner(
                                        Addresses.of("lea@contoso.com"),
                                        Optional.of("Léa Roy"),
                                        List.of("lea.roy@contoso.com"),
                                        Optional.of(Language.EN),
                                        Optional.empty()),
                                new Enabling.Place(
                                        Optional.of("default"), Optional.empty(), List.of("51299")),
                                new PhoneAccess(true, false),
                                new Enabling.FirstPin(
                                        Optional.empty(), true, notifyEmail, sendEmail)),
                        TONI);
    }

    @Nested
    class ALink {
        @ParameterizedTest
        @EnumSource
        void isThereToBeFollowedInEveryLanguage(Language language) throws Exception {
            site.sql("update mailbox set owner_language = '" + language.code() + "'");
            ask();
            var letter = toOwner(Notice.Kind.RESET_LINK);
            var link = PAGE + "/" + linkSecret(letter);
            assertThat(text(letter)).contains("\n\n" + link + "\n\n");
            assertThat(html(letter)).contains("<a href=\"" + link + "\">" + link + "</a>");
            assertThat(message(letter, PUBLIC_URL).getSubject())
                    .doesNotContain(linkSecret(letter), "http");
        }

        @ParameterizedTest
        @EnumSource
        void isOneForEachMailboxOfASharedAddress(Language language) throws Exception {
            site.administration
                    .mailboxes()
                    .enable(
                            new Enabling(
                                    new Enabling.Owner(
                                            new Addresses(
                                                    Optional.of("tony@contoso.com"),
                                                    true,
                                                    List.of(),
                                                    false),
                                            Optional.of("Léa <Roy>"),
                                            List.of(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    new Enabling.Place(
                                            Optional.empty(), Optional.empty(), List.of("51299")),
                                    new PhoneAccess(true, false),
                                    new Enabling.FirstPin(
                                            Optional.empty(), true, Optional.empty(), true)),
                            TONI);
            site.sql("update mailbox set owner_language = '" + language.code() + "'");
            ask();
            var letter = toOwner(Notice.Kind.RESET_LINK);
            var links = site.administration.selfService().links(letter.notice());
            var own = PAGE + "/" + links.getFirst().secret();
            var other = PAGE + "/" + links.getLast().secret();
            assertThat(text(letter))
                    .contains(
                            "\n\n51234, Tony Smith: "
                                    + own
                                    + "\n51299, Léa <Roy>: "
                                    + other
                                    + "\n\n")
                    .doesNotContain("{", "Tony Smith,\n", "Tony Smith!");
            assertThat(html(letter))
                    .contains("51234, Tony Smith: <a href=\"" + own + "\">" + own + "</a><br>")
                    .contains(
                            "51299, Léa &lt;Roy&gt;: <a href=\"" + other + "\">" + other + "</a>");
            assertThat(message(letter, PUBLIC_URL).getSubject()).doesNotContain("http");
        }

        @Test
        void saysHowLongItLastsAndThatNothingHasChanged() throws Exception {
            ask();
            var letter = toOwner(Notice.Kind.RESET_LINK);
            assertThat(text(letter))
                    .contains("It expires on 2 November 2026 at 08:15 (UTC), 15 minutes after")
                    .contains(
                            "If you did not request a new PIN, ignore this e-mail; nothing has changed.")
                    .doesNotContain("first time you sign in");
        }

        @Test
        void isTheOnlyOneThatCanBeFollowed() throws Exception {
            site.sql("update mailbox set display_name = 'Go to https://evil.example/reset now'");
            ask();
            assertThat(html(toOwner(Notice.Kind.RESET_LINK))).containsOnlyOnce("<a href=");
        }
    }

    @Nested
    class AWelcome {
        @Test
        void withoutPinTellsEverythingElse() throws Exception {
            enable(Optional.empty(), false);
            assertThat(text(to("lea@contoso.com", Notice.Kind.WELCOME)))
                    .startsWith("Hello Léa Roy,")
                    .contains("Call: +14255550100\nExtension: 51299\n")
                    .contains("You will receive your PIN separately.")
                    .doesNotContain("PIN:", "sign in", "expires");
        }

        @Test
        void whosePinGoesToSomebodySaysForWhom() throws Exception {
            enable(Optional.of("desk@contoso.com"), true);
            var letters = letters();
            assertThat(letters).hasSize(2);
            var withPin =
                    letters.stream().filter(l -> l.notice().withPin()).findFirst().orElseThrow();
            assertThat(withPin.notice().recipient()).isEqualTo("desk@contoso.com");
            assertThat(text(withPin))
                    .startsWith("Hello,\n\nLéa Roy can now use voice mail.")
                    .contains("Call: +14255550100\nExtension: 51299\nPIN: " + secret(withPin))
                    .contains("Give this PIN to Léa Roy and to nobody else.")
                    .contains("This PIN must be changed at the first sign-in.")
                    .contains(
                            "The mailbox is locked after too many failed sign-ins in a row (limit: 15). As long as this PIN has not been changed, it is not replaced automatically.")
                    .doesNotContain("Your voice mail is", "You must", "Your mailbox", PAGE);
            letters.stream()
                    .filter(l -> !l.notice().withPin())
                    .forEach(l -> assertThat(l.notice().recipient()).isEqualTo("lea@contoso.com"));
        }

        @Test
        void toAnotherAddressOfTheOwnersIsTheOwners() throws Exception {
            enable(Optional.of("LEA.ROY@contoso.com"), true);
            assertThat(text(to("LEA.ROY@contoso.com", Notice.Kind.WELCOME)))
                    .startsWith("Hello Léa Roy,")
                    .contains("\nPIN: ");
        }

        @ParameterizedTest
        @EnumSource
        void saysThatNothingReplacesThePinByItself(Language language) throws Exception {
            site.sql("update mailbox_policy set max_logon_attempts = 9");
            enable(Optional.empty(), true);
            site.sql("update mailbox set owner_language = '" + language.code() + "'");
            assertThat(text(to("lea@contoso.com", Notice.Kind.WELCOME)))
                    .contains(
                            NoticeTexts.in(language).text("not-replaced", Map.of("attempts", "9")))
                    .doesNotContain("{");
        }

        @Test
        void saysWhatToDoAboutAForgottenPin() throws Exception {
            enable(Optional.empty(), true);
            assertThat(html(to("lea@contoso.com", Notice.Kind.WELCOME)))
                    .contains("request a new one here: <a href=\"" + PAGE + "\">" + PAGE + "</a>");
        }
    }

    @Nested
    class AReset {
        @Test
        void whosePinGoesToSomebodySaysForWhom() throws Exception {
            reset(Optional.of("desk@contoso.com"), Optional.empty());
            var letters = letters();
            var withPin =
                    letters.stream().filter(l -> l.notice().withPin()).findFirst().orElseThrow();
            assertThat(text(withPin))
                    .startsWith("Hello,\n\nThe voice mail PIN of Tony Smith (extension 51234)")
                    .contains("New PIN: " + secret(withPin))
                    .doesNotContain("Your old", "you sign in");
            assertThat(message(withPin, PUBLIC_URL).getSubject()).isEqualTo("New voice mail PIN");
            assertThat(message(withPin, PUBLIC_URL).getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("desk@contoso.com");
        }

        @Test
        void saysThatNothingReplacesThePinByItself() throws Exception {
            reset(Optional.empty(), Optional.of(true));
            assertThat(text(toOwner(Notice.Kind.RESET)))
                    .contains("As long as you have not changed this PIN, it is not replaced");
        }

        @Test
        void byTheOwnerSaysThatTheyAskedForIt() throws Exception {
            ask();
            var link = linkSecret(toOwner(Notice.Kind.RESET_LINK));
            site.administration.selfService().confirm(link, "192.0.2.1");
            assertThat(text(toOwner(Notice.Kind.RESET)))
                    .contains("As you requested, your voice mail PIN has been reset.")
                    .contains("New PIN: ")
                    .contains("If you did not request this, please contact your administrator.");
        }

        @Test
        void thatNeedNotBeChangedLapsesUnlessItIsUsed() throws Exception {
            reset(Optional.empty(), Optional.of(false));
            assertThat(text(toOwner(Notice.Kind.RESET)))
                    .contains(
                            "This PIN expires on 9 November 2026 at 08:00 (UTC) unless it is used first.")
                    .doesNotContain("must", "replaced automatically");
        }

        @ParameterizedTest
        @CsvSource({
            "en, was reset by account “toni” on",
            "fr, a été réinitialisé par le compte « toni » le",
            "de, wurde am 2. November 2026 um 08:00 Uhr (UTC) vom Konto „toni“ zurückgesetzt.",
            "es, fue restablecido por la cuenta «toni» el",
            "it, è stato reimpostato dall’account «toni» il"
        })
        void saysByWhoseAccountInTheOwnersLanguage(String language, String words) throws Exception {
            site.sql("update mailbox set owner_language = '" + language + "'");
            reset(Optional.empty(), Optional.empty());
            assertThat(text(toOwner(Notice.Kind.RESET_NOTICE))).contains(words);
        }

        @Test
        void isTheSystemsWhereNobodyIsNamed() throws Exception {
            var mailbox = site.mailbox();
            var notice =
                    new Notice(
                            UUID.randomUUID(),
                            new Notice.Addressee.Owner(mailbox.guid()),
                            mailbox.address().orElseThrow(),
                            new Notice.Report(Notice.Kind.RESET_NOTICE, "", 0),
                            new Notice.Secret(Optional.empty(), 1),
                            site.clock.instant());
            assertThat(text(new Letter(notice, mailbox))).contains("was reset by the system on");
        }
    }

    @Nested
    class ALock {
        private static final String SENTENCE =
                "You can also unlock your mailbox yourself by requesting a new PIN: " + PAGE;

        @Test
        void saysWhereTheOwnerCanLiftIt() throws Exception {
            site.fail(15);
            assertThat(text(toOwner(Notice.Kind.LOCKED))).contains("\n\n" + SENTENCE + "\n\n");
        }

        @Test
        void saysNothingOfItWhereThereIsNoSelfService() throws Exception {
            site.fail(15);
            assertThat(part(message(toOwner(Notice.Kind.LOCKED), Optional.empty()), 0))
                    .contains("Please ask your administrator to unlock it.")
                    .doesNotContain("http", "yourself");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "en | The lock ends by itself on 2 November 2026 at 10:01 (Europe/Paris).",
                    "de | Die Sperre endet am 2. November 2026 um 10:01 Uhr (Europe/Paris) von selbst.",
                    "fr | Le blocage prendra fin automatiquement le 2 novembre 2026 à 10\u00A0h\u00A001 (Europe/Paris).",
                    "es | El bloqueo se levantará automáticamente el 2 de noviembre de 2026 a las 10:01 (Europe/Paris).",
                    "it | Il blocco terminerà automaticamente il 2 novembre 2026 alle 10:01 (Europe/Paris)."
                })
        void saysWhenItEndsByItself(String language, String sentence) throws Exception {
            site.sql("update mailbox_policy set lockout_minutes = 60");
            site.sql(
                    "update mailbox set time_zone = 'Europe/Paris', owner_language = '%s'"
                            .formatted(language));
            site.clock.set(Instant.parse("2026-11-02T08:00:01Z"));
            site.fail(15);
            assertThat(text(toOwner(Notice.Kind.LOCKED))).contains("\n\n" + sentence + "\n");
        }

        @Test
        void ofOnePathEndsWithThatPathsLock() throws Exception {
            site.sql(
                    "update mailbox_policy set lockout_minutes = 60, separate_trusted_lockout = 1");
            site.clock.set(Instant.parse("2026-11-02T08:00:00Z"));
            site.fail(15);
            assertThat(text(toOwner(Notice.Kind.OUTSIDE_LOCKED))).contains("at 09:00 (UTC)");
            site.administration.pins().unlock(site.guid(), TONI);
            site.clock.set(Instant.parse("2026-11-02T08:30:00Z"));
            site.fail(15, Site.OWN_PHONE);
            assertThat(text(toOwner(Notice.Kind.TRUSTED_LOCKED))).contains("at 09:30 (UTC)");
        }

        @Test
        void saysNoEndWhereThereIsNone() throws Exception {
            site.fail(15);
            assertThat(text(toOwner(Notice.Kind.LOCKED))).doesNotContain("by itself");
        }

        @Test
        void ofAnAdministratorsIsNotTheOwnersToLift() throws Exception {
            site.fail(15);
            site.administration.pins().lock(site.guid(), TONI);
            var letters = letters();
            assertThat(letters.stream().map(l -> l.notice().kind()))
                    .contains(Notice.Kind.LOCKED, Notice.Kind.LOCKED_BY_ADMINISTRATOR);
            for (var letter : letters) assertThat(text(letter)).doesNotContain(PAGE);
        }

        @Test
        void ofAMailboxThatThePhoneDoesNotOpenIsNotTheOwnersToLift() throws Exception {
            site.fail(15);
            site.sql("update mailbox set subscriber_access = 0");
            assertThat(text(toOwner(Notice.Kind.LOCKED))).doesNotContain(PAGE);
        }
    }
}
