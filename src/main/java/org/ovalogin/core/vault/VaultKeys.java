package org.ovalogin.core.vault;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The keys of a [Vault]. They may become more, and another may come into use, while the vault is
/// at work; the key of an id stays what it is. Thread-safe.
public interface VaultKeys {
    /// The id of the key that seals from now on, whether or not that key is here.
    String inUse();

    Optional<VaultKey> find(String id);

    /// Keys that stay as they are.
    ///
    /// @param former the active one may be among them
    /// @throws IllegalArgumentException when two keys share an id
    static VaultKeys fixed(VaultKey active, Collection<VaultKey> former) {
        Map<String, VaultKey> keys = new HashMap<>();
        keys.put(active.id(), active);
        for (var key : former) {
            var other = keys.put(key.id(), key);
            if (other != null && !other.checkValue().equals(key.checkValue()))
                throw new IllegalArgumentException("two keys with the id '" + key.id() + "'");
        }
        return new VaultKeys() {
            @Override
            public String inUse() {
                return active.id();
            }

            @Override
            public Optional<VaultKey> find(String id) {
                return Optional.ofNullable(keys.get(id));
            }
        };
    }
}
