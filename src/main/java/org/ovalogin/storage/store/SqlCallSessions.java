package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.CallSessionChanges;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;

/// Sessions of calls that are in voice mail. Each is a row of its call's own, so they are written
/// beside others. [Sweep] deletes those that are over. For one thread.
final class SqlCallSessions implements CallSessionChanges {
    private static final NamedSql INSERT =
            new NamedSql(
                    "insert into session values (:token, :boundTo, :mailbox, :level, :version, :callEnds, 0, :refusals)");

    private static final NamedSql REMOVE =
            new NamedSql("delete from session where token_hash = :token and used = 0");

    private static final NamedSql TAKE =
            new NamedSql(
                    """
                    update session set used = 1
                    where token_hash = :token and bound_to = :boundTo and used = 0 and call_ends > :now returning *
                    """);

    private final Exclusion exclusion;
    private final Instant now;

    SqlCallSessions(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public void add(CallSession session) {
        exclusion.change(
                INSERT.row()
                        .bind("token", session.key().tokenHash())
                        .bind("boundTo", session.key().boundTo())
                        .bind("mailbox", session.entry().mailbox().toString())
                        .bind("level", session.entry().level().name())
                        .bind("version", session.entry().pinVersion())
                        .bind("callEnds", session.callEnds().toEpochMilli())
                        .bind("refusals", session.refusals()));
    }

    @Override
    public void remove(String tokenHash) {
        REMOVE.update(exclusion.beside(), REMOVE.row().bind("token", tokenHash));
    }

    @Override
    public Optional<CallSession> redeem(String tokenHash, String boundTo) {
        return TAKE.first(
                exclusion.beside(),
                TAKE.row()
                        .bind("token", tokenHash)
                        .bind("boundTo", boundTo)
                        .bind("now", now.toEpochMilli()),
                Rows::session);
    }
}
