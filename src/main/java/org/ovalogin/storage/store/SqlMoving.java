package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.MovingChanges;
import org.ovalogin.core.store.ReadyArrivals;
import org.ovalogin.core.store.StagedPin;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;

/// Staged PINs, and the sources of mailboxes that were moved in. Only an import has them, and only
/// one import is at work, so they need no turn. For one thread.
final class SqlMoving implements MovingChanges {
    /// Bounds the values of one statement.
    private static final int MOST = 500;

    static final NamedSql MOVED =
            new NamedSql(
                    """
                    insert into moved_box (mailbox_guid, source, moved_at) values (:guid, :source, :now)
                    on conflict (mailbox_guid) do update set source = excluded.source, moved_at = excluded.moved_at
                    """);

    private static final NamedSql UNSTAGE =
            new NamedSql("delete from staged_pin where dial_plan = :dialPlan and digits = :digits");

    private static final NamedSql STAGE =
            new NamedSql(
                    """
                    insert into staged_pin (mailbox_guid, dial_plan, digits, sealed, staged_at)
                    values (:guid, :dialPlan, :digits, :sealed, :now)
                    """);

    private final Exclusion exclusion;
    private final Instant now;
    private final Consumer<List<Event>> appended;

    /// @param appended hears of events that come with arrivals
    SqlMoving(Exclusion exclusion, Instant now, Consumer<List<Event>> appended) {
        this.exclusion = exclusion;
        this.now = now;
        this.appended = appended;
    }

    @Override
    public Optional<String> source(UUID mailbox) {
        return exclusion
                .beside()
                .createQuery("select source from moved_box where mailbox_guid = :guid")
                .bind("guid", mailbox.toString())
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public Set<String> extensionsTaken(String dialPlan, Collection<String> digits) {
        var taken = new HashSet<String>();
        inParts(
                digits,
                part ->
                        taken.addAll(
                                exclusion
                                        .beside()
                                        .createQuery(
                                                "select digits from extension where dial_plan = :dialPlan and digits in (<digits>)")
                                        .bind("dialPlan", dialPlan)
                                        .bindList("digits", part)
                                        .mapTo(String.class)
                                        .list()));
        return taken;
    }

    @Override
    public Set<String> addressesTaken(Collection<String> keys) {
        return taken("address_key", "mailbox", keys);
    }

    @Override
    public Set<String> aliasesTaken(Collection<String> keys) {
        return taken("alias_key", "alias", keys);
    }

    private Set<String> taken(String column, String table, Collection<String> keys) {
        var taken = new HashSet<String>();
        inParts(
                keys,
                part ->
                        taken.addAll(
                                exclusion
                                        .beside()
                                        .createQuery(
                                                "select %1$s from %2$s where %1$s in (<keys>)"
                                                        .formatted(column, table))
                                        .bindList("keys", part)
                                        .mapTo(String.class)
                                        .list()));
        return taken;
    }

    /// Lists the events that change no names, so that a new kind of event counts as a change.
    @Override
    public boolean renamedSince(long event) {
        return exclusion
                .beside()
                .createQuery(
                        """
                        select 1 from event where event_id > :event and name not in ('SIGN_IN', 'PIN_CHANGED', 'PIN_RESET',
                            'AUTOMATIC_RESET', 'LOCKED', 'UNLOCKED', 'LOCK_LIFTED', 'ACCOUNT_SIGN_IN', 'BUDGET_ALARM', 'BUDGET_RESET',
                            'MAIL_SENT', 'MAIL_FAILED', 'KEY_ROTATED', 'HASH_COST_CHANGED', 'BACKED_UP', 'MAIL_TESTED',
                            'CHECKLIST_CLOSED') limit 1
                        """)
                .bind("event", event)
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    @Override
    public List<UUID> staged() {
        return exclusion
                .beside()
                .createQuery("select mailbox_guid from staged_pin")
                .mapTo(String.class)
                .map(UUID::fromString)
                .list();
    }

    @Override
    public Map<UUID, String> sealed(Collection<UUID> mailboxes) {
        var sealed = new HashMap<UUID, String>();
        inParts(
                texts(mailboxes),
                part ->
                        exclusion
                                .beside()
                                .createQuery(
                                        "select mailbox_guid, sealed from staged_pin where mailbox_guid in (<guids>)")
                                .bindList("guids", part)
                                .map(
                                        (row, _) ->
                                                Map.entry(
                                                        UUID.fromString(
                                                                row.getString("mailbox_guid")),
                                                        row.getString("sealed")))
                                .forEach(e -> sealed.put(e.getKey(), e.getValue())));
        return sealed;
    }

    @Override
    public void stage(List<StagedPin> pins) {
        var former = new ArrayList<NamedSql.Row>();
        var rows = new ArrayList<NamedSql.Row>();
        for (var pin : pins) {
            former.add(
                    UNSTAGE.row()
                            .bind("dialPlan", pin.place().dialPlan())
                            .bind("digits", pin.place().extension()));
            rows.add(
                    STAGE.row()
                            .bind("guid", pin.mailbox().toString())
                            .bind("dialPlan", pin.place().dialPlan())
                            .bind("digits", pin.place().extension())
                            .bind("sealed", pin.sealed())
                            .bind("now", now.toEpochMilli()));
        }
        UNSTAGE.execute(exclusion.beside(), former);
        STAGE.execute(exclusion.beside(), rows);
    }

    @Override
    public void discard(Collection<UUID> mailboxes) {
        inParts(
                texts(mailboxes),
                part ->
                        exclusion
                                .beside()
                                .createUpdate(
                                        "delete from staged_pin where mailbox_guid in (<guids>)")
                                .bindList("guids", part)
                                .execute());
    }

    @Override
    public void moved(UUID mailbox, String source) {
        MOVED.execute(exclusion.beside(), List.of(row(mailbox, source, now)));
    }

    static NamedSql.Row row(UUID mailbox, String source, Instant now) {
        return MOVED.row()
                .bind("guid", mailbox.toString())
                .bind("source", source)
                .bind("now", now.toEpochMilli());
    }

    /// New rows concern nobody else. Their extensions and names stay free, since only exclusive
    /// transactions give any away, and these wait for this one.
    @Override
    public void arrive(ReadyArrivals arrivals) {
        var rows =
                switch (arrivals) {
                    case ArrivingRows ready -> ready;
                    case Arrivals plain -> ArrivingRows.of(plain);
                    default -> throw new IllegalArgumentException("arrivals of another store");
                };
        rows.insert(exclusion.beside());
        appended.accept(rows.events());
    }

    private static List<String> texts(Collection<UUID> guids) {
        return guids.stream().map(UUID::toString).toList();
    }

    private static void inParts(Collection<String> all, Consumer<List<String>> work) {
        var list = new ArrayList<>(all);
        for (var from = 0; from < list.size(); from += MOST)
            work.accept(list.subList(from, Math.min(from + MOST, list.size())));
    }
}
