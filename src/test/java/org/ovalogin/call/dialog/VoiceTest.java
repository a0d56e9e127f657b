package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.input.Language;

/// The sound of the prompts, beside that of Asterisk's own, which a caller hears in the same call.
class VoiceTest {
    private static final int FADE = 40;

    @ParameterizedTest
    @EnumSource
    void everySoundIsAsLoudAsAsterisks(Language language) throws IOException {
        recordings(language)
                .forEach(
                        (sound, recording) -> {
                            var signal = Signal.of(recording);
                            assertThat(signal.speech()).as(sound).isBetween(-19.4, -18.6);
                            assertThat(signal.peak()).as(sound).isLessThan(-1.5);
                        });
    }

    /// A voice without highs is hard to understand on a telephone. Asterisk's own English prompts
    /// have theirs 15 and 20 dB below the lows.
    @ParameterizedTest
    @EnumSource
    void highsAreAsStrongAsAsterisks(Language language) throws IOException {
        var all = Signal.joined(recordings(language).values());
        var lows = all.band(100, 1000).level();
        assertThat(all.band(1000, 2000).level() - lows).as("1 to 2 kHz").isBetween(-19.0, -11.0);
        assertThat(all.band(2000, 3400).level() - lows).as("2 to 3.4 kHz").isBetween(-24.0, -16.0);
    }

    @ParameterizedTest
    @EnumSource
    void pausesAreSilent(Language language) throws IOException {
        assertThat(Signal.joined(recordings(language).values()).pause()).isLessThan(-80);
    }

    @ParameterizedTest
    @EnumSource
    void edgesDontClick(Language language) throws IOException {
        recordings(language)
                .forEach(
                        (sound, recording) -> {
                            var samples = recording.samples();
                            for (var i = 0; i < FADE; i++) {
                                assertThat(samples.get(i)).as(sound).isZero();
                                assertThat(samples.get(samples.limit() - 1 - i)).as(sound).isZero();
                            }
                        });
    }

    /// A file of an older voice among newer ones would be heard.
    @ParameterizedTest
    @EnumSource
    void oneVoiceSpeaksThemAll(Language language) throws IOException {
        assertThat(recordings(language).values())
                .extracting(Recording::voice)
                .doesNotContain("")
                .containsOnly(recordings(Language.EN).values().iterator().next().voice());
    }

    /// A caller who listens to everything, keys six digits and `#` at 400 ms each, and hears the
    /// menu: its first key comes within two seconds more.
    @ParameterizedTest
    @EnumSource
    void listenersReachTheMenuSoon(Language language) throws IOException {
        var keys = 7 * 0.4;
        var signedIn =
                seconds(
                        language,
                        Prompt.ENTER_PIN.saying(),
                        Prompt.GREETING.saying(),
                        Prompt.FAILED_ATTEMPTS_SINCE.with(3),
                        Prompt.NEW_MESSAGES.with(3));
        var ownPhone = seconds(language, Prompt.WELCOME.saying(), Prompt.MAILBOX.with("51234"));
        assertThat(ownPhone + keys + signedIn).as("own phone").isLessThan(13.5);
        var extension = seconds(language, Prompt.WELCOME.saying(), Prompt.ENTER_EXTENSION.saying());
        assertThat(extension + 5 * 0.4 + keys + signedIn).as("elsewhere").isLessThan(14.5);
        assertThat(seconds(language, Prompt.MAIN_MENU.saying())).isLessThan(8.5);
    }

    private static double seconds(Language language, Saying... sayings) throws IOException {
        var catalogue = new Catalogue();
        var recordings = recordings(language);
        return Arrays.stream(sayings)
                .flatMap(saying -> catalogue.sounds(saying, language).stream())
                .map(recordings::get)
                .mapToDouble(recording -> Objects.requireNonNull(recording).seconds())
                .sum();
    }

    private static Map<String, Recording> recordings(Language language) throws IOException {
        var recordings = new LinkedHashMap<String, Recording>();
        var folder = Path.of("asterisk-config", "sounds", language.folder(), "ova");
        for (var sound : new Catalogue().sounds(language).keySet())
            recordings.put(sound, Recording.of(folder.resolve(sound + ".wav")));
        return recordings;
    }
}
