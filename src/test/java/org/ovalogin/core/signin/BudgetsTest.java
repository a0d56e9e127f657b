package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.CALL;
import static org.ovalogin.core.administration.Site.EXTENSION;
import static org.ovalogin.core.administration.Site.KEY;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.FailingStore;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.store.MemoryBuckets;

class BudgetsTest extends OnSite {
    private static final MailboxKey NOBODY = new MailboxKey("default", "59999");
    private static final Verdict REFUSED = new Verdict.Refused();

    private TokenBuckets buckets;
    private BudgetAlarms alarms;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void open() {
        buckets = new MemoryBuckets(this::nanos);
        alarms = new BudgetAlarms(site.store, Runnable::run);
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, site.clock.instant()).toNanos();
    }

    private SignIn signIn(Map<Budget, Allowance> allowances) {
        return signIn(allowances, site.store, pauses::add);
    }

    private SignIn signIn(
            Map<Budget, Allowance> allowances, MailboxStore store, Consumer<Duration> pause) {
        var budgets = new Budgets(allowances, buckets, site.safe, alarms, pause);
        return site.signIn(store, site.queue, budgets);
    }

    private static Allowance allowed(int failures) {
        return new Allowance(failures, 1, Duration.ofHours(1));
    }

    private static CallSource from(String number, String trunk) {
        return new CallSource(number, trunk, "127.0.0.1", Optional.empty());
    }

    /// Wrong entries with a mailbox that there is not.
    private static void fail(SignIn signIn, int times, CallSource source) {
        for (var i = 0; i < times; i++)
            assertThat(signIn.attempt(NOBODY, WRONG, source)).isEqualTo(REFUSED);
    }

    private int overBudget() {
        return site.signIns(SignInResult.OVER_BUDGET);
    }

    @Nested
    class OfACaller {
        private SignIn signIn;

        @BeforeEach
        void begin() {
            signIn = signIn(Map.of(Budget.CALLER_NUMBER, allowed(3)));
        }

        @Test
        void isSpentByFailuresWhateverTheMailbox() {
            fail(signIn, 2, CALL);
            signIn.attempt(KEY, WRONG, CALL);
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isEqualTo(REFUSED);
            assertThat(overBudget()).isEqualTo(1);
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(1);
        }

        @Test
        void fillsAgainOneByOne() {
            fail(signIn, 3, CALL);
            site.clock.pass(Duration.ofMinutes(59));
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isEqualTo(REFUSED);
            site.clock.pass(Duration.ofMinutes(1));
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isInstanceOf(Verdict.Admitted.class);
            fail(signIn, 2, CALL);
            assertThat(overBudget()).isEqualTo(2);
        }

        @Test
        void isNotTouchedByTheRightPin() {
            for (var i = 0; i < 20; i++)
                assertThat(signIn.attempt(KEY, RIGHT, CALL)).isInstanceOf(Verdict.Admitted.class);
            fail(signIn, 3, CALL);
            assertThat(overBudget()).isZero();
        }

        @Test
        void isTheirsAlone() {
            fail(signIn, 4, CALL);
            assertThat(overBudget()).isEqualTo(1);
            assertThat(signIn.attempt(KEY, RIGHT, from("4155550101", CALL.trunk())))
                    .isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void isNobodysWhereNumbersAreWithheld() {
            for (var number : List.of("", "anonymous"))
                fail(signIn, 10, from(number, CALL.trunk()));
            assertThat(overBudget()).isZero();
        }

        @Test
        void raisesNoAlarm() {
            fail(signIn, 10, CALL);
            assertThat(site.events(Event.Name.BUDGET_ALARM)).isZero();
        }
    }

    @Nested
    class OfATrunk {
        private SignIn signIn;

        @BeforeEach
        void begin() {
            signIn = signIn(Map.of(Budget.TRUNK, allowed(5)));
        }

        @Test
        void holdsWhateverNumbersAreForged() {
            for (var i = 0; i < 20; i++)
                signIn.attempt(NOBODY, WRONG, from("415555" + (1000 + i), "PJSIP/trunk"));
            assertThat(overBudget()).isEqualTo(15);
            assertThat(signIn.attempt(KEY, RIGHT, from("4155550101", "PJSIP/51235")))
                    .isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void isOneForAnIsdnLineThatIsNamedAfterItsCallers() {
            for (var i = 0; i < 20; i++)
                signIn.attempt(NOBODY, WRONG, from("", "DAHDI/i1/415555" + (1000 + i)));
            assertThat(overBudget()).isEqualTo(15);
        }

        @Test
        void isOfOneServer() {
            fail(signIn, 6, CALL);
            var other = new CallSource("", CALL.trunk(), "127.0.0.2", Optional.empty());
            assertThat(signIn.attempt(KEY, RIGHT, other)).isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void boundsParallelCallers() throws Exception {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var calls = new ArrayList<Callable<Verdict>>();
                for (var i = 0; i < 40; i++) calls.add(() -> signIn.attempt(KEY, WRONG, CALL));
                for (var verdict : callers.invokeAll(calls))
                    assertThat(verdict.get()).isEqualTo(REFUSED);
            }
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(5);
            assertThat(overBudget()).isEqualTo(35);
        }

        @Test
        void raisesOneAlarmAnHour() {
            fail(signIn, 20, CALL);
            assertThat(site.texts("select subject from event where name = 'BUDGET_ALARM'"))
                    .containsExactly("127.0.0.1 PJSIP/trunk");
            site.clock.pass(Duration.ofHours(1));
            fail(signIn, 20, CALL);
            assertThat(site.events(Event.Name.BUDGET_ALARM)).isEqualTo(2);
        }

        @Test
        void isFilledByAnAdministrator() {
            fail(signIn, 20, CALL);
            // as a command beside the server
            new BudgetAlarms(site.store, Runnable::run).reset(ADMINISTRATOR);
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isEqualTo(REFUSED);
            alarms.look();
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isInstanceOf(Verdict.Admitted.class);
            assertThat(site.events(Event.Name.BUDGET_RESET)).isEqualTo(1);
            fail(signIn, 6, CALL);
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isEqualTo(REFUSED);
        }
    }

    @Nested
    class ThatOnlyDelays {
        private SignIn signIn;

        @BeforeEach
        void begin() {
            signIn = signIn(Map.of(Budget.TOTAL, allowed(4), Budget.CALLER_NUMBER, allowed(30)));
        }

        @Test
        void mayBeTheLargestThereIs() {
            var largest = signIn(Map.of(Budget.TOTAL, Allowance.of("1000000 + 1/day")));
            fail(largest, 1, CALL);
            assertThat(largest.attempt(KEY, RIGHT, CALL)).isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void refusesNobody() {
            fail(signIn, 20, CALL);
            assertThat(signIn.attempt(KEY, RIGHT, CALL)).isInstanceOf(Verdict.Admitted.class);
            assertThat(overBudget()).isZero();
        }

        @Test
        void delaysLongerWithEveryFailureBeyondIt() {
            fail(signIn, 10, CALL);
            assertThat(pauses)
                    .extracting(Duration::toMillis)
                    .containsExactly(2_500L, 5_000L, 7_500L, 10_000L, 10_000L, 10_000L);
        }

        @Test
        void delaysTheRightPinAndTheRefusedAlike() {
            fail(signIn, 30, from("4155550101", CALL.trunk()));
            pauses.clear();
            signIn.attempt(KEY, RIGHT, CALL);
            signIn.attempt(KEY, WRONG, CALL);
            signIn.attempt(KEY, RIGHT, from("4155550101", CALL.trunk()));
            assertThat(overBudget()).isEqualTo(1);
            assertThat(pauses).containsOnly(Duration.ofSeconds(10)).hasSize(3);
        }

        @Test
        void isOverAsSoonAsItHasFilledAgain() {
            fail(signIn, 20, CALL);
            site.clock.pass(Duration.ofHours(5));
            pauses.clear();
            fail(signIn, 1, CALL);
            assertThat(pauses).isEmpty();
        }

        @Test
        void holdsNoTicketMeanwhile() {
            var tickets = new ArrayList<Integer>();
            var delaying =
                    signIn(
                            Map.of(Budget.TOTAL, allowed(1)),
                            site.store,
                            _ -> {
                                var all =
                                        IntStream.range(0, 8)
                                                .mapToObj(_ -> site.queue.ticket().orElseThrow())
                                                .toList();
                                tickets.add(all.size());
                                all.forEach(t -> t.close());
                            });
            fail(delaying, 2, CALL);
            assertThat(tickets).containsExactly(8);
        }

        @Test
        void raisesAnAlarm() {
            fail(signIn, 10, CALL);
            assertThat(site.texts("select result from event where name = 'BUDGET_ALARM'"))
                    .containsExactly("Total");
        }
    }

    @Nested
    class Alarm {
        private void account(String name, Role role, Optional<String> address) {
            account(name, new AccountDetails(role, address, Optional.empty(), true));
        }

        private void account(String name, AccountDetails details) {
            site.administration
                    .accounts()
                    .add(name, details, Password.of("correct horse battery"), ADMINISTRATOR);
        }

        private List<Letter> alarm() {
            fail(signIn(Map.of(Budget.TRUNK, allowed(1))), 9, CALL);
            return site.outbox.claim(9, Duration.ofHours(1));
        }

        @Test
        void isMailedToEveryAdministratorWithAnAddressOnce() {
            account("tony", Role.ADMINISTRATOR, Optional.of("tony@contoso.com"));
            account("tony2", Role.ADMINISTRATOR, Optional.of("Tony@Contoso.com"));
            account("ada", Role.ADMINISTRATOR, Optional.of("ada@elsewhere.com"));
            account("ada2", Role.ADMINISTRATOR, Optional.of("ADA@elsewhere.com"));
            account("nobody", Role.ADMINISTRATOR, Optional.empty());
            account("hank", Role.HELPDESK, Optional.of("hank@elsewhere.com"));
            account("audrey", Role.AUDITOR, Optional.of("audrey@elsewhere.com"));
            account(
                    "gone",
                    new AccountDetails(
                            Role.ADMINISTRATOR,
                            Optional.of("gone@elsewhere.com"),
                            Optional.empty(),
                            false));
            var mail = alarm().stream().map(Letter::notice).toList();
            assertThat(mail)
                    .extracting(Notice::recipient)
                    .containsExactlyInAnyOrder("tony@contoso.com", "ada@elsewhere.com");
            assertThat(mail).extracting(Notice::kind).containsOnly(Notice.Kind.BUDGET_ALARM);
            assertThat(mail).extracting(Notice::by).containsOnly("Trunk 127.0.0.1 PJSIP/trunk");
        }

        @Test
        void isMailedToTheMailboxOfWhoHasNoOtherAddress() {
            account(
                    "tony",
                    new AccountDetails(
                            Role.ADMINISTRATOR, Optional.empty(), Optional.of(site.guid()), true));
            assertThat(alarm())
                    .extracting(letter -> letter.notice().recipient())
                    .containsExactly("tony@contoso.com");
        }

        @Test
        void isInTheLanguageOfTheMailboxElseOfTheDialPlan() {
            site.sql("update dial_plan set default_language = 'it-IT'");
            site.sql("update mailbox set owner_language = 'fr'");
            account("tony", Role.ADMINISTRATOR, Optional.of("tony@contoso.com"));
            account("ada", Role.ADMINISTRATOR, Optional.of("ada@elsewhere.com"));
            assertThat(alarm())
                    .extracting(Letter::name, Letter::language)
                    .containsExactlyInAnyOrder(
                            tuple("Tony Smith", Language.FR), tuple("ada", Language.IT));
        }

        @Test
        void isInEnglishWhereTheDialPlanIsUnknown() {
            account("ada", Role.ADMINISTRATOR, Optional.of("ada@elsewhere.com"));
            alarms.raise(Budget.TOTAL, "127.0.0.1", "");
            assertThat(site.outbox.claim(9, Duration.ofHours(1)))
                    .extracting(Letter::language)
                    .containsExactly(Language.EN);
        }

        @Test
        void isNotMailedWhereItIsNotRecorded() {
            account("ada", Role.ADMINISTRATOR, Optional.of("ada@elsewhere.com"));
            var failing = new FailingStore(site.store, 1, FailingStore.When.BEFORE);
            new BudgetAlarms(failing, Runnable::run).raise(Budget.TOTAL, "127.0.0.1", "default");
            assertThat(site.mail()).isEmpty();
            alarms.raise(Budget.TOTAL, "127.0.0.1", "default");
            assertThat(site.mail()).hasSize(1);
        }
    }

    @Nested
    class OfAnOwnPhone {
        private SignIn signIn;

        @BeforeEach
        void begin() {
            signIn =
                    signIn(
                            Map.of(
                                    Budget.CALLER_NUMBER, allowed(1),
                                    Budget.TRUNK, allowed(1),
                                    Budget.TOTAL, allowed(1)));
        }

        private final CallSource desk =
                new CallSource(EXTENSION, "PJSIP/51234", "127.0.0.1", Optional.of(KEY));

        @Test
        void thereIsNone() {
            for (var i = 0; i < 4; i++) signIn.attempt(KEY, WRONG, desk);
            assertThat(signIn.attempt(KEY, RIGHT, desk)).isInstanceOf(Verdict.Admitted.class);
            assertThat(pauses).isEmpty();
        }

        @Test
        void thereIsOneForOtherMailboxes() {
            fail(signIn, 5, desk);
            assertThat(overBudget()).isEqualTo(4);
            assertThat(signIn.attempt(KEY, RIGHT, desk)).isInstanceOf(Verdict.Admitted.class);
        }
    }

    @Nested
    class InTimesOfTrouble {
        private final Map<Budget, Allowance> allowances = Map.of(Budget.TRUNK, allowed(3));

        @Test
        void nothingIsChargedWhereTheMailboxIsNot() {
            for (var i = 0; i < 10; i++) {
                var gone = new FailingStore(site.store, 1, FailingStore.When.BEFORE);
                assertThat(signIn(allowances, gone, pauses::add).attempt(KEY, WRONG, CALL))
                        .isInstanceOf(Verdict.Unavailable.class);
            }
            assertThat(signIn(allowances).attempt(KEY, RIGHT, CALL))
                    .isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void levelsAreToldWithoutACharge() {
            var all = Map.of(Budget.TRUNK, allowed(3), Budget.TOTAL, allowed(4));
            var signIn = signIn(all);
            for (var i = 0; i < 2; i++) signIn.attempt(KEY, WRONG, CALL);
            var budgets = new Budgets(all, buckets, site.safe, alarms, pauses::add);
            var levels = new BudgetLevels(site.store, budgets);
            assertThat(levels.now()).containsExactly(level(Budget.TOTAL, "all", 2, 4));
            for (var i = 0; i < 3; i++) signIn.attempt(KEY, WRONG, CALL);
            for (var i = 0; i < 2; i++)
                assertThat(levels.now())
                        .containsExactly(
                                level(Budget.TOTAL, "all", 1, 4),
                                level(Budget.TRUNK, "127.0.0.1 PJSIP/trunk", 0, 3));
            alarms.reset(ADMINISTRATOR);
            assertThat(levels.now()).extracting(BudgetLevel::left).containsExactly(4L, 3L);
        }

        private static BudgetLevel level(Budget budget, String whose, long left, int size) {
            return new BudgetLevel(new BudgetLevel.Source(budget, whose), left, size);
        }

        @Test
        void nobodyIsLetInWithoutABudget() {
            buckets =
                    new TokenBuckets() {
                        @Override
                        public Taken take(List<Bucket> asked) {
                            throw new StoreException("gone", new IllegalStateException());
                        }

                        @Override
                        public Map<Bucket, Long> left(List<Bucket> asked) {
                            throw new StoreException("gone", new IllegalStateException());
                        }

                        @Override
                        public void giveBack(List<Bucket> charged) {}

                        @Override
                        public void tidy() {}
                    };
            assertThat(signIn(allowances).attempt(KEY, RIGHT, CALL))
                    .isInstanceOf(Verdict.Unavailable.class);
            assertThat(site.mailbox().lockouts().outside().failures()).isZero();
        }
    }

    /// A sign-in has these ends that are no verdict; each is tried with a mailbox and without,
    /// right and wrong.
    @Nested
    class WhereSomethingFails {
        private final Map<Budget, Allowance> one = Map.of(Budget.TRUNK, allowed(1));

        private boolean charged() {
            var probe = signIn(one).attempt(KEY, RIGHT, CALL);
            return probe.equals(REFUSED);
        }

        private Verdict attempt(MailboxStore store, HashQueue queue, MailboxKey key, Pin pin) {
            var budgets = new Budgets(one, buckets, site.safe, alarms, pauses::add);
            return site.signIn(store, queue, budgets).attempt(key, pin, CALL);
        }

        /// Something happens around the write of that number, from 1.
        private MailboxStore with(int write, Runnable before, Runnable after) {
            return new MailboxStore() {
                private int writes;

                @Override
                public <T> T write(Function<Work, T> work) {
                    var now = ++writes == write;
                    if (now) before.run();
                    var result = site.store.write(work);
                    if (now) after.run();
                    return result;
                }

                @Override
                public <T> T read(Function<View, T> look) {
                    return site.store.read(look);
                }
            };
        }

        @ParameterizedTest
        @EnumSource(FailingStore.When.class)
        void aChargeThatIsNotKnownCostsNoBudgetAndStaysTheMailboxs(FailingStore.When when) {
            var store = new FailingStore(site.store, 1, when);
            assertThat(attempt(store, site.queue, KEY, WRONG))
                    .isInstanceOf(Verdict.Unavailable.class);
            assertThat(site.mailbox().lockouts().outside().failures())
                    .isEqualTo(when == FailingStore.When.AFTER_COMMIT ? 1 : 0);
            assertThat(charged()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(FailingStore.When.class)
        void aRightPinWhoseVerdictFailsCostsNone(FailingStore.When when) {
            var store = new FailingStore(site.store, 2, when);
            assertThat(attempt(store, site.queue, KEY, RIGHT))
                    .isInstanceOf(Verdict.Unavailable.class);
            assertThat(charged()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(FailingStore.When.class)
        void aWrongPinWhoseVerdictFailsStaysCharged(FailingStore.When when) {
            var store = new FailingStore(site.store, 2, when);
            assertThat(attempt(store, site.queue, KEY, WRONG))
                    .isInstanceOf(Verdict.Unavailable.class);
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(1);
            assertThat(charged()).isTrue();
        }

        /// The server stops between the charge and its comparison.
        @Test
        void aComparisonThatDoesNotEndCostsNoneWithAMailboxAndWithout() {
            for (var key : List.of(KEY, NOBODY)) {
                var queue = new HashQueue(Site.HASHER, new HashSettings(1, 1, Site.WAIT));
                var store = with(1, () -> {}, queue::close);
                assertThat(attempt(store, queue, key, WRONG))
                        .isInstanceOf(Verdict.Unavailable.class);
            }
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(1);
            assertThat(charged()).isFalse();
        }

        @Test
        void oneThatFindsNoTicketCostsNone() {
            var queue = new HashQueue(Site.HASHER, new HashSettings(1, 1, Site.WAIT));
            queue.close();
            assertThat(attempt(site.store, queue, KEY, WRONG))
                    .isInstanceOf(Verdict.Unavailable.class);
            assertThat(charged()).isFalse();
        }

        @Test
        void anErrorCostsNone() {
            Runnable error =
                    () -> {
                        throw new OutOfMemoryError("of the test");
                    };
            for (var key : List.of(KEY, NOBODY))
                assertThatThrownBy(() -> attempt(with(1, error, error), site.queue, key, WRONG))
                        .isInstanceOf(OutOfMemoryError.class);
            assertThat(charged()).isFalse();
        }

        @Test
        void aRightPinThatWasOvertakenCostsNone() {
            var pins = site.administration.pins();
            var store = with(2, () -> pins.lock(site.guid(), ADMINISTRATOR), () -> {});
            assertThat(attempt(store, site.queue, KEY, RIGHT)).isEqualTo(REFUSED);
            assertThat(site.signIns(SignInResult.STALE)).isEqualTo(1);
            pins.unlock(site.guid(), ADMINISTRATOR);
            assertThat(charged()).isFalse();
        }

        @Test
        void whatCanNotBeGivenBackNowIsGivenBackLater() {
            var down = new boolean[] {false};
            var shaky =
                    new TokenBuckets() {
                        @Override
                        public Taken take(List<Bucket> asked) {
                            return buckets.take(asked);
                        }

                        @Override
                        public Map<Bucket, Long> left(List<Bucket> asked) {
                            return buckets.left(asked);
                        }

                        @Override
                        public void giveBack(List<Bucket> charged) {
                            if (down[0]) throw new IllegalStateException("down");
                            buckets.giveBack(charged);
                        }

                        @Override
                        public void tidy() {}
                    };
            var budgets = new Budgets(one, shaky, site.safe, alarms, pauses::add);
            var store = new FailingStore(site.store, 1, FailingStore.When.BEFORE);
            var signIn = site.signIn(store, site.queue, budgets);
            down[0] = true;
            assertThat(signIn.attempt(KEY, WRONG, CALL)).isInstanceOf(Verdict.Unavailable.class);
            assertThatThrownBy(budgets::settleOwed).isInstanceOf(IllegalStateException.class);
            down[0] = false;
            budgets.settleOwed();
            assertThat(charged()).isFalse();
        }
    }

    @Test
    void restOfAChargeIsGivenBackWhereOneBudgetIsSpent() {
        var signIn = signIn(Map.of(Budget.CALLER_NUMBER, allowed(10), Budget.TRUNK, allowed(3)));
        fail(signIn, 20, CALL);
        assertThat(overBudget()).isEqualTo(17);
        fail(signIn, 7, from(CALL.number(), "PJSIP/other-1"));
        fail(signIn, 7, from(CALL.number(), "PJSIP/other-2"));
        fail(signIn, 2, from(CALL.number(), "PJSIP/other-3"));
        assertThat(overBudget()).isEqualTo(17 + 4 + 4 + 1);
    }
}
