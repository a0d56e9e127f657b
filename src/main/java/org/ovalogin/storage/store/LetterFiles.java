package org.ovalogin.storage.store;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.MailboxStore;

/// One server's files of letters that are written to a folder instead of sent.
///
/// @param place stands before the names of files in this server's folder; empty: there is only one
record LetterFiles(String place) {
    private record OpenFile(Notice notice, String file) {}

    String here(String file) {
        return place + file;
    }

    void comesToLieHere(Handle handle, Notice notice) {
        if (place.isEmpty()) return;
        handle.createUpdate("update outbox set file = :file where notice_id = :id")
                .bind("file", here(notice.file()))
                .bind("id", notice.id().toString())
                .execute();
    }

    /// Files whose PIN or link is over, and which this server has to delete.
    List<String> over(SqlSnapshot view) {
        return Stream.concat(filesOver(view), filesLeft(view))
                // a name without a folder was never claimed, so its file does not exist
                .filter(file -> file.startsWith(place) || !file.contains("/"))
                .map(file -> file.startsWith(place) ? file.substring(place.length()) : file)
                .toList();
    }

    /// The query narrows them down to a few candidates.
    private static Stream<String> filesOver(SqlSnapshot view) {
        return view
                .handle()
                .createQuery(
                        """
                        select o.* from outbox o join mailbox m on m.mailbox_guid = o.mailbox_guid
                            join mailbox_policy p on p.policy_guid = m.policy_guid
                        where o.file is not null and (o.with_pin = 1 or o.kind = 'RESET_LINK')
                            and (o.delivered_at is not null or o.claimed_until < :now)
                            and (m.pin_version <> o.pin_version or o.kind = 'RESET_LINK'
                                or coalesce(m.pin_lapses_at, m.pin_set_at + cast(p.temporary_pin_hours as bigint) * 3600000) <= :now)
                        """)
                .bind("now", view.now().toEpochMilli())
                .map((row, _) -> new OpenFile(Rows.notice(row), row.getString("file")))
                .list()
                .stream()
                .filter(open -> over(view, open.notice()))
                .map(OpenFile::file);
    }

    /// The notice's PIN was changed or replaced or has lapsed, or its link is over.
    private static boolean over(MailboxStore.View view, Notice notice) {
        var now = view.now();
        if (notice.kind() == Notice.Kind.RESET_LINK
                && !now.isBefore(notice.createdAt().plus(SelfService.LINK_LASTS))) return true;
        return notice.mailbox()
                .flatMap(view.mailboxes()::find)
                .filter(m -> m.pin().version() == notice.secret().pinVersion())
                .filter(m -> notice.kind() == Notice.Kind.RESET_LINK || !m.lapsed(now))
                .isEmpty();
    }

    private static Stream<String> filesLeft(SqlSnapshot view) {
        return view
                .handle()
                .createQuery("select file from left_file where deletable_after < :now")
                .bind("now", view.now().toEpochMilli())
                .mapTo(String.class)
                .list()
                .stream();
    }

    void deleted(Handle handle, String file) {
        for (var sql :
                List.of(
                        "update outbox set file = null where file in (:file, :here)",
                        "delete from left_file where file in (:file, :here)"))
            handle.createUpdate(sql).bind("file", file).bind("here", here(file)).execute();
    }
}
