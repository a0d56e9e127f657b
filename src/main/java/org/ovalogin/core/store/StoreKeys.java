package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Origin;

/// The keys under which the store's secrets are sealed. Thread-safe.
public interface StoreKeys {
    enum State {
        /// Nothing is sealed under it yet.
        SPARE,
        IN_USE,
        /// Another key is in use, but some texts are still under this one.
        FORMER,
        /// The last look found nothing sealed under it; old backups need it.
        RETIRED
    }

    /// @param since when it came into use; empty for a spare key, and for the first, whose time is
    ///   not known
    /// @param texts how many are sealed under it
    /// @param here the key file has it
    record Key(String id, State state, Optional<Instant> since, long texts, boolean here) {}

    /// A step that was made. Whatever happens after it, the next [#rotate] goes on from there.
    sealed interface Step {
        /// @param file the key file that it was added to
        record Added(String id, String file) implements Step {}

        /// Other servers may use the same store, and have to get the key first.
        record ToBeCopied(String id, String file) implements Step {}

        record InUse(String id) implements Step {}

        /// An earlier rotation is continued.
        record GoingOn(String id) implements Step {}

        record Sealed(long done, long total) implements Step {}

        /// Everything is under the key in use.
        ///
        /// @param former keys that nothing is sealed under any more
        record Done(String id, List<String> former) implements Step {}

        /// Texts that could not be opened, and stay as they are; a new PIN or password helps.
        ///
        /// @param what each text in a few words
        record Left(List<String> what) implements Step {}
    }

    /// All keys in the order in which they came into use, spare ones last.
    List<Key> all();

    /// Puts everything under a new key, or continues that. Changes by others meanwhile stay.
    ///
    /// @param everywhere every server that uses the store has the key; ignored if the store has one
    ///   server only
    /// @param told hears of each step; an exception from it ends the rotation there
    void rotate(boolean everywhere, Origin origin, Consumer<Step> told);

    /// Takes a retired key out of the file.
    void remove(String id);
}
