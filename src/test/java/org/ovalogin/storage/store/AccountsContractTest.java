package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.core.administration.KeptForms;
import org.ovalogin.core.store.StoreException;

/// What is expected of the store about those who administer.
class AccountsContractTest extends EachDatabase {
    Account account(String name, Role role) {
        return new Account(
                UUID.randomUUID(),
                name,
                new AccountDetails(role, Optional.empty(), Optional.empty(), true),
                "sealed",
                clock.instant(),
                Optional.empty());
    }

    Account addedAccount(String name) {
        var account = account(name, Role.ADMINISTRATOR);
        store().change(work -> work.accounts().add(account));
        return account;
    }

    private List<Account> accounts() {
        return store().read(view -> view.accounts().all());
    }

    @Nested
    class RoundTrip {
        @Test
        void accountWithEverythingIsFoundByNameWithoutCaseAndByGuid() {
            var mailbox = added("51234");
            var account =
                    new Account(
                            UUID.randomUUID(),
                            "Tony@contoso.com",
                            new AccountDetails(
                                    Role.HELPDESK,
                                    Optional.of("Tony.Smith@contoso.com"),
                                    Optional.of(mailbox.guid()),
                                    false),
                            "v1:k:s",
                            clock.instant(),
                            Optional.of(clock.instant().plusMillis(1)));
            store().change(work -> work.accounts().add(account));
            assertThat(seen(v -> v.accounts().find("TONY@CONTOSO.COM"))).contains(account);
            assertThat(seen(v -> v.accounts().find(account.guid()))).contains(account);
            assertThat(seen(v -> v.accounts().find("tony"))).isEmpty();
            assertThat(seen(v -> v.accounts().find(UUID.randomUUID()))).isEmpty();
        }

        @Test
        void accountsComeInTheOrderOfTheirNamesWithoutCase() {
            var b = addedAccount("bob");
            var a = addedAccount("Alice");
            var c = addedAccount("Carol");
            assertThat(accounts()).containsExactly(a, b, c);
        }

        @Test
        void savedAccountIsAsItWasSaved() {
            var before = addedAccount("alice");
            var saved =
                    new Account(
                            before.guid(),
                            "Bob",
                            new AccountDetails(
                                    Role.AUDITOR,
                                    Optional.of("b@contoso.com"),
                                    Optional.empty(),
                                    false),
                            "other",
                            before.createdAt(),
                            Optional.of(clock.instant().plusSeconds(5)));
            store().change(work -> work.accounts().save(saved));
            assertThat(accounts()).containsExactly(saved);
            assertThat(seen(v -> v.accounts().find("bob"))).contains(saved);
        }
    }

    @Test
    void nameIsTakenWithoutRegardToCase() {
        addedAccount("alice");
        assertThatThrownBy(() -> addedAccount("ALICE")).isInstanceOf(StoreException.class);
        assertThat(accounts()).hasSize(1);
    }

    @Test
    void removedAccountTakesItsTokensAndSessionsWithItAndNobodyElses() {
        var alice = addedAccount("alice");
        var bob = addedAccount("bob");
        var tokens = List.of(token(alice, "a"), token(bob, "b"));
        var sessions = List.of(session(alice, "sa"), session(bob, "sb"));
        store().change(
                        work -> {
                            tokens.forEach(work.tokens()::add);
                            sessions.forEach(work.sessions()::add);
                            work.accounts().remove(alice);
                        });
        assertThat(accounts()).containsExactly(bob);
        assertThat(seen(v -> v.tokens().find("a"))).isEmpty();
        assertThat(seen(v -> v.tokens().find("b"))).isPresent();
        assertThat(seen(v -> v.sessions().find("sa"))).isEmpty();
        assertThat(seen(v -> v.sessions().find("sb"))).isPresent();
    }

    @Test
    void accountOutlivesItsMailbox() {
        var mailbox = added("51234");
        var alice = addedAccount("alice");
        var owner =
                new Account(
                        alice.guid(),
                        alice.name(),
                        new AccountDetails(
                                alice.role(), alice.address(), Optional.of(mailbox.guid()), true),
                        alice.passwordSealed(),
                        alice.createdAt(),
                        alice.lastSignIn());
        store().change(work -> work.accounts().save(owner));
        store().change(work -> work.mailboxes().remove(mailbox));
        assertThat(accounts()).containsExactly(alice);
    }

    Token token(Account account, String hash) {
        return new Token(
                UUID.randomUUID(),
                "of " + hash,
                new Token.Grant(account, Role.AUDITOR),
                hash,
                new Token.Lifetime(clock.instant(), clock.instant().plus(Duration.ofDays(90))),
                Optional.empty());
    }

    @Nested
    class Tokens {
        @Test
        void comeInTheOrderOfAccountsAndCreationThoseThatHaveExpiredIncluded() {
            var bob = addedAccount("bob");
            var alice = addedAccount("Alice");
            var first = token(bob, "1");
            var other = token(alice, "2");
            clock.pass(Duration.ofDays(100));
            var second = token(bob, "3");
            store().change(work -> List.of(second, first, other).forEach(work.tokens()::add));
            List<Token> all = store().read(view -> view.tokens().all());
            assertThat(all).containsExactly(other, first, second);
        }

        @Test
        void areUsedAndRemoved() {
            var token = token(addedAccount("alice"), "hash");
            store().change(work -> work.tokens().add(token));
            assertThat(seen(v -> v.tokens().find("hash"))).contains(token);
            assertThat(seen(v -> v.tokens().find("HASH"))).isEmpty();
            var used =
                    new Token(
                            token.id(),
                            token.name(),
                            new Token.Grant(token.grant().account(), token.grant().role()),
                            token.hash(),
                            new Token.Lifetime(
                                    token.lifetime().createdAt(), token.lifetime().expiresAt()),
                            Optional.of(clock.instant().plusSeconds(9)));
            store().change(work -> work.tokens().used(used));
            assertThat(seen(v -> v.tokens().find("hash"))).contains(used);
            store().change(work -> work.tokens().remove(used));
            assertThat(seen(v -> v.tokens().find("hash"))).isEmpty();
        }
    }

    WebSession session(Account account, String hash) {
        return new WebSession(
                hash,
                account,
                clock.instant(),
                clock.instant(),
                clock.instant().plus(Duration.ofHours(12)));
    }

    @Nested
    class WebSessions {
        @Test
        void areSeenAndRemoved() {
            var session = session(addedAccount("alice"), "s");
            store().change(work -> work.sessions().add(session));
            assertThat(seen(v -> v.sessions().find("s"))).contains(session);
            var seen =
                    new WebSession(
                            "s",
                            session.account(),
                            session.createdAt(),
                            clock.instant().plusSeconds(60),
                            session.expiresAt());
            store().change(work -> work.sessions().seen(seen));
            assertThat(seen(v -> v.sessions().find("s"))).contains(seen);
            store().change(work -> work.sessions().remove(seen));
            assertThat(seen(v -> v.sessions().find("s"))).isEmpty();
        }

        @Test
        void allOfAnAccountButOneAreRemoved() {
            var alice = addedAccount("alice");
            var bob = addedAccount("bob");
            store().change(
                            work -> {
                                for (var hash : List.of("1", "2", "3"))
                                    work.sessions().add(session(alice, hash));
                                work.sessions().add(session(bob, "4"));
                                work.sessions().removeOf(alice.guid(), Optional.of("2"));
                            });
            assertThat(left("1", "2", "3", "4")).containsExactly("2", "4");
            store().change(work -> work.sessions().removeOf(alice.guid(), Optional.empty()));
            assertThat(left("1", "2", "3", "4")).containsExactly("4");
        }

        @Test
        void areForgottenTenMinutesAfterTheyAreOver() {
            var alice = addedAccount("alice");
            store().change(work -> work.sessions().add(session(alice, "old")));
            clock.pass(Duration.ofHours(12).plus(KeptForms.LATE).minusMillis(1));
            store().change(work -> work.sessions().add(session(alice, "new")));
            sweep(Duration.ZERO);
            assertThat(left("old", "new")).containsExactly("old", "new");
            clock.pass(Duration.ofMillis(2));
            sweep(Duration.ZERO);
            assertThat(left("old", "new")).containsExactly("new");
        }

        @Test
        void whatIsToBeShownOnceIsWipedOnceItsTimeIsOver() {
            var session = session(addedAccount("alice"), "s");
            store().change(
                            work -> {
                                work.sessions().add(session);
                                work.sessions()
                                        .keepOnce(
                                                session,
                                                "sealed",
                                                clock.instant().plus(Duration.ofMinutes(2)));
                            });
            sweep(Duration.ZERO);
            clock.pass(Duration.ofMinutes(2));
            assertThat(store().<Optional<String>>write(work -> work.sessions().takeOnce(session)))
                    .isEmpty();
            assertThat(kept()).isOne();
            clock.pass(Duration.ofMillis(1));
            sweep(Duration.ZERO);
            assertThat(kept()).isZero();
            assertThat(left("s")).containsExactly("s");
        }

        private int kept() {
            return database()
                    .reader()
                    .withHandle(
                            h ->
                                    h.createQuery(
                                                    "select count(*) from web_session where shown_once_sealed is not null or shown_once_until is not null")
                                            .mapTo(int.class)
                                            .one());
        }

        private List<String> left(String... hashes) {
            return List.of(hashes).stream()
                    .filter(hash -> seen(v -> v.sessions().find(hash)).isPresent())
                    .toList();
        }
    }

    @Nested
    class Delays {
        private Delay saved(String key, int failures, Instant notBefore) {
            var delay = new Delay(key, failures, clock.instant(), notBefore);
            store().change(work -> work.delays().save(delay));
            return delay;
        }

        @Test
        void newerOneReplacesTheOneOfItsKey() {
            var now = clock.instant();
            saved("k", 1, now);
            var other = saved("other", 1, now);
            clock.pass(Duration.ofSeconds(1));
            var newer = saved("k", 2, now.plusSeconds(30));
            assertThat(seen(v -> v.delays().find("k"))).contains(newer);
            assertThat(seen(v -> v.delays().find("other"))).contains(other);
            assertThat(seen(v -> v.delays().find("K"))).isEmpty();
        }

        @Test
        void thoseThatBeginSoAreRemovedWhateverCharactersItHas() {
            var keys = List.of("a_%\u2603|x", "a_%\u2603|", "A_%\u2603|x", "abc\u2603|x", "a_%");
            for (var key : keys) saved(key, 1, clock.instant());
            store().change(work -> work.delays().removeBeginning("a_%\u2603|"));
            assertThat(keys.stream().filter(k -> seen(v -> v.delays().find(k)).isPresent()))
                    .containsExactly("A_%\u2603|x", "abc\u2603|x", "a_%");
        }

        @Test
        void areForgottenADayAfterTheirEnd() {
            saved("old", 1, clock.instant());
            saved("long", 1, clock.instant().plus(Duration.ofDays(30)));
            clock.pass(Duration.ofDays(1));
            sweep(Duration.ZERO);
            assertThat(seen(v -> v.delays().find("old"))).isPresent();
            clock.pass(Duration.ofMillis(1));
            sweep(Duration.ZERO);
            assertThat(seen(v -> v.delays().find("old"))).isEmpty();
            assertThat(seen(v -> v.delays().find("long"))).isPresent();
        }
    }
}
