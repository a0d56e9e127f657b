package org.ovalogin;

import org.ovalogin.core.pin.PinHasher;
import picocli.CommandLine;

/// `./ova serve` with nearly free hashes, to measure everything except hashing. Such hashes protect
/// nothing, so the product has no setting for them.
public final class UncountedHashing {
    private static final PinHasher.Cost NEXT_TO_NOTHING = new PinHasher.Cost(8, 1);

    private UncountedHashing() {}

    static PinHasher hasher() {
        return new PinHasher(NEXT_TO_NOTHING);
    }

    /// @param arguments port, data folder
    public static void main(String[] arguments) {
        Main.spareThreads();
        var status =
                new CommandLine(new Serve(_ -> hasher()))
                        .execute(
                                "--data",
                                arguments[1],
                                "--fastagi",
                                "127.0.0.1:" + arguments[0],
                                "--http",
                                "127.0.0.1:0");
        System.exit(status);
    }
}
