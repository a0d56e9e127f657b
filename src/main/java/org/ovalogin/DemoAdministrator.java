package org.ovalogin;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Accounts;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.pin.Password;

/// The account of `--demo`. Each start makes a new password and token and revokes the old ones.
final class DemoAdministrator {
    private static final String NAME = "demo";
    private static final int DAYS = 30;

    /// No vowels: no words can come about, nor the account's name.
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";

    private static final int LENGTH = 20;

    private DemoAdministrator() {}

    static void make(Administration administration, SecureRandom random, PrintWriter out) {
        var actor = Actor.local(NAME);
        var password = password(random);
        var account = account(administration.accounts(), Password.of(password), actor);
        var tokens = administration.tokens();
        tokens.all(actor).stream()
                .filter(token -> token.grant().account().guid().equals(account.guid()))
                .forEach(token -> tokens.remove(token.id().toString(), actor));
        var token = tokens.issue(account, NAME, Optional.empty(), DAYS, actor).secret();
        out.printf("demo administrator %s %s%ndemo token %s%n", NAME, password, token);
    }

    private static Account account(Accounts accounts, Password password, Actor actor) {
        var details =
                new AccountDetails(Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), true);
        if (accounts.all(actor).stream().noneMatch(a -> a.name().equalsIgnoreCase(NAME)))
            return accounts.add(NAME, details, password, actor);
        accounts.setPassword(NAME, password, Accounts.TokensThen.END, actor);
        accounts.liftDelay(NAME, actor);
        return accounts.change(NAME, _ -> details, actor);
    }

    private static String password(SecureRandom random) {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
