package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.pin.PinHasher.Cost;

class DecoysTest {
    private static final Cost OLD = new Cost(16, 2);
    private static final Cost NEW = new Cost(8, 1);
    private static final PinHasher HASHER = new PinHasher(NEW);
    private static final String OLD_HASH = new PinHasher(OLD).hash(Pin.of("739205").orElseThrow());

    private final Decoys decoys = new Decoys(HASHER);

    private static List<String> marks(int number) {
        var random = new Random(42);
        return Stream.generate(
                        () -> {
                            var mark = new byte[16];
                            random.nextBytes(mark);
                            return HexFormat.of().formatHex(mark);
                        })
                .limit(number)
                .toList();
    }

    @Test
    void decoyCostsAsMuchAsTheHashItStandsFor() {
        assertThat(PinHasher.cost(decoys.like(OLD_HASH))).isEqualTo(OLD);
        assertThat(PinHasher.cost(decoys.likeNew())).isEqualTo(NEW);
        assertThat(decoys.like(OLD_HASH)).isNotEqualTo(OLD_HASH);
    }

    @Test
    void decoyIsMadeOncePerCost() {
        assertThat(decoys.like(OLD_HASH)).isSameAs(decoys.like(OLD_HASH));
    }

    @Test
    void beforeAnyComparisonNobodyHasTheCostInForce() {
        assertThat(marks(50))
                .allSatisfy(
                        mark -> assertThat(PinHasher.cost(decoys.forNobody(mark))).isEqualTo(NEW));
    }

    @Test
    void marksAreSharedAsTheComparisonsAre() {
        decoys.learn(Collections.nCopies(30, OLD_HASH));
        for (var i = 0; i < 10; i++) decoys.compared(decoys.likeNew());
        var old =
                marks(4000).stream()
                        .filter(mark -> PinHasher.cost(decoys.forNobody(mark)).equals(OLD))
                        .count();
        assertThat(old).isBetween(2880L, 4000L).isLessThanOrEqualTo(3900L);
    }

    @Test
    void equalMarksGetTheSameDecoy() {
        decoys.learn(List.of(OLD_HASH, decoys.likeNew()));
        assertThat(marks(100))
                .allSatisfy(
                        mark ->
                                assertThat(decoys.forNobody(mark))
                                        .isEqualTo(decoys.forNobody(mark)));
    }

    @Test
    void refusalsAboutNobodyDoNotCount() {
        decoys.compared(OLD_HASH);
        for (var mark : marks(500)) decoys.forNobody(mark);
        decoys.compared(decoys.likeNew());
        assertThat(marks(500))
                .anySatisfy(
                        mark -> assertThat(PinHasher.cost(decoys.forNobody(mark))).isEqualTo(OLD));
    }
}
