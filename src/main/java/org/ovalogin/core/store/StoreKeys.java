package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Origin;

/// The keys under which the store's secrets are sealed. Thread-safe.
public interface StoreKeys {
    enum State {
        /// Sealed under it is nothing yet.
        SPARE,
        IN_USE,
        /// Another is in use, and what it once sealed is not all under that one yet.
        FORMER,
        /// Nothing was sealed under it when that was last looked at; old backups need it.
        RETIRED
    }

    /// @param since when it came into use; empty for a spare one, and for the first, of which that
    ///   is not known
    /// @param texts that are sealed under it
    /// @param here it can be used
    record Key(String id, State state, Optional<Instant> since, long texts, boolean here) {}

    /// A step that has been made; whatever happens after it, the next [#rotate] goes on from there.
    sealed interface Step {
        /// @param file where it was added
        record Added(String id, String file) implements Step {}

        /// Other servers, which may use the same store, have to get the key first.
        record ToBeCopied(String id, String file) implements Step {}

        record InUse(String id) implements Step {}

        /// An earlier one is continued.
        record GoingOn(String id) implements Step {}

        record Sealed(long done, long total) implements Step {}

        /// Everything is under the key in use.
        ///
        /// @param former keys that nothing is sealed under any more
        record Done(String id, List<String> former) implements Step {}

        /// What could not be opened, and stays as it is; a new PIN or password helps.
        ///
        /// @param what each in a few words
        record Left(List<String> what) implements Step {}
    }

    /// In the order in which they came into use, spare ones last.
    List<Key> all();

    /// Puts everything under a new key, or goes on with that. What others change meanwhile stays.
    ///
    /// @param everywhere every server that uses the store has the key; not asked where the store
    ///   has one server only
    /// @param told of each step; one that throws ends it there
    void rotate(boolean everywhere, Origin origin, Consumer<Step> told);

    /// Takes a retired key out of the file.
    void remove(String id);
}
