package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.RIGHT;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.signin.Verdict;

class AdministrationTest extends OnSite {
    private Mailbox enable(String extension, String address, String name) {
        return site.administration
                .mailboxes()
                .enable(
                        Enabling.of("default", extension, address)
                                .with(Optional.of(name), Optional.empty()),
                        ADMINISTRATOR)
                .mailbox();
    }

    @Nested
    class Enable {
        @Test
        void welcomesTheOwnerWithATemporaryPin() {
            var mailbox = enable("51299", "new@contoso.com", "New");
            assertThat(mailbox.firstTimeUser()).isTrue();
            assertThat(mailbox.pin().temporary()).isTrue();
            var mail = site.mail();
            assertThat(mail.stream().map(Notice::kind).toList())
                    .containsExactly(Notice.Kind.WELCOME);
            var key = new MailboxKey("default", "51299");
            var verdict = site.signIn.attempt(key, site.pins(mail).getFirst(), Site.CALL);
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.MustChange.class,
                            must -> assertThat(must.why()).isEqualTo(Verdict.Why.FIRST_TIME));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Robert'); drop table mailbox;--", "\"%_\\", "O'Brien \u2603"})
        void takesAnyNameAsAName(String name) {
            enable("51299", "new@contoso.com", name);
            assertThat(site.administration.mailboxes().all())
                    .extracting(Mailbox::displayName)
                    .containsExactly("Tony Smith", name);
        }

        @Test
        void takesAnAddressWithAnApostrophe() {
            assertThat(enable("51299", "o'brien@contoso.com", "O'Brien").address())
                    .contains("o'brien@contoso.com");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tony",
                    "a b@contoso.com",
                    "a@b@c",
                    "a@contoso.com\r\nBcc: x@y",
                    "<a@contoso.com>",
                    "a@contoso.com,b@contoso.com",
                    "a@-x",
                    ""
                })
        void refusesWhatIsNoAddress(String address) {
            assertThatThrownBy(() -> enable("51299", address, "New")).isInstanceOf(NotDone.class);
            assertThat(site.administration.mailboxes().all()).hasSize(1);
        }

        @Test
        void refusesAnExtensionOrAddressThatIsTaken() {
            assertThatThrownBy(() -> enable(Site.EXTENSION, "new@contoso.com", "New"))
                    .isInstanceOf(NotDone.class);
            assertThatThrownBy(() -> enable("51299", "TONY@contoso.com", "New"))
                    .isInstanceOf(NotDone.class);
            assertThat(site.events(Event.Name.ENABLED)).isZero();
            assertThat(site.mail()).isEmpty();
        }
    }

    @Nested
    class Resetting {
        @Test
        void liftsEitherLockAndMailsTheNewPin() {
            site.fail(15);
            site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            site.mail();
            var done = site.administration.pins().reset(site.guid(), Reset.DEFAULT, ADMINISTRATOR);
            assertThat(done.shownOnce()).isEmpty();
            assertThat(site.mailbox().lockouts().outside().lock()).isEmpty();
            assertThat(site.mailbox().lockouts().outside().streak()).isEqualTo(2);
            assertThat(site.events(Event.Name.UNLOCKED)).isEqualTo(1);
            var mail = site.mail();
            assertThat(mail.stream().map(Notice::kind).toList())
                    .containsExactlyInAnyOrder(Notice.Kind.RESET, Notice.Kind.RESET_NOTICE);
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.attempt(site.pins(mail).getFirst()))
                    .isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void showsThePinOnceWhereItIsNotMailedAndTellsTheOwnerAllTheSame() {
            var done =
                    site.administration
                            .pins()
                            .reset(site.guid(), Reset.generated(false, false), ADMINISTRATOR);
            assertThat(site.mail().stream().map(Notice::kind).toList())
                    .containsExactly(Notice.Kind.RESET_NOTICE);
            assertThat(site.attempt(done.shownOnce().orElseThrow()))
                    .isInstanceOf(Verdict.Admitted.class);
        }
    }

    @Nested
    class Unlocking {
        @Test
        void startsAnewAndIsAnEvent() {
            site.fail(15);
            assertThat(site.administration.pins().unlock(site.guid(), ADMINISTRATOR)).isTrue();
            assertThat(site.mailbox().lockouts().outside().streak()).isEqualTo(2);
            assertThat(site.events(Event.Name.UNLOCKED)).isEqualTo(1);
        }

        @Test
        void isAnEventAlsoWhereThereWasNoLockSinceTheCountStartsAnew() {
            site.fail(3);
            assertThat(site.administration.pins().unlock(site.guid(), ADMINISTRATOR)).isFalse();
            assertThat(site.mailbox().lockouts().outside().failures()).isZero();
            assertThat(site.events(Event.Name.UNLOCKED)).isEqualTo(1);
        }
    }
}
