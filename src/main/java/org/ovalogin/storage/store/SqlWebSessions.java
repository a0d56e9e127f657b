package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.SessionChanges;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.storage.database.Exclusion;

/// Sessions of accounts. [Sweep] deletes those that are over. For one thread.
final class SqlWebSessions implements SessionChanges {
    private final Exclusion exclusion;
    private final Instant now;

    SqlWebSessions(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public Optional<WebSession> find(String hash) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select * from web_session s join account a on a.account_guid = s.account_guid where s.session_hash = :hash
                        """)
                .bind("hash", hash)
                .map((row, _) -> AccountRows.webSession(row))
                .findOne();
    }

    @Override
    public void add(WebSession session) {
        exclusion
                .handle()
                .createUpdate(
                        "insert into web_session (session_hash, account_guid, begun_at, last_seen, ends_at) values (:hash, :account, :begunAt, :lastSeen, :endsAt)")
                .bind("hash", session.hash())
                .bind("account", session.account().guid().toString())
                .bind("begunAt", session.createdAt().toEpochMilli())
                .bind("lastSeen", session.lastSeen().toEpochMilli())
                .bind("endsAt", session.expiresAt().toEpochMilli())
                .execute();
    }

    @Override
    public void seen(WebSession session) {
        exclusion
                .handle()
                .createUpdate(
                        "update web_session set last_seen = :lastSeen where session_hash = :hash")
                .bind("hash", session.hash())
                .bind("lastSeen", session.lastSeen().toEpochMilli())
                .execute();
    }

    @Override
    public void remove(WebSession session) {
        exclusion
                .handle()
                .createUpdate("delete from web_session where session_hash = :hash")
                .bind("hash", session.hash())
                .execute();
    }

    @Override
    public void keepOnce(WebSession session, String sealed, Instant until) {
        exclusion
                .handle()
                .createUpdate(
                        "update web_session set shown_once_sealed = :sealed, shown_once_until = :until where session_hash = :hash")
                .bind("hash", session.hash())
                .bind("sealed", sealed)
                .bind("until", until.toEpochMilli())
                .execute();
    }

    @Override
    public Optional<String> takeOnce(WebSession session) {
        var sealed =
                exclusion
                        .handle()
                        .createQuery(
                                "select shown_once_sealed from web_session where session_hash = :hash and shown_once_until > :now")
                        .bind("hash", session.hash())
                        .bind("now", now.toEpochMilli())
                        .mapTo(String.class)
                        .findOne();
        sealed.ifPresent(
                _ ->
                        exclusion
                                .handle()
                                .createUpdate(
                                        "update web_session set shown_once_sealed = null, shown_once_until = null where session_hash = :hash")
                                .bind("hash", session.hash())
                                .execute());
        return sealed;
    }

    @Override
    public void removeOf(UUID account, Optional<String> butHash) {
        exclusion
                .handle()
                .createUpdate(
                        "delete from web_session where account_guid = :account and session_hash <> :but")
                .bind("account", account.toString())
                .bind("but", butHash.orElse(""))
                .execute();
    }
}
