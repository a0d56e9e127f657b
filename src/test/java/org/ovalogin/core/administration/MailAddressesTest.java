package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.SelfService.Asked;
import org.ovalogin.core.administration.SelfService.Outcome;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.Pin;

/// A mailbox's addresses: missing, shared, and further ones for notices.
class MailAddressesTest {
    private static final Actor HELP_DESK =
            new Actor(Optional.empty(), "desk", Role.HELPDESK.rights(), "");
    private static final String TONY = "tony@contoso.com";

    @TempDir Path folder;
    private Site site;
    private Mailboxes mailboxes;
    private PinResets pins;

    @BeforeEach
    void open() {
        site = Site.with(folder, _ -> {});
        mailboxes = site.administration.mailboxes();
        pins = site.administration.pins();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private PinResets.Done enable(String extension, Addresses addresses, boolean sendEmail) {
        return mailboxes.enable(
                new Enabling(
                        new Enabling.Owner(
                                addresses,
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        new Enabling.Place(Optional.empty(), Optional.empty(), List.of(extension)),
                        new PhoneAccess(true, false),
                        new Enabling.FirstPin(Optional.empty(), true, Optional.empty(), sendEmail)),
                ADMINISTRATOR);
    }

    private Mailbox enabled(String extension, Addresses addresses) {
        return enable(extension, addresses, true).mailbox();
    }

    private static Addresses shared(String address) {
        return new Addresses(Optional.of(address), true, List.of(), false);
    }

    private static Addresses further(Optional<String> own, boolean pins, String... further) {
        return new Addresses(own, false, List.of(further), pins);
    }

    private Mailbox change(UUID guid, UnaryOperator<Addresses> change) {
        return mailboxes.change(
                guid,
                d ->
                        new MailboxDetails(
                                d.policy(),
                                d.extensions(),
                                new MailboxOwner(
                                        change.apply(d.addresses()),
                                        d.aliases(),
                                        d.displayName(),
                                        d.language(),
                                        d.timeZone()),
                                d.access()),
                ADMINISTRATOR);
    }

    private PinResets.Done reset(UUID guid, Actor actor) {
        return pins.reset(guid, Reset.DEFAULT, actor);
    }

    private static List<Fault> faults(Runnable act) {
        try {
            act.run();
            return List.of();
        } catch (NotDone e) {
            return e.findings().stream().map(Finding::fault).toList();
        }
    }

    private static String hint(Runnable act) {
        try {
            act.run();
            return "";
        } catch (NotDone e) {
            return e.hint();
        }
    }

    @Nested
    class WithoutAnAddress {
        private Mailbox desk;

        @BeforeEach
        void desk() {
            desk = enabled("51200", Addresses.NONE);
            site.mail();
        }

        @Test
        void isKnownByItsPlaceAndNamedByItsExtension() {
            assertThat(desk.address()).isEmpty();
            assertThat(desk.displayName()).isEqualTo("51200");
            assertThat(desk.identity()).isEqualTo("default\\51200");
            assertThat(mailboxes.find("default\\51200")).isEqualTo(desk);
            assertThat(mailboxes.find(desk.identity())).isEqualTo(desk);
        }

        @Test
        void severalMayHaveNone() {
            assertThat(enabled("51201", Addresses.NONE).address()).isEmpty();
        }

        @Test
        void generatedPinIsShownOnceAndNothingIsMailed() {
            assertThat(enable("51202", Addresses.NONE, true).shownOnce()).isPresent();
            var done = reset(desk.guid(), ADMINISTRATOR);
            assertThat(done.shownOnce()).isPresent();
            assertThat(site.mail()).isEmpty();
            assertThat(
                            site.number(
                                    "select count(*) from outbox where mailbox_guid = '"
                                            + desk.guid()
                                            + "'"))
                    .isZero();
        }

        @Test
        void generatedPinGoesToWhoIsNamed() {
            var wanted =
                    new Reset(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("lead@contoso.com"),
                            Optional.empty());
            assertThat(pins.reset(desk.guid(), wanted, ADMINISTRATOR).shownOnce()).isEmpty();
            assertThat(site.mail())
                    .extracting(Notice::recipient, Notice::kind, Notice::withPin)
                    .containsExactly(tuple("lead@contoso.com", Notice.Kind.RESET, true));
        }

        @Test
        void resetIsToBeToldToTheOwner() {
            assertThat(desk.untoldReset()).isEmpty();
            assertThat(reset(desk.guid(), ADMINISTRATOR).mailbox().untoldReset())
                    .contains(site.clock.instant());
            assertThat(reset(site.guid(), ADMINISTRATOR).mailbox().untoldReset()).isEmpty();
        }

        @Test
        void helpDeskMayLockButNeitherSeeNorRedirectItsPin() {
            for (var wanted :
                    List.of(
                            Reset.DEFAULT,
                            Reset.generated(true, false),
                            new Reset(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("me@contoso.com"),
                                    Optional.empty()),
                            new Reset(
                                    Optional.of("739164"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()))) {
                assertThat(faults(() -> pins.reset(desk.guid(), wanted, HELP_DESK)))
                        .containsExactly(Fault.NO_OWN_ADDRESS);
                assertThat(faults(() -> pins.whatIf(desk.guid(), wanted, HELP_DESK)))
                        .containsExactly(Fault.NO_OWN_ADDRESS);
            }
            assertThat(mailboxes.find("51200").pin()).isEqualTo(desk.pin());
            assertThat(pins.lock(desk.guid(), HELP_DESK)).isTrue();
            assertThat(pins.unlock(desk.guid(), HELP_DESK)).isTrue();
        }

        @Test
        void helpDeskMayResetWhereThePinGoesToNotifyAddresses() {
            change(desk.guid(), a -> further(a.own(), true, "lead@contoso.com"));
            site.mail();
            assertThat(reset(desk.guid(), HELP_DESK).shownOnce()).isEmpty();
            assertThat(site.mail()).extracting(Notice::recipient).containsOnly("lead@contoso.com");
        }

        @Test
        void selfServiceSendsNothing() {
            assertThat(
                            site.administration
                                    .selfService()
                                    .ask(new Asked(Optional.of("default"), "51200")))
                    .isPresent();
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void automaticResetDoesNotHappenButTheLockDoes() {
            change(site.guid(), _ -> Addresses.NONE);
            site.mail();
            var before = site.mailbox().pin();
            site.fail(15);
            assertThat(site.mailbox().pin()).isEqualTo(before);
            assertThat(site.mailbox().locked(site.clock.instant())).isTrue();
            assertThat(site.texts("select result from event where name = 'AUTOMATIC_RESET'"))
                    .containsExactly(Event.NO_ADDRESS);
            assertThat(site.events(Event.Name.LOCKED)).isEqualTo(1);
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void addressMayBeAddedAndTakenAway() {
            change(desk.guid(), _ -> Addresses.of("desk@contoso.com"));
            assertThat(mailboxes.find("desk@contoso.com").guid()).isEqualTo(desk.guid());
            change(desk.guid(), _ -> Addresses.NONE);
            assertThat(faults(() -> mailboxes.find("desk@contoso.com")))
                    .containsExactly(Fault.NO_SUCH_MAILBOX);
        }
    }

    @Nested
    class Shared {
        @Test
        void isRefusedUnlessSaidAndTheRefusalSaysHow() {
            Runnable plain = () -> enabled("51200", Addresses.of("TONY@contoso.com"));
            assertThat(faults(plain)).containsExactly(Fault.ADDRESS_TAKEN);
            assertThat(hint(plain)).contains("AllowSharedAddress");
            var second = enabled("51200", shared("TONY@contoso.com"));
            assertThat(second.identity()).isEqualTo("default\\51200");
            assertThat(faults(() -> enabled("51201", Addresses.of(TONY))))
                    .containsExactly(Fault.ADDRESS_TAKEN);
        }

        @Test
        void anotherMailboxesAliasIsNotShared() {
            enable(
                    "51200",
                    new Addresses(Optional.of("ann@contoso.com"), true, List.of(), false),
                    true);
            site.sql("update alias set alias = 'a@contoso.com', alias_key = 'a@contoso.com'");
            assertThat(faults(() -> enabled("51201", shared("a@contoso.com"))))
                    .containsExactly(Fault.ADDRESS_TAKEN);
        }

        @Test
        void otherChangesToTheOneThatHadItFirstAreStillAllowed() {
            enabled("51200", shared(TONY));
            var changed = change(site.guid(), a -> further(a.own(), false, "x@contoso.com"));
            assertThat(changed.address()).contains(TONY);
            assertThat(
                            faults(
                                    () ->
                                            change(
                                                    mailboxes.find("51200").guid(),
                                                    _ -> Addresses.of(TONY))))
                    .containsExactly(Fault.ADDRESS_TAKEN);
        }

        @Test
        void asAnIdentityItIsAmbiguousAndTheCandidatesAreListed() {
            enabled("51200", shared(TONY));
            assertThat(faults(() -> mailboxes.find(TONY))).containsExactly(Fault.AMBIGUOUS_MAILBOX);
            assertThat(hint(() -> mailboxes.find(TONY)))
                    .isEqualTo("say default\\51200 (tony), default\\51234 (Tony Smith)");
            assertThat(faults(() -> mailboxes.findExactly(TONY)))
                    .containsExactly(Fault.AMBIGUOUS_MAILBOX);
        }

        @Test
        void tenCandidatesAreListedAtMost() {
            for (var i = 0; i < 12; i++) enabled(String.valueOf(51200 + i), shared(TONY));
            var hint = hint(() -> mailboxes.find(TONY));
            assertThat(hint).contains("default\\51209 ").endsWith(", or another");
            assertThat(hint).doesNotContain("51210");
        }

        @ParameterizedTest
        @ValueSource(strings = {TONY, "51200", "51234"})
        void selfServiceSendsOneLetterWithALinkForEach(String typed) {
            var second = enabled("51200", shared(TONY));
            site.mail();
            var service = site.administration.selfService();
            for (var i = 0; i < 5; i++) service.ask(new Asked(Optional.empty(), typed));
            assertThat(site.number("select count(*) from outbox where kind = 'RESET_LINK'"))
                    .isEqualTo(3);
            assertThat(site.number("select count(*) from reset_link")).isZero();
            var letter = site.mail().getFirst();
            var links = service.links(letter);
            assertThat(links)
                    .extracting(link -> link.mailbox().guid())
                    .containsExactlyInAnyOrder(site.guid(), second.guid());
            assertThat(service.links(letter)).as("tried again").isEqualTo(links);
            assertThat(site.number("select count(*) from reset_link")).isEqualTo(2);
            for (var link : links) {
                assertThat(service.confirm(link.secret(), "192.0.2.1"))
                        .isEqualTo(new Outcome.Done());
                assertThat(service.confirm(link.secret(), "192.0.2.1"))
                        .isEqualTo(new Outcome.Gone());
            }
            assertThat(site.events(Event.Name.PIN_RESET)).isEqualTo(2);
        }

        @Test
        void threeAnHourAreForAllOfItsMailboxes() {
            enabled("51200", shared(TONY));
            site.mail();
            var service = site.administration.selfService();
            for (var typed : List.of("51200", "51234", TONY, "51200", "51234"))
                service.ask(new Asked(Optional.empty(), typed));
            assertThat(site.mail()).hasSize(3);
            site.clock.pass(Duration.ofHours(1).plusMillis(1));
            service.ask(new Asked(Optional.empty(), "51200"));
            assertThat(site.number("select count(*) from outbox where kind = 'RESET_LINK'"))
                    .isEqualTo(4);
        }

        @Test
        void linkIsNotForOneThatMustNotBeReset() {
            var second = enabled("51200", shared(TONY));
            pins.lock(second.guid(), ADMINISTRATOR);
            site.mail();
            var service = site.administration.selfService();
            service.ask(new Asked(Optional.empty(), TONY));
            assertThat(service.links(site.mail().getFirst()))
                    .extracting(link -> link.mailbox().guid())
                    .containsExactly(site.guid());
        }
    }

    @Nested
    class NotifyAddresses {
        private static final String LEAD = "lead@contoso.com";

        private List<Notice> resetMail(boolean withPins) {
            change(site.guid(), a -> further(a.own(), withPins, LEAD, "Lead2@contoso.com"));
            site.mail();
            reset(site.guid(), ADMINISTRATOR);
            return site.mail();
        }

        @Test
        void getNoticesWithoutThePin() {
            var mail = resetMail(false);
            assertThat(mail)
                    .extracting(Notice::recipient, Notice::kind)
                    .containsExactlyInAnyOrder(
                            tuple(TONY, Notice.Kind.RESET),
                            tuple(TONY, Notice.Kind.RESET_NOTICE),
                            tuple(LEAD, Notice.Kind.RESET_NOTICE),
                            tuple("Lead2@contoso.com", Notice.Kind.RESET_NOTICE));
            assertThat(site.pins(mail)).hasSize(1);
        }

        @Test
        void getThePinWhereItIsSaid() {
            var mail = resetMail(true);
            assertThat(mail)
                    .filteredOn(Notice::withPin)
                    .extracting(Notice::recipient)
                    .containsExactlyInAnyOrder(TONY, LEAD, "Lead2@contoso.com");
            assertThat(site.pins(mail).stream().map(Pin::digits).distinct()).hasSize(1);
        }

        @Test
        void getTheWelcomeAndEveryOtherNotice() {
            enabled("51200", further(Optional.of("ann@contoso.com"), true, LEAD));
            assertThat(site.mail())
                    .filteredOn(Notice::withPin)
                    .extracting(Notice::recipient)
                    .containsExactlyInAnyOrder("ann@contoso.com", LEAD);
            change(site.guid(), a -> further(a.own(), true, LEAD, TONY));
            site.fail(15);
            assertThat(site.mail())
                    .extracting(Notice::recipient, Notice::kind)
                    .containsExactlyInAnyOrder(
                            tuple(TONY, Notice.Kind.AUTOMATIC_RESET),
                            tuple(LEAD, Notice.Kind.AUTOMATIC_RESET),
                            tuple(TONY, Notice.Kind.LOCKED),
                            tuple(LEAD, Notice.Kind.LOCKED));
        }

        @Test
        void getNoLinksAndIdentifyNobody() {
            change(site.guid(), a -> further(a.own(), true, LEAD));
            site.mail();
            assertThat(faults(() -> mailboxes.find(LEAD))).containsExactly(Fault.NO_SUCH_MAILBOX);
            var service = site.administration.selfService();
            service.ask(new Asked(Optional.empty(), LEAD));
            assertThat(site.mail()).isEmpty();
            service.ask(new Asked(Optional.empty(), TONY));
            assertThat(site.mail()).extracting(Notice::recipient).containsExactly(TONY);
        }

        @Test
        void mayBeOthersAddresses() {
            assertThat(enabled("51200", further(Optional.empty(), false, TONY)).addresses())
                    .isEqualTo(further(Optional.empty(), false, TONY));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "lead", "lead@contoso.com,LEAD@contoso.com"})
        void thatAreNoneOrTwiceAreRefused(String typed) {
            var addresses =
                    new Addresses(
                            Optional.of("ann@contoso.com"),
                            false,
                            Arrays.asList(typed.split(",")),
                            false);
            assertThatThrownBy(() -> enabled("51200", addresses)).isInstanceOf(NotDone.class);
        }
    }

    @Nested
    class OfAnAdministrator {
        @ParameterizedTest
        @ValueSource(strings = {"own", "shared", "notify"})
        void keepTheHelpDeskFromTheMailbox(String place) {
            site.administration
                    .accounts()
                    .add(
                            "boss",
                            new AccountDetails(
                                    Role.ADMINISTRATOR,
                                    Optional.of("boss@contoso.com"),
                                    Optional.empty(),
                                    true),
                            Password.of("correct horse battery"),
                            ADMINISTRATOR);
            var addresses =
                    switch (place) {
                        case "own" -> Addresses.of("boss@contoso.com");
                        case "shared" -> shared("BOSS@contoso.com");
                        default -> further(Optional.of(TONY), false, "Boss@contoso.com");
                    };
            assertThat(faults(() -> reset(site.guid(), HELP_DESK))).isEmpty();
            change(site.guid(), _ -> addresses);
            assertThat(faults(() -> reset(site.guid(), HELP_DESK)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
        }
    }
}
