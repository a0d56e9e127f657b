package org.ovalogin.core.signin;

import java.util.OptionalLong;

/// Token buckets, shared by all servers that share the store. A bucket is full until something was
/// taken from it, and fills again as time goes by. Thread-safe.
public interface TokenBuckets {
    /// Takes a token; what is left then, or empty where there was none.
    ///
    /// @param key of the bucket: a word that others share its kind, a blank, and what is its own
    /// @param allowance always the same for a key
    /// @throws StoreException when they can't be had
    OptionalLong take(String key, Allowance allowance);

    /// Gives back a token that was taken.
    ///
    /// @throws StoreException when they can't be had
    void giveBack(String key, Allowance allowance);

    /// Forgets those that are full again.
    ///
    /// @throws StoreException when they can't be had
    void tidy();
}
