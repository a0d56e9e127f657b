package org.ovalogin.storage.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Hands out a transaction's connection, and so decides what the transaction reaches. Where
/// transactions run side by side, this one keeps to a mailbox and what belongs to it, which the
/// lock on the mailbox's row guards. As soon as it asks for more, it is given up and run again,
/// alone. For one thread.
///
/// SQL has no other way to the connection than [#handle()], [#of(UUID)] and [#beside()], so no
/// statement can forget the question. What is changed only alone (dial plans, policies, accounts,
/// who has which extension) stays as it is for transactions side by side.
public final class Exclusion {
    /// The transaction has to be run again, alone.
    public static final class Needed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Needed() {
            super("", null, false, false);
        }
    }

    private final Beginning beginning;
    private final boolean alone;
    private Optional<UUID> mailbox = Optional.empty();
    private boolean needed;

    /// Statements without a result that are still to be sent, before any other and at the end.
    private final List<NamedSql.Row> waiting = new ArrayList<>();

    /// @param alone no other transaction writes before the end of this one, or this one only reads
    public Exclusion(Beginning beginning, boolean alone) {
        this.beginning = beginning;
        this.alone = alone;
    }

    /// The transaction's time.
    public Instant now() {
        return beginning.now();
    }

    /// For all SQL that is not known to stay with one mailbox.
    public Handle handle() {
        if (!alone) {
            needed = true;
            throw new Needed();
        }
        return beside();
    }

    /// For SQL that stays with this mailbox; its row has to be locked, or the transaction alone.
    public Handle of(UUID guid) {
        return mailbox.filter(guid::equals).isPresent() ? beside() : handle();
    }

    /// For the few statements that need no turn: they lock the one row that they find, touch a row
    /// that concerns nobody else, or read what is changed only alone.
    public Handle beside() {
        send();
        return beginning.begin();
    }

    /// The rows of a query for which [#beside()] would do.
    public <T> List<T> list(NamedSql.Row query, NamedSql.Reader<T> reader) {
        send();
        return beginning.list(query, reader);
    }

    /// Changes rows, as SQL of [#of(UUID)] may. Where transactions run side by side the database is
    /// another process, and gets the statement together with later ones.
    public void change(UUID guid, NamedSql.Row values) {
        if (mailbox.filter(guid::equals).isEmpty()) {
            var _ = handle();
        }
        change(values);
    }

    /// Changes rows, as SQL of [#beside()] may.
    public void change(NamedSql.Row values) {
        if (alone) values.of().update(beside(), values);
        else waiting.add(values);
    }

    /// Sends the statements that wait for later ones.
    public void send() {
        if (waiting.isEmpty()) return;
        var all = List.copyOf(waiting);
        waiting.clear();
        NamedSql.together(beginning.begin(), all);
    }

    /// This mailbox's row is locked from now on. Two of them want the transaction alone.
    public void locked(UUID guid) {
        if (mailbox.filter(m -> !m.equals(guid)).isPresent()) {
            var _ = handle();
        }
        mailbox = Optional.of(guid);
    }

    /// Ends the transaction's statements. Its code may have gone on after a refusal. The commit
    /// goes with the statements that still wait, if any: the database is then asked once instead of
    /// twice.
    public void end() {
        if (needed) throw new Needed();
        if (!waiting.isEmpty()) NamedSql.commit(beginning.begin(), waiting);
    }
}
