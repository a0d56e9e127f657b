package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.store.Revision;
import org.ovalogin.core.store.RevisionChanges;
import org.ovalogin.storage.database.Exclusion;

/// Versions of objects, which are raised only alone. For one thread.
final class SqlRevisions implements RevisionChanges {
    /// Subjects of one statement.
    private static final int PART = 500;

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
    public Map<String, Long> versions(Collection<String> subjects) {
        var versions = new HashMap<String, Long>();
        var all = List.copyOf(subjects);
        for (var from = 0; from < all.size(); from += PART)
            exclusion
                    .beside()
                    .createQuery(
                            "select subject, version from revision where subject in (<subjects>)")
                    .bindList("subjects", all.subList(from, Math.min(all.size(), from + PART)))
                    .map((row, _) -> versions.put(row.getString(1), row.getLong(2)))
                    .list();
        return versions;
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
