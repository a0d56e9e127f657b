package org.ovalogin.core.pin;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ovalogin.core.pin.PinHasher.Cost;

/// A hasher over the real library that keeps the cost of every comparison.
public final class ComparedCosts {
    private final List<Cost> compared = new ArrayList<>();
    private final PinHasher hasher;

    public ComparedCosts(Supplier<Cost> inForce) {
        hasher = new PinHasher(inForce, new Counting());
    }

    public PinHasher hasher() {
        return hasher;
    }

    /// The costs compared since the last call, in order.
    public synchronized List<Cost> taken() {
        var all = List.copyOf(compared);
        compared.clear();
        return all;
    }

    private synchronized void add(Cost cost) {
        compared.add(cost);
    }

    private final class Counting extends SodiumJava {
        Counting() {
            super(LibraryLoader.Mode.BUNDLED_ONLY);
        }

        @Override
        public int crypto_pwhash_str_verify(byte[] hash, byte[] secret, long length) {
            add(PinHasher.cost(Native.toString(hash)));
            return super.crypto_pwhash_str_verify(hash, secret, length);
        }
    }
}
