package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.DESK;
import static org.ovalogin.core.administration.Office.PASSWORD;
import static org.ovalogin.core.administration.Office.WRONG_PASSWORD;
import static org.ovalogin.core.administration.Office.account;
import static org.ovalogin.core.administration.Office.atOnce;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.MailboxStore;

class AccountSignInTest extends OnSite {
    private static final String ELSEWHERE = "198.51.100.7";

    private AccountSignIn signIn;

    @BeforeEach
    void open() {
        signIn = site.administration.signIn();
        account(site, "boss", Role.ADMINISTRATOR);
        account(site, "tony", Role.ADMINISTRATOR);
    }

    private Result right(String from) {
        return signIn.attempt("tony", PASSWORD, from);
    }

    private Result wrong(String from) {
        return signIn.attempt("tony", WRONG_PASSWORD, from);
    }

    private static Duration delay(Result result) {
        return result instanceof Result.Delayed(var left) ? left : Duration.ZERO;
    }

    private long signIns(String result) {
        return site.number(
                "select coalesce(sum(occurrences), 0) from event where name = 'ACCOUNT_SIGN_IN' and result = '"
                        + result
                        + "'");
    }

    @Nested
    class Guessing {
        @Test
        void isRefusedAndSlowedDownMoreEachTimeToAQuarterOfAnHour() {
            for (var i = 0; i < 3; i++)
                assertThat(wrong(ELSEWHERE)).isEqualTo(new Result.Refused());
            var longest = Duration.ZERO;
            for (var i = 0; i < 20; i++) {
                var left = delay(wrong(ELSEWHERE));
                assertThat(left).isGreaterThanOrEqualTo(longest).isPositive();
                longest = left;
                site.clock.pass(left.minusMillis(1));
                assertThat(delay(wrong(ELSEWHERE))).isEqualTo(Duration.ofMillis(1));
                site.clock.pass(Duration.ofMillis(1));
                assertThat(wrong(ELSEWHERE)).isEqualTo(new Result.Refused());
            }
            assertThat(longest).isEqualTo(Duration.ofMinutes(15));
        }

        @Test
        void isChargedBeforeThePasswordIsLookedAt() {
            site.sql("update account set password_sealed = 'broken' where account_name = 'tony'");
            for (var i = 0; i < 3; i++) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> right(ELSEWHERE))
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(delay(right(ELSEWHERE))).isPositive();
        }

        @Test
        void inParallelIsNoMoreThanOneAfterTheOther() throws Exception {
            var results = atOnce(12, () -> wrong(ELSEWHERE));
            assertThat(results.stream().filter(r -> r.equals(new Result.Refused()))).hasSize(3);
            assertThat(results.stream().filter(r -> r instanceof Result.Delayed)).hasSize(9);
            assertThat(signIns("Failed")).isEqualTo(3);
            assertThat(signIns("Delayed")).isEqualTo(9);
        }

        @Test
        void ofManyNamesFromOneAddressIsSlowedDownToo() {
            for (var i = 0; i < 10; i++)
                assertThat(signIn.attempt("name" + i, WRONG_PASSWORD, ELSEWHERE))
                        .isEqualTo(new Result.Refused());
            assertThat(delay(right(ELSEWHERE))).isPositive();
            assertThat(right(DESK)).isInstanceOf(Result.In.class);
        }

        @Test
        void withAnOwnAccountInBetweenGainsNothing() {
            for (var i = 0; i < 10; i++) {
                signIn.attempt("name" + i, WRONG_PASSWORD, ELSEWHERE);
                site.clock.pass(Duration.ofMillis(1));
                var _ = signIn.attempt("boss", PASSWORD, ELSEWHERE);
            }
            assertThat(delay(signIn.attempt("boss", PASSWORD, ELSEWHERE))).isPositive();
        }

        @ParameterizedTest
        @CsvSource({
            "2001:db8:1:2::1, 2001:db8:1:2:ffff::9",
            "2001:db8:1:2::1, 2001:0DB8:1:2::1",
            "::ffff:198.51.100.7, 198.51.100.7"
        })
        void countsAddressesOfOneClientTogether(String one, String other) {
            for (var i = 0; i < 3; i++) wrong(one);
            assertThat(delay(wrong(other))).isPositive();
        }

        @ParameterizedTest
        @ValueSource(strings = {"fe80::1%eth9", "::nonsense::", "", "unknown"})
        void countsWhateverAnAddressLooksLike(String from) {
            for (var i = 0; i < 3; i++) wrong(from);
            assertThat(delay(wrong(from))).isPositive();
        }

        @Test
        void differsNotByTheNamesCase() {
            for (var i = 0; i < 3; i++) signIn.attempt("TONY", WRONG_PASSWORD, ELSEWHERE);
            assertThat(delay(wrong(ELSEWHERE))).isPositive();
        }

        @Test
        void isForgottenAfterADay() {
            for (var i = 0; i < 9; i++) {
                wrong(ELSEWHERE);
                site.clock.pass(Duration.ofMinutes(15));
            }
            site.clock.pass(Duration.ofHours(25));
            for (var i = 0; i < 3; i++)
                assertThat(wrong(ELSEWHERE)).isEqualTo(new Result.Refused());
            assertThat(delay(wrong(ELSEWHERE))).isEqualTo(Duration.ofSeconds(1));
            assertThat(site.number("select count(*) from sign_in_delay")).isLessThan(10);
        }

        @Test
        void delayIsLiftedByAnAdministrator() {
            for (var i = 0; i < 3; i++) wrong(DESK);
            assertThat(delay(right(DESK))).isPositive();
            site.administration.accounts().liftDelay("tony", ADMINISTRATOR);
            assertThat(right(DESK)).isInstanceOf(Result.In.class);
        }
    }

    @Nested
    class UnderPermanentAttack {
        private final AtomicInteger addresses = new AtomicInteger();

        /// A thousand addresses try as often as they may.
        private void attack(int times) {
            for (var i = 0; i < times; i++) {
                var n = addresses.incrementAndGet();
                wrong("203.0." + n / 250 % 250 + "." + n % 250);
            }
        }

        @Test
        void theOwnDeskIsNotDelayed() {
            assertThat(right(DESK)).isInstanceOf(Result.In.class);
            attack(40);
            assertThat(delay(wrong("203.0.113.99"))).isPositive();
            assertThat(right(DESK)).isInstanceOf(Result.In.class);
        }

        @Test
        void aNewAddressIsInWithinAMinuteWhoeverAsksMeanwhile() {
            attack(60);
            var left = delay(right(DESK));
            assertThat(left).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
            for (var second = 0; second < left.toSeconds(); second++) {
                site.clock.pass(Duration.ofSeconds(1));
                attack(3);
            }
            assertThat(right(DESK)).isInstanceOf(Result.In.class);
        }

        @Test
        void aTurnIsGoodForOneAttempt() {
            attack(60);
            site.clock.pass(delay(wrong(DESK)));
            assertThat(wrong(DESK)).isEqualTo(new Result.Refused());
            assertThat(delay(right(DESK))).isPositive();
        }
    }

    @Nested
    class UnknownName {
        @ParameterizedTest
        @ValueSource(strings = {"nobody", "", "' or '1'='1", "t\u00f6ny", "Hunter2 is my password"})
        void isRefusedAndDelayedAsAWrongPasswordIs(String name) {
            for (var i = 0; i < 3; i++)
                assertThat(signIn.attempt(name, PASSWORD, ELSEWHERE))
                        .isEqualTo(new Result.Refused());
            for (var i = 0; i < 3; i++) wrong(DESK);
            assertThat(delay(signIn.attempt(name, PASSWORD, ELSEWHERE)))
                    .isEqualTo(delay(wrong(DESK)))
                    .isPositive();
        }

        @Test
        void isKeptNowhere() {
            for (var i = 0; i < 5; i++) signIn.attempt("hunter2", PASSWORD, ELSEWHERE);
            var kept = site.texts("select * from event where name = 'ACCOUNT_SIGN_IN'");
            assertThat(kept).isNotEmpty();
            for (var column : new String[] {"result", "subject", "by_whom", "from_where"})
                assertThat(site.texts("select " + column + " from event"))
                        .noneMatch(t -> t.contains("hunter2"));
            // Not even a hash that others could make as well.
            assertThat(site.texts("select delay_key from sign_in_delay"))
                    .isNotEmpty()
                    .noneMatch(k -> k.contains("hunter2"))
                    .noneMatch(k -> k.contains(OneTimeSecrets.hash("hunter2").substring(0, 16)));
        }

        @Test
        void costsAsManyTransactionsAndHashesAsAWrongPassword() {
            var counted = new Counted(site);
            var known = counted.during(s -> s.attempt("tony", WRONG_PASSWORD, DESK));
            var unknown = counted.during(s -> s.attempt("nobody", WRONG_PASSWORD, ELSEWHERE));
            site.administration
                    .accounts()
                    .change(
                            "tony",
                            d -> new AccountDetails(d.role(), d.address(), d.mailbox(), false),
                            ADMINISTRATOR);
            var disabled = counted.during(s -> s.attempt("tony", PASSWORD, "192.0.2.77"));
            assertThat(unknown).isEqualTo(known);
            assertThat(disabled).isEqualTo(known);
        }
    }

    /// Counts transactions.
    private static final class Counted implements MailboxStore {
        private final Site site;
        private final AccountSignIn signIn;
        private String seen = "";

        Counted(Site site) {
            this.site = site;
            signIn = site.administration(this).signIn();
        }

        String during(Function<AccountSignIn, Result> act) {
            seen = "";
            assertThat(act.apply(signIn)).isEqualTo(new Result.Refused());
            return seen;
        }

        @Override
        public <T> T write(Function<Work, T> work) {
            seen += "w";
            return site.store.write(work);
        }

        @Override
        public <T> T read(Function<View, T> look) {
            seen += "r";
            return site.store.read(look);
        }
    }

    @Nested
    class Clock {
        @Test
        void thatIsSetBackDelaysNobodyForLonger() {
            site.clock.pass(Duration.ofDays(365));
            for (var i = 0; i < 12; i++) {
                wrong(DESK);
                site.clock.pass(Duration.ofMinutes(15));
            }
            wrong(DESK);
            assertThat(delay(right(DESK))).isPositive();
            site.clock.pass(Duration.ofDays(-365));
            assertThat(right(DESK)).isInstanceOf(Result.In.class);
        }

        @Test
        void thatIsSetBackStillCountsFailures() {
            for (var i = 0; i < 3; i++) wrong(DESK);
            site.clock.pass(Duration.ofHours(-1));
            assertThat(wrong(DESK)).isEqualTo(new Result.Refused());
            assertThat(delay(wrong(DESK))).isPositive();
        }
    }

    @Nested
    class WhileSomethingElseChanges {
        private Result meanwhile(Runnable act) {
            return Meanwhile.at(site, 2, act).signIn().attempt("tony", PASSWORD, DESK);
        }

        @Test
        void disabledAccountIsNotLetIn() {
            assertThat(
                            meanwhile(
                                    () ->
                                            site.administration
                                                    .accounts()
                                                    .change(
                                                            "tony",
                                                            d ->
                                                                    new AccountDetails(
                                                                            d.role(),
                                                                            d.address(),
                                                                            d.mailbox(),
                                                                            false),
                                                            ADMINISTRATOR)))
                    .isEqualTo(new Result.Refused());
        }

        @Test
        void removedAccountIsNotLetInNorItsSuccessor() {
            assertThat(
                            meanwhile(
                                    () -> {
                                        site.administration
                                                .accounts()
                                                .remove("tony", ADMINISTRATOR);
                                        account(site, "tony", Role.ADMINISTRATOR);
                                    }))
                    .isEqualTo(new Result.Refused());
        }

        @Test
        void oldPasswordDoesNotOpenASessionNorSetAnother() {
            var in = (Result.In) right(DESK);
            site.administration
                    .accounts()
                    .setPassword(
                            "tony",
                            Password.of("another horse battery"),
                            Accounts.TokensThen.END,
                            ADMINISTRATOR);
            assertThat(faults(() -> signIn.open(in.account(), DESK)))
                    .containsExactly(Fault.ACCOUNT_CHANGED);
            assertThat(
                            faults(
                                    () ->
                                            site.administration
                                                    .accounts()
                                                    .setOwnPassword(
                                                            in.account(),
                                                            Password.of("a thief's own battery"),
                                                            Optional.empty(),
                                                            ADMINISTRATOR.origin())))
                    .containsExactly(Fault.ACCOUNT_CHANGED);
        }
    }
}
