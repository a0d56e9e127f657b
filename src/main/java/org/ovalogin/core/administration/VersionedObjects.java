package org.ovalogin.core.administration;

import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.FieldChanges;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Revision;

/// Dial plans or policies: objects with a version, which administrators make, change and remove.
abstract class VersionedObjects<T> {
    private final MailboxStore store;

    VersionedObjects(MailboxStore store) {
        this.store = store;
    }

    /// Names it in the table of versions.
    abstract String subject(T object);

    /// @throws NotDone if this object can't become that one
    abstract void check(MailboxStore.View view, T before, T after);

    /// @throws NotDone if a new object can't be this one
    abstract void check(MailboxStore.View view, T fresh);

    abstract void insert(MailboxStore.Work work, T object);

    abstract void save(MailboxStore.Work work, T object);

    abstract void delete(MailboxStore.Work work, T object, Actor actor);

    /// The mailboxes that need the object.
    abstract MailboxQuery users(T object);

    abstract String name(T object);

    /// Says what to do about an object in use.
    abstract String remedy();

    abstract String dialPlan(T object);

    /// The event of a change of any kind.
    abstract Event.Name event();

    /// The fields and their values, for the record of changes.
    abstract SequencedMap<String, String> fields(T object);

    private void record(
            MailboxStore.Work work, String result, T object, FieldChanges changes, Actor actor) {
        work.events()
                .append(
                        Event.about(
                                        work.now(),
                                        event(),
                                        result,
                                        dialPlan(object),
                                        name(object),
                                        actor.origin())
                                .with(changes));
    }

    final T make(Function<MailboxStore.View, T> fresh, Actor actor) {
        actor.require(Right.MANAGE);
        return store.write(
                work -> {
                    var made = made(work, fresh);
                    insert(work, made);
                    record(work, "Created", made, FieldChanges.NONE, actor);
                    return made;
                });
    }

    final T wouldMake(Function<MailboxStore.View, T> fresh, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(view -> made(view, fresh));
    }

    final Versioned<T> seen(Function<MailboxStore.View, T> find) {
        return store.read(
                view -> {
                    var object = find.apply(view);
                    return new Versioned<>(object, view.revisions().find(subject(object)));
                });
    }

    final T change(Function<MailboxStore.View, T> find, UnaryOperator<T> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.write(
                work -> {
                    var before = current(work, find, actor);
                    var changed = changed(work, before, change);
                    if (changed.equals(before)) return before;
                    save(work, changed);
                    work.revisions().revise(subject(changed), actor.name());
                    var changes = FieldChanges.between(fields(before), fields(changed));
                    record(work, "Changed", changed, changes, actor);
                    return changed;
                });
    }

    final void remove(Function<MailboxStore.View, T> find, Actor actor) {
        actor.require(Right.MANAGE);
        store.change(
                work -> {
                    var object = current(work, find, actor);
                    var total = total(work, object);
                    if (total > 0)
                        throw new NotDone(
                                "Identity",
                                Fault.IN_USE,
                                name(object),
                                String.valueOf(total),
                                remedy());
                    delete(work, object, actor);
                    record(work, "Removed", object, FieldChanges.NONE, actor);
                });
    }

    /// The object of the version that the actor has seen.
    final T current(MailboxStore.View view, Function<MailboxStore.View, T> find, Actor actor) {
        var object = find.apply(view);
        Revision.check(view, subject(object), actor);
        return object;
    }

    final T changed(MailboxStore.View view, T before, UnaryOperator<T> change) {
        return changed(
                () -> {
                    var changed = change.apply(before);
                    check(view, before, changed);
                    return changed;
                });
    }

    /// The changed object, whose place among others is not checked.
    ///
    /// @throws NotDone if a value is outside its range
    final T changed(Supplier<T> change) {
        try {
            return change.get();
        } catch (OutOfRange e) {
            throw TextChecks.refused(e);
        }
    }

    final long total(MailboxStore.View view, T object) {
        return view.mailboxes().page(users(object)).total();
    }

    private T made(MailboxStore.View view, Function<MailboxStore.View, T> fresh) {
        return changed(
                () -> {
                    var made = fresh.apply(view);
                    check(view, made);
                    return made;
                });
    }
}
