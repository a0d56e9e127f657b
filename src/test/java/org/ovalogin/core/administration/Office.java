package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Password;

/// Who administers a [Site], and what they do there again and again.
public final class Office {
    static final Password PASSWORD = Password.of("correct horse battery");
    static final Password WRONG_PASSWORD = Password.of("incorrect horse battery");
    static final String DESK = "192.0.2.10";

    private Office() {}

    public static Account account(Site site, String name, Role role) {
        return account(
                site, name, new AccountDetails(role, Optional.empty(), Optional.empty(), true));
    }

    public static Account account(Site site, String name, AccountDetails details) {
        return site.administration.accounts().add(name, details, PASSWORD, ADMINISTRATOR);
    }

    public static Actor actor(Account account) {
        return Actor.of(account, account.role().rights(), DESK);
    }

    static Mailbox enable(Site site, String extension, String address) {
        return site.administration
                .mailboxes()
                .enable(Mailboxes.Enabling.of("default", extension, address), ADMINISTRATOR)
                .mailbox();
    }

    /// What was found to be wrong.
    public static List<Fault> faults(ThrowingCallable act) {
        var refused = catchThrowableOfType(NotDone.class, act);
        return refused == null
                ? List.of()
                : refused.findings().stream().map(Finding::fault).toList();
    }

    /// All at the same moment.
    static <T> List<T> atOnce(int times, Callable<T> act) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(times)) {
            var running =
                    java.util.stream.IntStream.range(0, times)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return act.call();
                                                    }))
                            .toList();
            start.countDown();
            var results = new java.util.ArrayList<T>();
            for (Future<T> one : running) results.add(one.get());
            return results;
        }
    }
}
