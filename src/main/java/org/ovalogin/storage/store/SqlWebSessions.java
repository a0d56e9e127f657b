package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.WebSession;

/// Sessions of accounts, and the delays of their sign-ins, within one transaction. What is over is
/// deleted by [Sweep]. For one thread.
final class SqlWebSessions {
    private final Handle handle;
    private final Instant now;

    SqlWebSessions(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    Optional<WebSession> find(String hash) {
        return handle.createQuery(
                        """
                        select * from web_session s join account a on a.account_guid = s.account_guid where s.session_hash = :hash
                        """)
                .bind("hash", hash)
                .map((row, _) -> AccountRows.webSession(row))
                .findOne();
    }

    void add(WebSession session) {
        handle.createUpdate(
                        "insert into web_session (session_hash, account_guid, begun_at, last_seen, ends_at) values (:hash, :account, :begunAt, :lastSeen, :endsAt)")
                .bind("hash", session.hash())
                .bind("account", session.account().guid().toString())
                .bind("begunAt", session.createdAt().toEpochMilli())
                .bind("lastSeen", session.lastSeen().toEpochMilli())
                .bind("endsAt", session.expiresAt().toEpochMilli())
                .execute();
    }

    void seen(WebSession session) {
        handle.createUpdate(
                        "update web_session set last_seen = :lastSeen where session_hash = :hash")
                .bind("hash", session.hash())
                .bind("lastSeen", session.lastSeen().toEpochMilli())
                .execute();
    }

    void remove(WebSession session) {
        handle.createUpdate("delete from web_session where session_hash = :hash")
                .bind("hash", session.hash())
                .execute();
    }

    void keepOnce(WebSession session, String sealed, Instant until) {
        handle.createUpdate(
                        "update web_session set shown_once_sealed = :sealed, shown_once_until = :until where session_hash = :hash")
                .bind("hash", session.hash())
                .bind("sealed", sealed)
                .bind("until", until.toEpochMilli())
                .execute();
    }

    Optional<String> takeOnce(WebSession session) {
        var sealed =
                handle.createQuery(
                                "select shown_once_sealed from web_session where session_hash = :hash and shown_once_until > :now")
                        .bind("hash", session.hash())
                        .bind("now", now.toEpochMilli())
                        .mapTo(String.class)
                        .findOne();
        sealed.ifPresent(
                _ ->
                        handle.createUpdate(
                                        "update web_session set shown_once_sealed = null, shown_once_until = null where session_hash = :hash")
                                .bind("hash", session.hash())
                                .execute());
        return sealed;
    }

    void removeOf(UUID account, Optional<String> butHash) {
        handle.createUpdate(
                        "delete from web_session where account_guid = :account and session_hash <> :but")
                .bind("account", account.toString())
                .bind("but", butHash.orElse(""))
                .execute();
    }

    Optional<Delay> delay(String key) {
        return handle.createQuery("select * from sign_in_delay where delay_key = :key")
                .bind("key", key)
                .map((row, _) -> AccountRows.delay(row))
                .findOne();
    }

    void save(Delay delay) {
        handle.createUpdate(
                        """
                        insert into sign_in_delay values (:key, :failures, :last, :notBefore)
                        on conflict (delay_key) do update set failures = :failures, last_failure = :last, not_before = :notBefore
                        """)
                .bind("key", delay.key())
                .bind("failures", delay.failures())
                .bind("last", delay.last().toEpochMilli())
                .bind("notBefore", delay.notBefore().toEpochMilli())
                .execute();
    }

    void removeDelays(String prefix) {
        handle.createUpdate(
                        "delete from sign_in_delay where substr(delay_key, 1, :length) = :prefix")
                .bind("length", prefix.codePointCount(0, prefix.length()))
                .bind("prefix", prefix)
                .execute();
    }

    /// Gives the delays of an account its mark under another key.
    void renameDelays(String mark, String newMark) {
        handle.createUpdate(
                        """
                        update sign_in_delay set delay_key = replace(delay_key, :mark, :new)
                        where delay_key like :own or delay_key like :known
                        """)
                .bind("mark", mark)
                .bind("new", newMark)
                .bind("own", mark + "|%")
                .bind("known", "known|" + mark + "|%")
                .execute();
    }
}
