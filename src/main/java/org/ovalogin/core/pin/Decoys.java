package org.ovalogin.core.pin;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ovalogin.core.pin.PinHasher.Cost;

/// Hashes that nothing matches, for refusals without a comparison of their own. A comparison takes
/// the time of its hash's cost, and a database may hold hashes of several costs. So a refusal about
/// a mailbox costs as much as the mailbox's own hash. A refusal about nobody costs as much as the
/// hashes of others, in the proportion of the recent comparisons. Thread-safe.
public final class Decoys {
    /// Digits of a mark that become a number: as many bits as a `double` holds exactly.
    private static final int DIGITS = 13;

    private static final int HEXADECIMAL = 16;

    private final PinHasher hasher;
    private final CostShares shares = new CostShares();
    private final Map<Cost, String> byCost = new ConcurrentHashMap<>();

    Decoys(PinHasher hasher) {
        this.hasher = hasher;
    }

    /// Counts a comparison with somebody's own hash.
    public void compared(String phc) {
        shares.add(PinHasher.cost(phc));
    }

    /// Takes these hashes of the store for the recent comparisons, until there are some.
    public void learn(Collection<String> hashes) {
        shares.learn(hashes.stream().map(PinHasher::cost).toList());
    }

    /// A decoy of the same cost.
    ///
    /// @throws HashException if the text is no PHC string of Argon2id
    public String like(String phc) {
        return of(PinHasher.cost(phc));
    }

    /// A decoy of the cost of new hashes.
    public String likeNew() {
        return of(hasher.inForce());
    }

    /// A decoy for somebody who does not exist. Equal marks get the same cost as long as the
    /// proportion stays, so that asking twice tells nothing.
    ///
    /// @param mark hexadecimal digits, under a key that guessers don't have
    public String forNobody(String mark) {
        var point =
                Long.parseLong(mark.substring(0, DIGITS), HEXADECIMAL)
                        / Math.pow(HEXADECIMAL, DIGITS);
        return shares.at(point).map(this::of).orElseGet(this::likeNew);
    }

    private String of(Cost cost) {
        return byCost.computeIfAbsent(cost, PinHasher::decoy);
    }
}
