package org.ovalogin.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledSoundsTest {
    @TempDir Path folder;

    @Test
    void channelsLanguageIsTriedBeforeEnglish() {
        assertThat(text("ova/enter-pin", "fr_CA")).isEqualTo("Entrez votre code, puis dièse.");
        assertThat(text("ova/welcome", "fr")).isEqualTo("Welcome to voice mail.");
        assertThat(text("ova/welcome", "pt")).isEqualTo("Welcome to voice mail.");
    }

    @Test
    void languageWithoutItsRegionIsTriedBeforeEnglish() {
        assertThat(text("ova/welcome", "en_GB")).isEqualTo("Welcome to voice mail.");
        assertThat(text("ova/enter-pin", "en_GB")).isEqualTo("Enter your PIN, then press hash.");
    }

    @Test
    void lengthIsThatOfTheFile() throws IOException {
        wav(folder.resolve("fr/ova/enter-pin.wav"), Duration.ofMillis(1250));
        var sound = sounds().find("ova/enter-pin", "fr").orElseThrow();
        assertThat(sound.length()).isEqualTo(Duration.ofMillis(1250));
        assertThat(sound.samples()).isEqualTo(10_000);
    }

    @Test
    void lengthFollowsTheTextWhereThereIsNoFile() {
        var sound = sounds().find("ova/welcome", "en").orElseThrow();
        assertThat(sound.length()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(sound.file()).isEmpty();
    }

    @Test
    void recordingInTheChannelsLanguageComesFirst() throws IOException {
        wav(folder.resolve("own/welcome.wav"), Duration.ofSeconds(1));
        wav(folder.resolve("own/fr/welcome.wav"), Duration.ofSeconds(2));
        var name = folder.resolve("own/welcome").toString();
        assertThat(sounds().find(name, "fr")).map(Sound::length).contains(Duration.ofSeconds(2));
        assertThat(sounds().find(name, "de")).map(Sound::length).contains(Duration.ofSeconds(1));
    }

    @Test
    void recordingOutsideTheCatalogueIsShownByItsName() throws IOException {
        wav(folder.resolve("company.wav"), Duration.ofSeconds(1));
        assertThat(text(folder.resolve("company").toString(), "en"))
                .isEqualTo("[recording company]");
    }

    @Test
    void missingSoundsAreNotThere() {
        assertThat(sounds().find("ova/nothing", "en")).isEmpty();
        assertThat(sounds().find("welcome", "en")).isEmpty();
        assertThat(sounds().find(folder.resolve("welcome").toString(), "en")).isEmpty();
        assertThat(sounds().find("/", "en")).isEmpty();
    }

    private InstalledSounds sounds() {
        return new InstalledSounds(PhoneUnderTest::texts, Optional.of(folder));
    }

    private String text(String name, String language) {
        return sounds().find(name, language).orElseThrow().text();
    }

    /// 8 kHz, mono, 16 bit.
    private static void wav(Path file, Duration length) throws IOException {
        var data = (int) length.toMillis() * 16;
        var bytes = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(24, 8000).putInt(28, 16_000);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes.array());
    }
}
