package org.ovalogin.core.administration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.Revision;

/// Keeps a form that was sent just after its session had ended by time, until its account has
/// signed in again. The browser keeps it, sealed; the server stores nothing. Thread-safe.
///
/// A session that somebody ended has no row, so nothing of it is kept. Nor is anything kept once
/// the account has been changed since: its role may be a smaller one.
public final class KeptForms {
    /// How long after its session's end a form is still kept.
    public static final Duration LATE = Duration.ofMinutes(10);

    /// Time for signing in again.
    private static final Duration SIGN_IN_WITHIN = Duration.ofMinutes(10);

    /// Time for reading a preview.
    private static final Duration CONFIRM_WITHIN = Duration.ofMinutes(30);

    private final MailboxStore store;
    private final PinSafe safe;
    private final AccountSignIn.Limits limits;

    KeptForms(MailboxStore store, PinSafe safe, AccountSignIn.Limits limits) {
        this.store = store;
        this.safe = safe;
        this.limits = limits;
    }

    /// @param cookie the session's secret
    /// @param csrf the form's token
    /// @param address the form's own
    /// @param fields without secrets
    /// @return empty unless cookie and token are of one session that ended by time within [#LATE]
    public Optional<String> seal(String cookie, String csrf, String address, String fields) {
        if (cookie.length() > AccountSignIn.LONGEST_SECRET) return Optional.empty();
        if (!same(AccountSignIn.csrf(cookie), csrf)) return Optional.empty();
        var hash = OneTimeSecrets.hash(cookie);
        return store.read(
                view ->
                        view.sessions()
                                .find(hash)
                                .filter(session -> endedByTime(session, view.now()))
                                .filter(session -> unchangedSince(view, session))
                                .map(WebSession::account)
                                .map(
                                        account ->
                                                seal(
                                                        view,
                                                        account,
                                                        address,
                                                        fields,
                                                        SIGN_IN_WITHIN)));
    }

    private String seal(
            MailboxStore.View view,
            Account account,
            String address,
            String fields,
            Duration within) {
        var text =
                "%d %d %s"
                        .formatted(
                                view.now().plus(within).toEpochMilli(),
                                version(view, account),
                                fields);
        return safe.sealForm(account, address, text);
    }

    /// Seals what a signed-in account is asked to confirm. The browser keeps it.
    ///
    /// @param address names the question
    public String seal(Account account, String address, String text) {
        return store.read(view -> seal(view, account, address, text, CONFIRM_WITHIN));
    }

    /// The fields; empty for another account or address, after their time, and once the account has
    /// been changed.
    public Optional<String> open(Account account, String address, String sealed) {
        var text = safe.openForm(account, address, sealed);
        if (text.isEmpty()) return text;
        var parts = text.get().split(" ", 3);
        var until = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        var version = Long.parseLong(parts[1]);
        var valid =
                store.read(view -> view.now().isBefore(until) && version(view, account) == version);
        return valid ? Optional.of(parts[2]) : Optional.empty();
    }

    private Instant end(WebSession session) {
        var idle = session.lastSeen().plus(limits.idle());
        return idle.isBefore(session.expiresAt()) ? idle : session.expiresAt();
    }

    private boolean endedByTime(WebSession session, Instant now) {
        var end = end(session);
        return session.account().enabled() && !now.isBefore(end) && now.isBefore(end.plus(LATE));
    }

    private boolean unchangedSince(MailboxStore.View view, WebSession session) {
        return view.revisions()
                .find(Revision.of(session.account()))
                .last()
                .filter(last -> last.at().isAfter(end(session)))
                .isEmpty();
    }

    private static long version(MailboxStore.View view, Account account) {
        return view.revisions().find(Revision.of(account)).version();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
