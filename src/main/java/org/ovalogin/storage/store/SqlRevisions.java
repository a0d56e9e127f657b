package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.store.Revision;
import org.ovalogin.core.store.RevisionChanges;
import org.ovalogin.storage.database.Exclusion;

/// Versions of objects, which are raised only alone. For one thread.
final class SqlRevisions implements RevisionChanges {
    private final Exclusion exclusion;
    private final Instant now;

    SqlRevisions(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public Revision find(String subject) {
        return exclusion
                .beside()
                .createQuery("select * from revision where subject = :subject")
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

    @Override
    public void revise(String subject, String by) {
        exclusion
                .handle()
                .createUpdate(
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
