package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ovalogin.core.administration.Office.atOnce;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.store.StoreException;

class PinResetsTest extends OnSite {
    private PinResets pins;

    @BeforeEach
    void open() {
        pins = site.administration.pins();
    }

    private static Reset typed(String pin) {
        return new Reset(
                Optional.of(pin),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void reset(Reset wanted, Actor actor) {
        pins.reset(site.guid(), wanted, actor);
    }

    private static Actor named(String name) {
        return new Actor(Optional.empty(), name, Role.ADMINISTRATOR.rights(), "test");
    }

    private long usedBefore() {
        return site.number(
                "select count(*) from event where name = 'PIN_RESET' and result = 'UsedBefore'");
    }

    @Nested
    class Rules {
        @ParameterizedTest
        @CsvSource({
            "51234, PIN_TOO_SHORT PIN_CONTAINS_EXTENSION",
            "123456, PIN_SEQUENTIAL",
            "111111, PIN_REPEATED PIN_COMMON",
            "7512349, PIN_CONTAINS_EXTENSION",
            "12, PIN_TOO_SHORT",
            "'', PIN_TOO_SHORT",
            "1234567890123456789012345, PIN_TOO_LONG",
            "73916a, NOT_DIGITS",
            "'7391 64', NOT_DIGITS",
            "\u0667\u0663\u0669\u0661\u0666\u0664, NOT_DIGITS"
        })
        void everyBrokenOneIsNamedAndThePinIsNot(String digits, String broken) {
            var refused =
                    catchThrowableOfType(NotDone.class, () -> reset(typed(digits), ADMINISTRATOR));
            assertThat(refused.findings())
                    .extracting(Finding::fault)
                    .containsExactlyElementsOf(
                            Arrays.stream(broken.split(" ", -1)).map(Fault::valueOf).toList());
            assertThat(refused.findings()).allMatch(f -> f.field().equals("Pin"));
            assertThat(refused.findings()).allMatch(f -> f.found().isEmpty());
            if (digits.length() > 5) assertThat(refused.toString()).doesNotContain(digits);
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
            assertThat(site.events(Event.Name.PIN_RESET)).isZero();
        }

        @Test
        void whatIfNamesThemAndChangesNothing() {
            assertThat(faults(() -> pins.whatIf(site.guid(), typed("111111"), ADMINISTRATOR)))
                    .contains(Fault.PIN_REPEATED);
            assertThat(pins.whatIf(site.guid(), typed("860293"), ADMINISTRATOR))
                    .contains("tony@contoso.com")
                    .doesNotContain("860293");
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
            assertThat(site.mail()).isEmpty();
        }
    }

    @Nested
    class WhereNoPinMayBeTyped {
        @BeforeEach
        void forbid() {
            var policies = site.administration.policies();
            policies.change(
                    site.mailbox().policy().guid(),
                    p -> p.with(p.pin().with(d -> d.allowTypedPin = false)),
                    ADMINISTRATOR);
        }

        @Test
        void oneThatIsTypedIsRefusedBeforeAnythingIsSaidOfIt() {
            for (var digits : new String[] {"860293", "111111", "739164", "x", ""})
                assertThat(faults(() -> reset(typed(digits), ADMINISTRATOR)))
                        .containsExactly(Fault.PIN_NOT_TYPED);
            assertThat(faults(() -> pins.whatIf(site.guid(), typed("860293"), ADMINISTRATOR)))
                    .containsExactly(Fault.PIN_NOT_TYPED);
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
        }

        @Test
        void oneThatStaysIsRefusedToo() {
            assertThat(faults(() -> reset(Reset.generated(false, true), ADMINISTRATOR)))
                    .containsExactly(Fault.PIN_TO_BE_CHANGED);
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
        }

        @Test
        void oneIsGeneratedAndLocksStayWhatTheyAre() {
            reset(Reset.generated(true, true), ADMINISTRATOR);
            assertThat(site.mailbox().pin().version()).isEqualTo(2);
            assertThat(pins.lock(site.guid(), ADMINISTRATOR)).isTrue();
            assertThat(pins.unlock(site.guid(), ADMINISTRATOR)).isTrue();
        }
    }

    @Nested
    class History {
        @Test
        void whatIfDoesNotTellThePresentPin() {
            assertThat(pins.whatIf(site.guid(), typed("739164"), ADMINISTRATOR))
                    .contains("not checked");
            assertThat(site.events(Event.Name.PIN_RESET)).isZero();
        }

        @Test
        void refusesThePresentPinAndIsAnEvent() {
            assertThat(faults(() -> reset(typed("739164"), ADMINISTRATOR)))
                    .containsExactly(Fault.PIN_USED_BEFORE);
            assertThat(usedBefore()).isEqualTo(1);
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void refusesAFormerPin() {
            reset(typed("860293"), ADMINISTRATOR);
            assertThat(faults(() -> reset(typed("739164"), ADMINISTRATOR)))
                    .containsExactly(Fault.PIN_USED_BEFORE);
        }

        @Test
        void tellsAMailboxesPinsThreeTimesADayWhoeverAsks() {
            for (var i = 0; i < 3; i++)
                assertThat(faults(() -> reset(typed("739164"), named("one"))))
                        .containsExactly(Fault.PIN_USED_BEFORE);
            for (var pin : List.of("739164", "860293"))
                assertThat(faults(() -> reset(typed(pin), named("two"))))
                        .containsExactly(Fault.HISTORY_LIMIT);
            assertThat(usedBefore()).isEqualTo(3);
            reset(Reset.DEFAULT, named("two"));
            site.clock.pass(Duration.ofDays(1).plusMillis(1));
            reset(typed("860293"), named("two"));
        }

        @Test
        void answersAnAccountThreeTimesADayWhateverTheMailbox() {
            var other = Office.enable(site, "51299", "new@contoso.com");
            for (var i = 0; i < 3; i++) faults(() -> reset(typed("739164"), named("one")));
            assertThat(faults(() -> pins.reset(other.guid(), typed("860293"), named("one"))))
                    .containsExactly(Fault.HISTORY_LIMIT);
            pins.reset(other.guid(), typed("860293"), named("two"));
        }

        @Test
        void typedPinsThatAreGoodAreNotCounted() {
            for (var pin : List.of("860293", "204857", "551937", "948271", "380562"))
                reset(typed(pin), ADMINISTRATOR);
            assertThat(site.mailbox().pin().version()).isEqualTo(6);
        }

        @Test
        void refusalsInParallelAreThreeAllTheSame() throws Exception {
            atOnce(12, () -> faults(() -> reset(typed("739164"), ADMINISTRATOR)))
                    .forEach(
                            f ->
                                    assertThat(f)
                                            .containsAnyOf(
                                                    Fault.PIN_USED_BEFORE, Fault.HISTORY_LIMIT));
            assertThat(usedBefore()).isEqualTo(3);
        }

        @Test
        void serverThatIsBusyCountsNothing(@TempDir Path another) {
            try (var busy =
                    Site.at(another, Site.HASHER, new HashSettings(1, 0, Duration.ofMillis(1)))) {
                busy.build(_ -> {});
                while (busy.queue.ticket().isPresent()) {} // nobody gives them back
                assertThat(
                                faults(
                                        () ->
                                                busy.administration
                                                        .pins()
                                                        .reset(
                                                                busy.guid(),
                                                                typed("739164"),
                                                                ADMINISTRATOR)))
                        .containsExactly(Fault.BUSY);
                assertThat(busy.number("select count(*) from history_check")).isZero();
            }
        }
    }

    @Nested
    class Telling {
        @Test
        void pinGoesToWhomItIsSentToAndTheOwnerHearsOfIt() {
            var wanted =
                    new Reset(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("desk@contoso.com"),
                            Optional.empty());
            reset(wanted, ADMINISTRATOR);
            var mail = site.mail();
            assertThat(mail)
                    .extracting(Notice::recipient, Notice::kind, Notice::withPin)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(
                                    "desk@contoso.com", Notice.Kind.RESET, true),
                            org.assertj.core.groups.Tuple.tuple(
                                    "tony@contoso.com", Notice.Kind.RESET_NOTICE, false));
        }

        @ParameterizedTest
        @CsvSource({"desk", "'a@contoso.com\r\nBcc: b@contoso.com'", "'a@b.c, d@e.f'", "''"})
        void refusesARecipientThatIsNone(String address) {
            var wanted =
                    new Reset(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(address),
                            Optional.empty());
            assertThat(faults(() -> reset(wanted, ADMINISTRATOR))).containsExactly(Fault.ADDRESS);
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void typedPinIsNeverShown() {
            var wanted =
                    new Reset(
                            Optional.of("860293"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(false));
            var done = pins.reset(site.guid(), wanted, ADMINISTRATOR);
            assertThat(done.shownOnce()).isEmpty();
            assertThat(site.attempt(OTHER)).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void newerPinMakesTheUnsentOneVoid() {
            reset(Reset.DEFAULT, ADMINISTRATOR);
            reset(Reset.DEFAULT, ADMINISTRATOR);
            var carried = site.pins(site.mail());
            assertThat(carried).hasSize(1);
            assertThat(site.attempt(carried.getFirst())).isInstanceOf(Verdict.MustChange.class);
        }
    }

    @Nested
    class WhileSomethingElseChanges {
        private Administration meanwhile(int write, Runnable act) {
            return Meanwhile.at(site, write, act);
        }

        private List<Fault> outcome(Administration administration, Reset wanted) {
            var guid = site.guid();
            return faults(() -> administration.pins().reset(guid, wanted, ADMINISTRATOR));
        }

        @Test
        void stricterPolicyRefusesThePinThatWasGood() {
            var policy = site.mailbox().policy().guid();
            var administration =
                    meanwhile(
                            1,
                            () ->
                                    site.administration
                                            .policies()
                                            .change(
                                                    policy,
                                                    p ->
                                                            p.with(
                                                                    p.pin()
                                                                            .with(
                                                                                    d ->
                                                                                            d.minPinLength =
                                                                                                    8)),
                                                    ADMINISTRATOR));
            assertThat(outcome(administration, Reset.DEFAULT))
                    .containsExactly(Fault.MAILBOX_CHANGED);
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void extensionThatMovedIntoThePinRefusesIt() {
            var administration =
                    meanwhile(
                            3,
                            () ->
                                    site.administration
                                            .mailboxes()
                                            .change(
                                                    site.guid(),
                                                    m ->
                                                            new MailboxDetails(
                                                                    m.policy(),
                                                                    List.of("51234", "60293"),
                                                                    new MailboxOwner(
                                                                            m.addresses(),
                                                                            m.aliases(),
                                                                            m.displayName(),
                                                                            m.language(),
                                                                            m.timeZone()),
                                                                    new PhoneAccess(true, false)),
                                                    ADMINISTRATOR));
            assertThat(outcome(administration, typed("860293")))
                    .containsExactly(Fault.MAILBOX_CHANGED);
        }

        @Test
        void typedPinIsNotPutBehindOneThatItWasNotComparedWith() {
            var administration = meanwhile(3, () -> reset(typed("860293"), ADMINISTRATOR));
            assertThat(outcome(administration, typed("860293")))
                    .containsExactly(Fault.MAILBOX_CHANGED);
            assertThat(site.mailbox().pin().version()).isEqualTo(2);
        }

        @Test
        void mailboxThatIsGoneGetsNoPin() {
            var guid = site.guid();
            var administration =
                    meanwhile(
                            1, () -> site.administration.mailboxes().disable(guid, ADMINISTRATOR));
            assertThat(
                            faults(
                                    () ->
                                            administration
                                                    .pins()
                                                    .reset(guid, Reset.DEFAULT, ADMINISTRATOR)))
                    .containsExactly(Fault.NO_SUCH_MAILBOX);
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void ownerWhoBecameAnAdministratorIsOutOfTheHelpDesksReach() {
            var desk = new Actor(Optional.empty(), "desk", Role.HELPDESK.rights(), "");
            var guid = site.guid();
            var administration =
                    meanwhile(1, () -> Office.account(site, "tonysmith", Role.ADMINISTRATOR));
            assertThat(faults(() -> administration.pins().reset(guid, Reset.DEFAULT, desk)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
        }
    }

    @Test
    void storeThatBreaksLeavesThePinAsItWas() {
        site.sql(
                "create trigger broken before insert on outbox begin select raise(abort, 'broken'); end");
        assertThatThrownBy(() -> reset(Reset.DEFAULT, ADMINISTRATOR))
                .isInstanceOf(StoreException.class);
        assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
        assertThat(site.events(Event.Name.PIN_RESET)).isZero();
    }
}
