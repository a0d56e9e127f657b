package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.store.Revision;

/// The table `revision`.
final class SqlRevisions {
    private final Handle handle;
    private final Instant now;

    SqlRevisions(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    Revision find(String subject) {
        return handle.createQuery("select * from revision where subject = :subject")
                .bind("subject", subject)
                .map(
                        (row, _) ->
                                new Revision(
                                        subject,
                                        row.getLong("version"),
                                        Optional.of(
                                                new Revision.Last(
                                                        row.getString("revised_by"),
                                                        Instant.ofEpochMilli(
                                                                row.getLong("revised_at"))))))
                .findOne()
                .orElseGet(() -> Revision.none(subject));
    }

    void revise(String subject, String by) {
        handle.createUpdate(
                        """
                        insert into revision (subject, version, revised_by, revised_at) values (:subject, 1, :by, :now)
                        on conflict (subject) do update set version = revision.version + 1, revised_by = :by, revised_at = :now
                        """)
                .bind("subject", subject)
                .bind("by", by)
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
