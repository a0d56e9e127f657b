package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.DESK;
import static org.ovalogin.core.administration.Office.PASSWORD;
import static org.ovalogin.core.administration.Office.WRONG_PASSWORD;
import static org.ovalogin.core.administration.Office.account;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.pin.ComparedCosts;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinHasher.Cost;

/// Administrators' passwords whose hash is of another cost than the one in force.
class PasswordCostTest {
    private static final Cost OLD = new Cost(8, 1);
    private static final Cost NEW = new Cost(16, 2);
    private static final Password ANOTHER = Password.of("another horse battery");

    @TempDir Path folder;
    private final AtomicReference<Cost> inForce = new AtomicReference<>(OLD);
    private final ComparedCosts compared = new ComparedCosts(inForce::get);
    private Site site;
    private AccountSignIn signIn;

    @BeforeEach
    void open() {
        site = Site.with(folder, _ -> {}, plan -> plan.hasher = compared.hasher());
        signIn = site.administration.signIn();
        account(site, "boss", Role.ADMINISTRATOR);
        account(site, "tony", Role.ADMINISTRATOR);
        inForce.set(NEW);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Account tony() {
        return site.store.read(view -> view.accounts().find("tony")).orElseThrow();
    }

    private Cost cost() {
        return PinHasher.cost(site.safe.password(tony()));
    }

    private Result.In in(Result result) {
        assertThat(result).isInstanceOf(Result.In.class);
        return (Result.In) result;
    }

    private long events() {
        return site.number("select sum(occurrences) from event where name = 'ACCOUNT_SIGN_IN'");
    }

    private static AccountDetails disabled(AccountDetails details) {
        return new AccountDetails(details.role(), details.address(), details.mailbox(), false);
    }

    @Test
    void nextSuccessRenewsTheHashAndNothingElse() {
        var before = tony();

        var in = in(signIn.attempt("tony", PASSWORD, DESK));

        assertThat(cost()).isEqualTo(NEW);
        var after = tony();
        assertThat(after)
                .isEqualTo(
                        before.signedIn(site.clock.instant()).withPassword(after.passwordSealed()));
        assertThat(in.account()).isEqualTo(after);
        assertThat(events()).isEqualTo(1);
        in(signIn.attempt("tony", PASSWORD, DESK));
        assertThat(tony().passwordSealed()).isEqualTo(after.passwordSealed());
    }

    @Test
    void sessionsOpenBeforeAndAfterIt() {
        inForce.set(OLD);
        var earlier = signIn.open(in(signIn.attempt("tony", PASSWORD, DESK)).account(), DESK);
        inForce.set(NEW);
        var later = signIn.open(in(signIn.attempt("tony", PASSWORD, DESK)).account(), DESK);

        assertThat(signIn.session(earlier.cookie(), DESK)).isPresent();
        assertThat(signIn.session(later.cookie(), DESK)).isPresent();
    }

    @Test
    void wrongPasswordRenewsNothing() {
        assertThat(signIn.attempt("tony", WRONG_PASSWORD, DESK)).isEqualTo(new Result.Refused());
        assertThat(cost()).isEqualTo(OLD);
    }

    @Test
    void ownPasswordCanBeChangedWithAnOldHash() {
        signIn.changeOwnPassword(tony(), PASSWORD, ANOTHER, Optional.empty(), DESK);
        in(signIn.attempt("tony", ANOTHER, DESK));
        assertThat(cost()).isEqualTo(NEW);
    }

    @Nested
    class WhileSomethingElseChanges {
        private Result meanwhile(Runnable act) {
            return Meanwhile.at(site, 2, act).signIn().attempt("tony", PASSWORD, DESK);
        }

        @Test
        void signInBesideAnotherThatRenewsIsLetIn() {
            var other = new AtomicReference<Result>();
            var mine = in(meanwhile(() -> other.set(signIn.attempt("tony", PASSWORD, DESK))));

            assertThat(signIn.open(mine.account(), DESK).cookie()).isNotEmpty();
            assertThat(signIn.open(in(other.get()).account(), DESK).cookie()).isNotEmpty();
            assertThat(cost()).isEqualTo(NEW);
        }

        @Test
        void newerPasswordWins() {
            var result =
                    meanwhile(
                            () ->
                                    site.administration
                                            .accounts()
                                            .setPassword(
                                                    "tony",
                                                    ANOTHER,
                                                    Accounts.TokensThen.END,
                                                    ADMINISTRATOR));
            assertThat(result).isEqualTo(new Result.Refused());
            in(signIn.attempt("tony", ANOTHER, DESK));
        }
    }

    @Nested
    class Refused {
        private List<Cost> costs(String name) {
            compared.taken();
            var from = "198.51.100." + (name.hashCode() & 0xff);
            site.sql("delete from sign_in_delay");
            assertThat(signIn.attempt(name, WRONG_PASSWORD, from)).isEqualTo(new Result.Refused());
            return compared.taken();
        }

        @Test
        void disabledAccountCostsAsMuchAsItsOwnHash() {
            site.administration
                    .accounts()
                    .change("tony", PasswordCostTest::disabled, ADMINISTRATOR);
            assertThat(costs("tony")).containsExactly(OLD);
        }

        @Test
        void unknownNamesCostInTheProportionOfTheComparisonsAndTheSameEachTime() {
            in(signIn.attempt("boss", PASSWORD, DESK));
            for (var i = 0; i < 50; i++) {
                assertThat(costs("boss")).containsExactly(NEW);
                assertThat(costs("tony")).containsExactly(OLD);
            }
            var names = IntStream.range(0, 100).mapToObj(i -> "nobody" + i).toList();
            var first = names.stream().flatMap(name -> costs(name).stream()).toList();
            assertThat(first).hasSize(100);
            assertThat(first.stream().filter(OLD::equals).count()).isBetween(25L, 75L);
            var again =
                    names.stream()
                            .flatMap(
                                    name -> costs(name.toUpperCase(java.util.Locale.ROOT)).stream())
                            .toList();
            assertThat(again).isEqualTo(first);
        }
    }
}
