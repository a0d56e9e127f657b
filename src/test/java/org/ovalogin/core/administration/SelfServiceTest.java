package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.atOnce;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.SelfService.Asked;
import org.ovalogin.core.administration.SelfService.Outcome;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.OwnLink;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.signin.Verdict;

class SelfServiceTest extends OnSite {
    private SelfService selfService;

    @BeforeEach
    void open() {
        selfService = site.administration.selfService();
    }

    private void ask(String typed) {
        selfService.ask(new Asked(Optional.empty(), typed));
    }

    /// The secrets of the links that have come by mail since it was last looked into.
    private List<String> links() {
        return site.mail().stream()
                .filter(n -> n.kind() == Notice.Kind.RESET_LINK)
                .flatMap(n -> selfService.links(n).stream())
                .map(OwnLink::secret)
                .toList();
    }

    private String link() {
        ask("tony@contoso.com");
        return links().getFirst();
    }

    private Outcome confirm(String link) {
        return selfService.confirm(link, "192.0.2.10");
    }

    private void disable() {
        site.administration
                .mailboxes()
                .change(
                        site.guid(),
                        m ->
                                new MailboxDetails(
                                        m.policy(),
                                        m.extensions(),
                                        new MailboxOwner(
                                                m.addresses(),
                                                m.aliases(),
                                                m.displayName(),
                                                m.language(),
                                                m.timeZone()),
                                        new PhoneAccess(false, false)),
                        ADMINISTRATOR);
    }

    @Test
    void whetherThereIsAMailboxTheSameIsWritten() {
        ask("tony@contoso.com");
        var decoy = selfService.ask(new Asked(Optional.empty(), "nobody@contoso.com"));
        for (var column :
                List.of("kind", "by_whom", "length(pin_sealed)", "length(file)", "claimed_until"))
            assertThat(site.texts("select " + column + " from outbox_decoy"))
                    .as(column)
                    .isEqualTo(site.texts("select " + column + " from outbox"));
        assertThat(links()).hasSize(1);
        selfService.pretendDelivery(decoy.orElseThrow());
        for (var column :
                List.of(
                        "length(link_hash)",
                        "length(mailbox_guid)",
                        "expires_at - created_at",
                        "used"))
            assertThat(site.texts("select " + column + " from reset_link_decoy"))
                    .as(column)
                    .isEqualTo(site.texts("select " + column + " from reset_link"));
    }

    @Test
    void whatIsNotSentIsPretendedForEveryReason() {
        for (var i = 0; i < 5; i++) ask("tony@contoso.com");
        assertThat(site.number("select count(*) from outbox")).isEqualTo(3);
        assertThat(site.number("select count(*) from outbox_decoy")).isEqualTo(2);
        disable();
        var letter = selfService.ask(new Asked(Optional.empty(), "tony@contoso.com"));
        assertThat(letter).isPresent();
        selfService.pretendDelivery(letter.orElseThrow());
        assertThat(
                        site.number(
                                "select count(*) from outbox_decoy where delivered_at is not null and pin_sealed is null"))
                .isEqualTo(1);
    }

    @Nested
    class Asking {
        @ParameterizedTest
        @ValueSource(strings = {"tony@contoso.com", "TONY@Contoso.COM", " 51234 "})
        void mailsALinkToTheMailboxesOwnAddress(String typed) {
            ask(typed);
            var mail = site.mail();
            assertThat(mail)
                    .extracting(Notice::recipient, Notice::kind)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "tony@contoso.com", Notice.Kind.RESET_LINK));
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "51299",
                    "nobody@contoso.com",
                    "tonysmith",
                    "Tony Smith",
                    "%",
                    "' or '1'='1",
                    "tony@contoso.com\r\nBcc: mallory@example.com"
                })
        void forNobodyDoesNothingAndKeepsNothing(String typed) {
            ask(typed);
            assertThat(site.mail()).isEmpty();
            assertThat(site.number("select count(*) from reset_link")).isZero();
            assertThat(site.number("select count(*) from event")).isZero();
        }

        @Test
        void withoutTheDialPlanMeansNobodyWhereSeveralHaveTheExtension() {
            site.administration.dialPlans().add("paris", d -> d, ADMINISTRATOR);
            site.administration
                    .mailboxes()
                    .enable(
                            Mailboxes.Enabling.of("paris", "51234", "paul@contoso.com"),
                            ADMINISTRATOR);
            site.mail();
            ask("51234");
            assertThat(site.mail()).isEmpty();
            selfService.ask(new Asked(Optional.of("paris"), "51234"));
            selfService.ask(new Asked(Optional.of("rome"), "51234"));
            assertThat(site.mail())
                    .extracting(Notice::recipient)
                    .containsExactly("paul@contoso.com");
        }

        @Test
        void isAnsweredThreeTimesAnHour() {
            for (var i = 0; i < 5; i++) ask("tony@contoso.com");
            var first = links();
            assertThat(first).hasSize(3).doesNotHaveDuplicates();
            site.clock.pass(Duration.ofHours(1).plusMillis(1));
            ask("51234");
            // Nobody has delivered the first ones.
            assertThat(links()).hasSize(4).containsAll(first);
        }

        @Test
        void inParallelIsAnsweredThreeTimesToo() throws Exception {
            atOnce(
                    10,
                    () -> {
                        ask("tony@contoso.com");
                        return true;
                    });
            assertThat(links()).hasSize(3);
        }

        @Test
        void isAnsweredAgainWhenTheClockWasSetBack() {
            site.clock.pass(Duration.ofDays(365));
            for (var i = 0; i < 3; i++) ask("tony@contoso.com");
            links();
            site.clock.pass(Duration.ofDays(-365));
            ask("tony@contoso.com");
            assertThat(links()).hasSize(1);
        }

        @Test
        void doesNothingUnderAnAdministratorsLock() {
            site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            site.mail();
            ask("tony@contoso.com");
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void doesNothingForADisabledMailbox() {
            disable();
            ask("tony@contoso.com");
            assertThat(site.mail()).isEmpty();
        }
    }

    @Nested
    class Link {
        @Test
        void openedChangesNothingHoweverOften() {
            var link = link();
            var before = site.mailbox();
            for (var i = 0; i < 3; i++) assertThat(selfService.open(link)).isTrue();
            assertThat(site.mailbox()).isEqualTo(before);
            assertThat(site.mail()).isEmpty();
            assertThat(confirm(link)).isEqualTo(new Outcome.Done());
        }

        @Test
        void confirmedMailsAGeneratedPinThatMustBeChanged() {
            assertThat(confirm(link())).isEqualTo(new Outcome.Done());
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            var mail = site.mail();
            assertThat(mail).extracting(Notice::recipient).containsOnly("tony@contoso.com");
            assertThat(site.attempt(site.pins(mail).getFirst()))
                    .isInstanceOf(Verdict.MustChange.class);
            assertThat(
                            site.texts(
                                    "select by_whom || ' ' || from_where from event where name = 'PIN_RESET'"))
                    .containsExactly("self-service 192.0.2.10");
        }

        @Test
        void liftsALockForFailuresAndStartsANewStreak() {
            site.fail(15);
            site.mail();
            assertThat(confirm(link())).isEqualTo(new Outcome.Done());
            assertThat(site.mailbox().lockouts().outside().lock()).isEmpty();
            assertThat(site.mailbox().lockouts().outside().streak()).isEqualTo(2);
            assertThat(site.events(Event.Name.UNLOCKED)).isEqualTo(1);
        }

        @Test
        void isGoodForAQuarterOfAnHour() {
            var link = link();
            site.clock.pass(Duration.ofMinutes(15).minusMillis(1));
            assertThat(selfService.open(link)).isTrue();
            site.clock.pass(Duration.ofMillis(1));
            assertThat(selfService.open(link)).isFalse();
            assertThat(confirm(link)).isEqualTo(new Outcome.Gone());
        }

        @Test
        void earlierOnesStayValidUntilOneIsUsed() {
            var first = link();
            var second = link();
            var third = link();
            assertThat(selfService.open(first)).isTrue();
            assertThat(confirm(second)).isEqualTo(new Outcome.Done());
            for (var link : List.of(first, second, third)) {
                assertThat(selfService.open(link)).isFalse();
                assertThat(confirm(link)).isEqualTo(new Outcome.Gone());
            }
        }

        @Test
        void ofAnOlderPinIsGone() {
            var reset = link();
            site.administration.pins().reset(site.guid(), Reset.DEFAULT, ADMINISTRATOR);
            assertThat(confirm(reset)).isEqualTo(new Outcome.Gone());
            var given = link();
            site.give(OTHER, false);
            assertThat(confirm(given)).isEqualTo(new Outcome.Gone());
        }

        @Test
        void confirmedTwiceAtOnceResetsOnce() throws Exception {
            var link = link();
            var outcomes = atOnce(8, () -> confirm(link));
            assertThat(outcomes.stream().filter(o -> o.equals(new Outcome.Done()))).hasSize(1);
            assertThat(site.mailbox().pin().version()).isEqualTo(2);
            assertThat(site.pins(site.mail())).hasSize(1);
        }

        @Test
        void doesNothingOnceAnAdministratorLocked() {
            var link = link();
            site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            assertThat(selfService.open(link)).isFalse();
            assertThat(confirm(link)).isEqualTo(new Outcome.Gone());
            assertThat(site.mailbox().lockouts().outside().lockedByAdministrator()).isTrue();
        }

        @Test
        void doesNothingWhereAnAdministratorLocksMeanwhile() {
            var link = link();
            var administration =
                    Meanwhile.at(
                            site,
                            1,
                            () -> site.administration.pins().lock(site.guid(), ADMINISTRATOR));
            assertThat(administration.selfService().confirm(link, ""))
                    .isEqualTo(new Outcome.Gone());
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
            assertThat(site.mailbox().lockouts().outside().lockedByAdministrator()).isTrue();
        }

        @Test
        void doesNothingForAMailboxThatIsDisabledOrGone() {
            var link = link();
            disable();
            assertThat(confirm(link)).isEqualTo(new Outcome.Gone());
            site.administration.mailboxes().disable(site.guid(), ADMINISTRATOR);
            assertThat(confirm(link)).isEqualTo(new Outcome.Gone());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "../../etc/passwd"})
        void thatWasMadeUpIsNone(String link) {
            link();
            assertThat(selfService.open(link)).isFalse();
            assertThat(confirm(link)).isEqualTo(new Outcome.Gone());
            assertThat(confirm("a".repeat(1_000_000))).isEqualTo(new Outcome.Gone());
        }

        @Test
        void isKeptAsAHashOnly() {
            var link = link();
            assertThat(site.texts("select link_hash from reset_link")).doesNotContain(link);
            assertThat(selfService.open(site.texts("select link_hash from reset_link").getFirst()))
                    .isFalse();
        }
    }
}
