package org.ovalogin.core.vault;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The keys of a [Vault]. Keys may be added, and another may come into use, while the vault is
/// working; the key of an id never changes. Thread-safe.
public interface VaultKeys {
    /// The id of the sealing key, whether or not that key is here.
    String inUse();

    Optional<VaultKey> find(String id);

    /// A fixed set of keys.
    ///
    /// @param former may include the active one
    /// @throws IllegalArgumentException if two keys share an id
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
