package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.Language;

/// The second without a key that separates a refused entry from the next one. A refusal heard to
/// its end is that second.
class QuietTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofMillis(200);
    private static final Duration SPOKEN = Duration.ofMillis(1_010);

    /// Every wait for a key after the refusal.
    private final List<Duration> waits = new ArrayList<>();

    /// Whether the line became quiet.
    private boolean refuse(Duration spoken, String script) {
        var line = new ScriptedLine(House.catalogue(), script);
        var caller =
                new Caller(
                        new LiveCall(timed(line, spoken), CallListener.NONE, House.PATIENCE),
                        House.catalogue(),
                        new Pace(Duration.ZERO, House.PATIENCE, Runnable::run),
                        Language.EN,
                        3);
        caller.speak(Language.EN);
        return !caller.refuse(Prompt.LOGIN_INCORRECT);
    }

    /// A sound takes this time, unless a key cuts it.
    private Line timed(Line line, Duration spoken) {
        return (Line)
                Proxy.newProxyInstance(
                        Line.class.getClassLoader(),
                        new Class<?>[] {Line.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("key")) waits.add((Duration) arguments[0]);
                            if (method.getName().equals("play"))
                                LockSupport.parkNanos(spoken.toNanos());
                            try {
                                return method.invoke(line, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void isOverAfterARefusalThatWasHeard() {
        assertThat(refuse(SPOKEN, "")).isTrue();
        assertThat(waits).containsExactly(BREATH);
    }

    @Test
    void isStillToComeAfterAShortOne() {
        assertThat(refuse(Duration.ofMillis(100), "")).isTrue();
        assertThat(waits).containsExactly(SECOND);
    }

    @Test
    void isStillToComeAfterOneThatAKeyCut() {
        assertThat(refuse(SPOKEN, "[login-incorrect]5")).isTrue();
        assertThat(waits).containsExactly(SECOND);
    }

    /// A stream that waits for the refusal's end gains nothing.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 63})
    void beginsAnewWithEachKeyBehindTheRefusal(int keys) {
        assertThat(refuse(SPOKEN, "~5 ".repeat(keys).strip())).isTrue();
        assertThat(waits).hasSize(keys + 1).startsWith(BREATH);
        assertThat(waits.subList(1, keys + 1)).containsOnly(SECOND);
    }

    @Test
    void hasAnEndEvenThen() {
        assertThat(refuse(SPOKEN, "~5 ".repeat(64).strip())).isFalse();
    }
}
