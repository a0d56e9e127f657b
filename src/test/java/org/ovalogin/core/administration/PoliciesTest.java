package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.pin;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.ChangePreview.Kind;
import org.ovalogin.core.administration.Policies.Effect;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultContext;

class PoliciesTest extends OnSite {
    private static final String DEFAULT = "default Default Policy";

    private Policies policies;
    private UUID guid;

    @BeforeEach
    void open() {
        policies = site.administration.policies();
        guid = site.mailbox().policy().guid();
    }

    private static UnaryOperator<MailboxPolicy> with(Consumer<PinPolicy.Draft> change) {
        return p -> p.with(p.pin().with(change));
    }

    private MailboxPolicy add(String name, PinPolicy template) {
        return policies.add(name, Optional.empty(), template, p -> p, ADMINISTRATOR);
    }

    @Nested
    class Templates {
        @Test
        void areAsTheyAreDocumented() {
            assertThat(add("nist", PinPolicy.NIST).pin())
                    .isEqualTo(
                            PinPolicy.EXCHANGE.with(
                                    d -> {
                                        d.minPinLength = 8;
                                        d.pinLifetime = Optional.empty();
                                        d.pinHistoryCount = 1;
                                        d.logonFailuresBeforePinReset = OptionalInt.empty();
                                        d.maxLogonAttempts = 15;
                                        d.temporaryPinLifetime = Optional.of(Duration.ofDays(1));
                                    }));
            assertThat(add("strict", PinPolicy.STRICT).pin())
                    .isEqualTo(
                            PinPolicy.EXCHANGE.with(
                                    d -> {
                                        d.minPinLength = 8;
                                        d.pinLifetime = Optional.of(Duration.ofDays(60));
                                        d.pinHistoryCount = 10;
                                        d.logonFailuresBeforePinReset = OptionalInt.of(3);
                                        d.maxLogonAttempts = 10;
                                        d.temporaryPinLifetime = Optional.of(Duration.ofHours(24));
                                        d.separateTrustedLockout = true;
                                    }));
        }

        @Test
        void comeBackFromTheStoreAsTheyWent() {
            for (var template : List.of(PinPolicy.EXCHANGE, PinPolicy.NIST, PinPolicy.STRICT)) {
                var made = add("p" + template.hashCode(), template);
                assertThat(policies.find(made.guid())).isEqualTo(made);
            }
        }
    }

    @Nested
    class WhatAChangeConcerns {
        private int extension = 52_000;

        private void mailbox(String digits, Duration age, UnaryOperator<PinState> state) {
            var mailbox =
                    Office.enable(
                            site,
                            String.valueOf(extension++),
                            "m%d@contoso.com".formatted(extension));
            site.store.change(
                    work -> {
                        var chosen =
                                mailbox.pin()
                                        .chosen(
                                                site.sealed(mailbox.guid(), pin(digits)),
                                                work.now().minus(age));
                        work.mailboxes().save(mailbox.with(state.apply(chosen)));
                    });
        }

        private void mailbox(String digits, int days) {
            mailbox(digits, Duration.ofDays(days), s -> s);
        }

        private Effect effect(Consumer<PinPolicy.Draft> change) {
            return policies.effect(guid, with(change), ADMINISTRATOR);
        }

        @Test
        void isCountedExactly() {
            // beside the one of Site: 6 digits, of today
            mailbox("7391648205", 0);
            mailbox("73916482", 40);
            mailbox("739164", 40);
            mailbox("739164", 61); // must change anyway
            mailbox("7391", 0); // too short already
            mailbox("7391", 40); // too short already, so not for its age either
            mailbox(
                    "739164",
                    Duration.ofDays(40),
                    s -> s.given(s.sealed(), s.setAt(), true)); // temporary
            mailbox(
                    "739164",
                    Duration.ofDays(40),
                    s -> s.given(s.sealed(), s.setAt(), false)); // lapsed
            mailbox(
                    "739164",
                    Duration.ofDays(40),
                    s -> s.given(s.sealed(), s.setAt(), false).used());
            assertThat(effect(d -> d.minPinLength = 8)).isEqualTo(new Effect(10, 3, 0, 3, 0, 0));
            assertThat(effect(d -> d.pinLifetime = Optional.of(Duration.ofDays(30))))
                    .isEqualTo(new Effect(10, 0, 3, 3, 0, 0));
            assertThat(
                            effect(
                                    d -> {
                                        d.minPinLength = 8;
                                        d.pinLifetime = Optional.of(Duration.ofDays(40));
                                    }))
                    .isEqualTo(new Effect(10, 3, 3, 4, 0, 0));
            assertThat(effect(d -> d.minPinLength = 4)).isEqualTo(new Effect(10, 0, 0, 0, 0, 0));
            assertThat(site.number("select min_pin_length from mailbox_policy")).isEqualTo(6);
        }

        @Test
        void countsThosePastAPageAndNoneOfAnotherPolicy() {
            var like = site.mailbox();
            var hash = Site.HASHER.hash(Site.RIGHT);
            site.store.change(
                    work -> {
                        for (var i = 0; i < 1050; i++)
                            work.mailboxes().add(another(like, 60_000 + i, hash));
                    });
            assertThat(effect(d -> d.minPinLength = 8))
                    .isEqualTo(new Effect(1051, 1051, 0, 1051, 0, 0));
            var other = add("other", PinPolicy.EXCHANGE);
            assertThat(policies.effect(other.guid(), p -> p, ADMINISTRATOR).mailboxes()).isZero();
        }

        private Mailbox another(Mailbox like, int number, String hash) {
            var own = UUID.randomUUID();
            var sealed = site.safe.sealHash(own, hash, Site.RIGHT);
            return new Mailbox(
                    own,
                    new Numbering(like.dialPlan(), like.policy(), List.of(String.valueOf(number))),
                    new MailboxOwner(
                            Addresses.of(number + "@contoso.com"),
                            List.of(),
                            "Somebody",
                            Optional.empty(),
                            Optional.empty()),
                    new PhoneAccess(true, false),
                    like.pin().rehashed(sealed),
                    new Logons(like.lockouts(), false, 0, Optional.empty(), Optional.empty()));
        }

        @Test
        void saysWhoseLengthIsNotKnown() {
            var hash = Site.HASHER.hash(Site.RIGHT);
            var context = VaultContext.of("pin hash", site.guid().toString());
            var old = new Vault(site.keyRing).seal(hash, context);
            site.sql("update mailbox set pin_sealed = '" + old + "'");
            var effect = effect(d -> d.minPinLength = 8);
            assertThat(effect).isEqualTo(new Effect(1, 0, 0, 0, 1, 0));
            assertThat(effect.sentence()).contains("known only at their next sign-in");
            assertThat(site.attempt(Site.RIGHT)).isInstanceOf(Verdict.Admitted.class);
            site.afterwards.run();
            assertThat(effect(d -> d.minPinLength = 8)).isEqualTo(new Effect(1, 1, 0, 1, 0, 0));
        }

        private ChangePreview<MailboxPolicy> preview(Consumer<PinPolicy.Draft> change) {
            return policies.preview(guid, with(change), ADMINISTRATOR).change();
        }

        private void assertConcerned(Consumer<PinPolicy.Draft> change, Kind... kinds) {
            var concerned = preview(change).concerned();
            assertThat(concerned.keySet()).containsExactly(kinds);
            for (var kind : kinds)
                assertThat(Objects.requireNonNull(concerned.get(kind)).first())
                        .extracting(Mailbox::guid)
                        .containsExactly(site.guid());
        }

        @Test
        void namesWhomALowerMaximumLocksBeforeTheirNextAttempt() {
            site.fail(4);
            assertConcerned(this::fiveAttempts);
            site.fail(1);
            assertConcerned(this::fiveAttempts, Kind.LOCKED);
            assertThat(effect(this::fiveAttempts).lockedOut()).isEqualTo(1);
            policies.change(guid, with(this::fiveAttempts), ADMINISTRATOR);
            assertThat(site.attempt(Site.RIGHT)).isInstanceOf(Verdict.Refused.class);
        }

        private void fiveAttempts(PinPolicy.Draft draft) {
            draft.logonFailuresBeforePinReset = OptionalInt.empty();
            draft.maxLogonAttempts = 5;
        }

        @Test
        void namesWhoseLockEndsOrStandsAgain() {
            site.fail(15);
            site.clock.pass(Duration.ofMinutes(10));
            assertConcerned(
                    d -> d.lockoutDuration = Optional.of(Duration.ofMinutes(5)), Kind.UNLOCKED);
            assertConcerned(d -> d.lockoutDuration = Optional.of(Duration.ofMinutes(20)));
            policies.change(
                    guid,
                    with(d -> d.lockoutDuration = Optional.of(Duration.ofMinutes(5))),
                    ADMINISTRATOR);
            assertConcerned(d -> d.lockoutDuration = Optional.empty(), Kind.LOCKED);
        }

        @Test
        void namesWhoseTemporaryPinLapsesOrOpensAgain() {
            site.give(Site.RIGHT, true);
            site.clock.pass(Duration.ofHours(3));
            Consumer<PinPolicy.Draft> anHour =
                    d -> d.temporaryPinLifetime = Optional.of(Duration.ofHours(1));
            assertConcerned(anHour, Kind.LAPSED);
            policies.change(guid, with(anHour), ADMINISTRATOR);
            assertConcerned(d -> d.temporaryPinLifetime = Optional.empty(), Kind.REVIVED);
        }
    }

    @Nested
    class Names {
        @Test
        void areFoundWithTheDialPlanWhereSeveralHaveThem() {
            site.administration.dialPlans().add("paris", d -> d, ADMINISTRATOR);
            policies.add("same", Optional.of("default"), PinPolicy.NIST, p -> p, ADMINISTRATOR);
            var paris =
                    policies.add(
                            "Same", Optional.of("paris"), PinPolicy.NIST, p -> p, ADMINISTRATOR);
            assertThat(faults(() -> policies.find("same"))).containsExactly(Fault.AMBIGUOUS_POLICY);
            assertThat(policies.find("paris\\same")).isEqualTo(paris);
            assertThat(policies.find(paris.guid().toString())).isEqualTo(paris);
            assertThat(faults(() -> add("x", PinPolicy.NIST))).containsExactly(Fault.MISSING);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "a\\b", "a\nb", "\u200b"})
        void areReadable(String name) {
            assertThat(faults(() -> add(name, PinPolicy.NIST))).containsExactly(Fault.VALUE);
        }

        @Test
        void areOnesOwnInTheDialPlanWhateverTheirCase() {
            assertThat(faults(() -> add("DEFAULT default policy", PinPolicy.NIST)))
                    .containsExactly(Fault.NAME_TAKEN);
        }
    }

    @Nested
    class Change {
        @Test
        void appliesAtOnceAndIsAnEvent() {
            policies.change(guid, with(d -> d.minPinLength = 8), ADMINISTRATOR);
            assertThat(site.attempt(Site.RIGHT)).isInstanceOf(Verdict.MustChange.class);
            assertThat(site.events(Event.Name.POLICY_CHANGED)).isEqualTo(1);
            policies.change(guid, p -> p, ADMINISTRATOR);
            assertThat(site.events(Event.Name.POLICY_CHANGED)).isEqualTo(1);
        }

        @Test
        void valueOutOfRangeIsNamed() {
            var refused =
                    org.assertj.core.api.Assertions.catchThrowableOfType(
                            NotDone.class,
                            () ->
                                    policies.change(
                                            guid, with(d -> d.minPinLength = 3), ADMINISTRATOR));
            assertThat(refused.findings())
                    .containsExactly(new Finding("MinPINLength", Fault.VALUE, "3", "4 to 24"));
            assertThat(
                            faults(
                                    () ->
                                            policies.effect(
                                                    guid,
                                                    with(d -> d.maxLogonAttempts = 5),
                                                    ADMINISTRATOR)))
                    .containsExactly(Fault.VALUE);
        }

        @Test
        void loweringTheHistoryForgetsTheSurplus() {
            site.store.change(
                    work -> {
                        for (var i = 0; i < 4; i++)
                            work.mailboxes()
                                    .addToPinHistory(site.guid(), "former " + i, work.now(), 20);
                    });
            policies.change(guid, with(d -> d.pinHistoryCount = 2), ADMINISTRATOR);
            List<String> kept = site.store.read(v -> v.mailboxes().pinHistory(site.guid(), 20));
            assertThat(kept).containsExactly("former 3", "former 2");
        }

        @Test
        void keepsTheDialPlan() {
            site.administration.dialPlans().add("paris", d -> d, ADMINISTRATOR);
            assertThat(
                            faults(
                                    () ->
                                            policies.change(
                                                    guid,
                                                    p ->
                                                            new MailboxPolicy(
                                                                    p.guid(), p.name(), "paris",
                                                                    p.pin()),
                                                    ADMINISTRATOR)))
                    .containsExactly(Fault.STAYS);
        }
    }

    @Nested
    class Removal {
        @Test
        void isRefusedWhileMailboxesHaveIt() {
            assertThat(faults(() -> policies.remove(guid, ADMINISTRATOR)))
                    .containsExactly(Fault.IN_USE);
            assertThat(policies.find(DEFAULT).guid()).isEqualTo(guid);
        }

        @Test
        void ofTheLastOneLeavesNoneToEnableWith() {
            site.administration.mailboxes().disable(site.guid(), ADMINISTRATOR);
            policies.remove(guid, ADMINISTRATOR);
            assertThat(faults(() -> Office.enable(site, "51299", "new@contoso.com")))
                    .containsExactly(Fault.NO_SUCH_POLICY);
            add("another", PinPolicy.NIST);
        }
    }
}
