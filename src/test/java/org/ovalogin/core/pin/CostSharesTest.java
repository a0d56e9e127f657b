package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.pin.PinHasher.Cost;

class CostSharesTest {
    private static final Cost OLD = new Cost(19 * 1024, 2);
    private static final Cost NEW = new Cost(7 * 1024, 5);
    private static final Cost THIRD = new Cost(46 * 1024, 1);
    private static final int POINTS = 10_000;

    private final CostShares shares = new CostShares();
    private final Random random = new Random(4711);

    private double share(Cost cost) {
        return all().stream().filter(cost::equals).count() / (double) POINTS;
    }

    /// The costs at equally distant points.
    private List<Cost> all() {
        return IntStream.range(0, POINTS)
                .mapToObj(i -> shares.at(i / (double) POINTS).orElseThrow())
                .toList();
    }

    private void add(int times, double old) {
        for (var i = 0; i < times; i++) shares.add(random.nextDouble() < old ? OLD : NEW);
    }

    @Test
    void nothingSeenHasNoCost() {
        assertThat(shares.at(0.5)).isEmpty();
    }

    @Test
    void firstComparisonDecidesAlone() {
        shares.add(OLD);
        assertThat(share(OLD)).isOne();
    }

    @Test
    void pointsAreSharedAsTheComparisonsAre() {
        add(3000, 0.3);
        assertThat(share(OLD)).isCloseTo(0.3, within(0.06));
        assertThat(share(NEW)).isCloseTo(0.7, within(0.06));
    }

    @Test
    void hashesOfTheStoreCountUntilThereWasAComparison() {
        shares.learn(Collections.nCopies(64, OLD));
        shares.learn(Collections.nCopies(64, NEW));
        assertThat(share(OLD)).isOne();
    }

    @Test
    void chanceMovesNoPoint() {
        shares.learn(IntStream.range(0, 1000).mapToObj(i -> i % 2 == 0 ? OLD : NEW).toList());
        add(1000, 0.5);
        var before = all();
        var moves = 0;
        for (var i = 0; i < 20; i++) {
            add(100, 0.5);
            if (!all().equals(before)) moves++;
            before = all();
        }
        assertThat(moves).isLessThanOrEqualTo(1);
    }

    /// Old hashes are renewed one by one. A point that has once turned new stays so.
    @Test
    void noPointFlipsTwiceWhileTheOldCostGoesAway() {
        shares.learn(Collections.nCopies(256, OLD));
        var before = all();
        for (var left = 1.0; left >= 0; left -= 0.01) {
            add(100, left);
            var now = all();
            for (var i = 0; i < POINTS; i++)
                if (before.get(i).equals(NEW)) assertThat(now.get(i)).isEqualTo(NEW);
            before = now;
        }
        add(15_000, 0);
        assertThat(share(NEW)).isOne();
    }

    /// As many points change their cost as the share has grown, and not more.
    @Test
    void noMorePointsMoveThanTheProportionDoes() {
        shares.learn(Collections.nCopies(1000, OLD));
        var before = all();
        add(700, 0);
        var moved = IntStream.range(0, POINTS).filter(i -> !before.get(i).equals(all(i))).count();
        assertThat(moved / (double) POINTS).isCloseTo(share(NEW), within(1e-9)).isPositive();
    }

    private Cost all(int i) {
        return shares.at(i / (double) POINTS).orElseThrow();
    }

    @Test
    void severalCostsHaveTheirShares() {
        Function<Integer, Cost> third = i -> List.of(OLD, NEW, THIRD).get(i % 3);
        shares.learn(IntStream.range(0, 3000).boxed().map(third).toList());
        for (var cost : List.of(OLD, NEW, THIRD))
            assertThat(share(cost)).isCloseTo(1 / 3.0, within(0.001));
    }
}
