package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.MailboxStore;

/// The states that SQL looks for are those that the rules in Java see.
class MailboxStatesContractTest extends EachDatabase {
    private static final int MAILBOXES = 600;
    private static final int POLICIES = 12;

    private final Random random = new Random(42);

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    /// At, just before, just after the end of what began then, or another time.
    private Instant endsAbout(Optional<Duration> length) {
        var shift = oneOf(List.of(-1L, 0L, 1L, -3_600_000L, 3_600_000L, -90_000_000_000L));
        return clock.instant().minus(length.orElse(Duration.ofDays(1))).plusMillis(shift);
    }

    private MailboxPolicy policy(int number) {
        var pin =
                PinPolicy.EXCHANGE.with(
                        draft -> {
                            draft.minPinLength = 6;
                            draft.pinLifetime = maybe(Duration.ofDays(1 + random.nextInt(999)));
                            draft.pinHistoryCount = 5;
                            draft.allowCommonPatterns = false;
                            draft.logonFailuresBeforePinReset = OptionalInt.empty();
                            draft.maxLogonAttempts = 15;
                            draft.allowPinlessVoiceMailAccess = false;
                            draft.lockoutDuration =
                                    maybe(Duration.ofMinutes(1 + random.nextInt(10_080)));
                            draft.pinExpiryWarning = Duration.ZERO;
                            draft.temporaryPinLifetime =
                                    maybe(Duration.ofHours(1 + random.nextInt(8_760)));
                            draft.minPinAge = Duration.ZERO;
                            draft.separateTrustedLockout = random.nextBoolean();
                            draft.allowTypedPin = true;
                        });
        return new MailboxPolicy(UUID.randomUUID(), "Policy " + number, PLAN.name(), pin);
    }

    private Mailbox mailbox(int number, MailboxPolicy policy) {
        return changed(
                mailbox("%05d".formatted(number)),
                m -> {
                    var pin = policy.pin();
                    m.policy = policy;
                    m.subscriberAccess = random.nextInt(5) > 0;
                    m.lastLogon = maybe(clock.instant());
                    var setAt =
                            endsAbout(
                                    random.nextBoolean()
                                            ? pin.pinLifetime()
                                            : pin.temporaryPinLifetime());
                    m.pin =
                            new PinState(
                                    "sealed",
                                    1 + random.nextInt(2),
                                    random.nextBoolean(),
                                    setAt,
                                    random.nextBoolean(),
                                    random.nextBoolean());
                    var lockout = lockout(pin);
                    m.lockouts =
                            random.nextBoolean()
                                    ? Lockouts.of(lockout)
                                    : new Lockouts(lockout, lockout(pin));
                });
    }

    private Lockout lockout(PinPolicy policy) {
        return new Lockout(
                15,
                1,
                oneOf(List.of(0, 15, 99, 100, 101)),
                false,
                Optional.empty(),
                maybe(lock(policy)));
    }

    private Lockout.Lock lock(PinPolicy policy) {
        return new Lockout.Lock(
                oneOf(List.of(Lockout.Reason.values())),
                endsAbout(policy.lockoutDuration()),
                random.nextBoolean());
    }

    private void mail(Mailbox mailbox) {
        for (var i = random.nextInt(4); i > 0; i--) {
            var withPin = random.nextBoolean();
            var notice =
                    new Notice(
                            UUID.randomUUID(),
                            new Notice.Addressee.Owner(mailbox.guid()),
                            "a@contoso.com",
                            new Notice.Report(
                                    withPin ? Notice.Kind.RESET : Notice.Kind.CHANGED, "", 0),
                            new Notice.Secret(
                                    withPin ? Optional.of("sealed") : Optional.empty(),
                                    1 + random.nextInt(2)),
                            clock.instant());
            store().change(work -> work.notices().post(notice));
            clock.pass(Duration.ofMillis(1));
            switch (random.nextInt(3)) {
                case 0 -> outbox().failed(notice.id(), "Refused 550");
                case 1 -> outbox().delivered(notice.id(), Optional.empty());
                default -> {}
            }
        }
    }

    private boolean is(MailboxStore.View view, Mailbox mailbox, State state) {
        var now = view.now();
        var pin = mailbox.pin();
        return switch (state) {
            case LOCKED -> mailbox.locked(now);
            case EXPIRED -> pin.mustChange() || pin.expired(mailbox.policy().pin(), now);
            case LAPSED -> mailbox.lapsed(now);
            case LAPSING -> !mailbox.lapsed(now) && mailbox.lapsed(now.plus(MailboxQuery.SOON));
            case NEVER_USED -> mailbox.lastLogon().isEmpty() && !pin.signedIn();
            case DISABLED -> !mailbox.subscriberAccess();
            case MAIL_FAILED -> view.notices().failure(mailbox.guid()).isPresent();
        };
    }

    @Test
    void areThoseOfTheRulesForEveryMailboxAndSetOfStates() {
        var policies = IntStream.range(0, POLICIES).mapToObj(this::policy).toList();
        var mailboxes = new ArrayList<Mailbox>();
        for (var i = 0; i < MAILBOXES; i++) mailboxes.add(mailbox(i, oneOf(policies)));
        store().change(
                        work -> {
                            policies.forEach(work.policies()::add);
                            mailboxes.forEach(work.mailboxes()::add);
                        });
        var noted = clock.instant();
        for (var mailbox : mailboxes.subList(0, 60)) mail(mailbox);
        clock.set(noted); // the boundaries are those of that moment
        var sets = new ArrayList<Set<State>>();
        for (var state : State.values()) sets.add(Set.of(state));
        sets.add(Set.of(State.LOCKED, State.LAPSED));
        sets.add(Set.of(State.DISABLED, State.MAIL_FAILED, State.NEVER_USED));
        sets.add(EnumSet.allOf(State.class));
        store().read(
                        view -> {
                            for (var states : sets) compare(view, mailboxes, states);
                            return true;
                        });
    }

    private void compare(MailboxStore.View view, List<Mailbox> all, Set<State> states) {
        var expected =
                all.stream()
                        .filter(m -> states.stream().anyMatch(state -> is(view, m, state)))
                        .map(m -> m.extensions().getFirst())
                        .collect(Collectors.toSet());
        var query =
                new MailboxQuery(
                        "", Optional.empty(), Optional.empty(), states, Optional.empty(), 1000);
        var page = view.mailboxes().page(query);
        assertThat(page.items().stream().map(m -> m.extensions().getFirst()))
                .as(states.toString())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(page.total()).isEqualTo(expected.size());
        var counts = view.mailboxes().counts();
        assertThat(counts.all()).isEqualTo(all.size());
        if (states.size() == 1)
            assertThat(counts.in(states.iterator().next())).isEqualTo(expected.size());
        assertThat(expected).as("some are, some aren't: " + states).isNotEmpty();
        assertThat(expected.size()).isLessThan(all.size());
    }
}
