package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.store.CallSession;

/// Sessions of calls that are in voice mail, within one transaction; those that are over are
/// deleted by [Sweep]. For one thread.
final class SqlCallSessions {
    private final Handle handle;
    private final Instant now;

    SqlCallSessions(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    void add(CallSession session) {
        handle.createUpdate(
                        "insert into session values (:token, :boundTo, :mailbox, :level, :version, :callEnds, 0, :refusals)")
                .bind("token", session.tokenHash())
                .bind("boundTo", session.boundTo())
                .bind("mailbox", session.mailbox().toString())
                .bind("level", session.level().name())
                .bind("version", session.pinVersion())
                .bind("callEnds", session.callEnds().toEpochMilli())
                .bind("refusals", session.refusals())
                .execute();
    }

    Optional<CallSession> redeem(String tokenHash, String boundTo) {
        return handle.createQuery(
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
