package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.CallSessionChanges;
import org.ovalogin.storage.database.Exclusion;

/// Sessions of calls that are in voice mail. Each is a row of its call's own, so they are written
/// beside others. [Sweep] deletes those that are over. For one thread.
final class SqlCallSessions implements CallSessionChanges {
    private final Exclusion exclusion;
    private final Instant now;

    SqlCallSessions(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public void add(CallSession session) {
        exclusion
                .beside()
                .createUpdate(
                        "insert into session values (:token, :boundTo, :mailbox, :level, :version, :callEnds, 0, :refusals)")
                .bind("token", session.key().tokenHash())
                .bind("boundTo", session.key().boundTo())
                .bind("mailbox", session.entry().mailbox().toString())
                .bind("level", session.entry().level().name())
                .bind("version", session.entry().pinVersion())
                .bind("callEnds", session.callEnds().toEpochMilli())
                .bind("refusals", session.refusals())
                .execute();
    }

    @Override
    public Optional<CallSession> redeem(String tokenHash, String boundTo) {
        return exclusion
                .beside()
                .createQuery(
                        """
                        update session set used = 1
                        where token_hash = :token and bound_to = :boundTo and used = 0 and call_ends > :now returning *
                        """)
                .bind("token", tokenHash)
                .bind("boundTo", boundTo)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> Rows.session(row))
                .findOne();
    }
}
