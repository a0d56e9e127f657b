package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.call.dialog.HungUp;
import org.ovalogin.call.dialog.Key;
import org.ovalogin.call.dialog.Keys;
import org.ovalogin.call.dialog.Line;
import org.ovalogin.core.input.Language;

class AgiLineTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PIN = "135790";
    private static final String ESCAPE = " \"0123456789*#\"";

    private final Logs logs = new Logs();
    private final TryFastAgi settings = new TryFastAgi();
    private final BlockingQueue<Consumer<Line>> steps = new LinkedBlockingQueue<>();
    private @Nullable FastAgiServer server;
    private @Nullable ScriptedAsterisk asterisk;
    private int port;

    @AfterEach
    void close() {
        // the step at which the call's thread still waits
        steps.add(
                _ -> {
                    throw new HungUp();
                });
        if (asterisk != null) asterisk.close();
        if (server != null) server.close();
        steps.clear();
        logs.close();
        assertThat(logs.text()).doesNotContain(PIN);
    }

    /// A call whose thread takes its steps from the test until one throws.
    private ScriptedAsterisk connect() {
        server = new FastAgiServer(settings.build(), (_, line) -> take(line));
        port = server.start();
        asterisk = new ScriptedAsterisk(port);
        return asterisk;
    }

    /// There is one event loop: once it has run this task, it has handled everything before.
    private void awaitEventLoop() {
        try (var other = new ScriptedAsterisk(port)) {
            other.send("nobody\n");
            other.expectClosed();
        }
    }

    private ScriptedAsterisk call() {
        var connected = connect();
        connected.announce();
        return connected;
    }

    private ScriptedAsterisk callIn(String language) {
        var connected = connect();
        connected.announce(language);
        return connected;
    }

    private void take(Line line) {
        try {
            while (true) steps.take().accept(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletableFuture<T> on(Function<Line, T> step) {
        var result = new CompletableFuture<T>();
        steps.add(
                line -> {
                    try {
                        result.complete(step.apply(line));
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                        throw e;
                    }
                });
        return result;
    }

    private CompletableFuture<Boolean> does(Consumer<Line> step) {
        return on(
                line -> {
                    step.accept(line);
                    return true;
                });
    }

    private static void assertHungUp(CompletableFuture<?> step) {
        assertThat(step).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(HungUp.class);
    }

    private static Keys keys(String symbols, boolean pound) {
        return new Keys(symbols, pound);
    }

    /// A step of a call.
    ///
    /// @param language of the channel
    /// @param wire the commands that Asterisk gets, each before its reply
    record Exchange(
            String name,
            String language,
            Function<Line, Object> step,
            Object result,
            List<String> wire) {
        static Exchange of(
                String name, Function<Line, Object> step, Object result, String... wire) {
            return new Exchange(name, "en", step, result, List.of(wire));
        }

        static Exchange doing(String name, Consumer<Line> step, String... wire) {
            return of(name, done(step), true, wire);
        }

        static Exchange in(String language, String name, Consumer<Line> step, String... wire) {
            return new Exchange(name, language, done(step), true, List.of(wire));
        }

        private static Function<Line, Object> done(Consumer<Line> step) {
            return line -> {
                step.accept(line);
                return true;
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Exchange> COMMANDS =
            List.of(
                    Exchange.doing("answer", Line::answer, "ANSWER", "200 result=0"),
                    Exchange.doing(
                            "limit in whole seconds, rounded up",
                            line -> line.hangUpAfter(Duration.ofMillis(59_001)),
                            "SET AUTOHANGUP 60",
                            "200 result=0"),
                    Exchange.doing(
                            "limit of nothing does not switch the limit off",
                            line -> line.hangUpAfter(Duration.ZERO),
                            "SET AUTOHANGUP 1",
                            "200 result=0"),
                    Exchange.doing(
                            "variable with its value quoted",
                            line -> line.set("OVA_RESULT", "a \"b\" \\c"),
                            "SET VARIABLE \"OVA_RESULT\" \"a \\\"b\\\" \\\\c\"",
                            "200 result=1"),
                    recording(),
                    moved("PJSIP/51234-00000003/PJSIP/51234-00000003", false),
                    moved("PJSIP/51234-00000003/", false),
                    moved("PJSIP/outside-00000000/PJSIP/51234-00000003", true),
                    moved("PJSIP/51234-00000003/PJSIP/51235-00000001", true),
                    moved("", true),
                    messages("200 result=1 (3)", OptionalInt.of(3)),
                    messages("200 result=0", OptionalInt.empty()),
                    messages("200 result=1 ()", OptionalInt.empty()),
                    messages("200 result=1 (none)", OptionalInt.empty()),
                    Exchange.in(
                            "en",
                            "language only when it changes",
                            line -> {
                                line.speak(Language.EN);
                                line.speak(Language.FR);
                                line.speak(Language.FR);
                                line.answer();
                            },
                            "SET VARIABLE \"CHANNEL(language)\" \"fr\"",
                            "200 result=1",
                            "ANSWER",
                            "200 result=0"),
                    Exchange.in(
                            "fr_CA",
                            "region of the channel's own language is kept",
                            line -> {
                                line.speak(Language.FR);
                                line.answer();
                            },
                            "ANSWER",
                            "200 result=0"),
                    spoken("fr-CA", Language.FR, "fr"),
                    spoken("en", Language.EN_GB, "en_GB"),
                    spoken("en-gb", Language.EN_GB, "en_GB"),
                    spoken("en_GB", Language.EN, "en"));

    private static Exchange spoken(String channel, Language language, String set) {
        return Exchange.in(
                channel,
                "%s is spoken as %s".formatted(language, set),
                line -> line.speak(language),
                "SET VARIABLE \"CHANNEL(language)\" \"%s\"".formatted(set),
                "200 result=1");
    }

    static final List<Exchange> KEYS =
            List.of(
                    key(400, '0'),
                    key(400, '1'),
                    key(400, '9'),
                    key(400, '*'),
                    key(400, '#'),
                    Exchange.of(
                            "silence is no key",
                            line -> line.key(Duration.ofSeconds(10)),
                            Optional.empty(),
                            "WAIT FOR DIGIT 10000",
                            "200 result=0"),
                    Exchange.of(
                            "no patience does not wait for ever",
                            line -> line.key(Duration.ZERO),
                            Optional.empty(),
                            "WAIT FOR DIGIT 1",
                            "200 result=0"),
                    Exchange.of(
                            "tone that is no key is not taken for silence",
                            line -> line.key(Duration.ofSeconds(1)),
                            Optional.of(new Key('7')),
                            "WAIT FOR DIGIT 1000",
                            "200 result=" + (int) 'A',
                            "WAIT FOR DIGIT 1000",
                            "200 result=" + (int) '7'),
                    keys("pound ends them", 24, PIN, keys(PIN, true)),
                    keys("pause ends them", 24, PIN + " (timeout)", keys(PIN, false)),
                    keys("their most ends them", 6, PIN, keys(PIN, false)),
                    keys("silence is none", 24, " (timeout)", keys("", false)),
                    keys("pound alone is none too", 24, "", keys("", true)),
                    keys("star is a key like another", 24, "12*34", keys("12*34", true)),
                    keys("tones that are no keys", 24, "1A2d (timeout)", keys("12", false)));

    static final List<Exchange> SOUNDS =
            List.of(
                    sound("played to its end", "0 endpos=8000", Optional.empty()),
                    cut('0'),
                    cut('7'),
                    cut('*'),
                    cut('#'));

    private static Exchange recording() {
        var wire = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            wire.add("EXEC \"StopMixMonitor\"");
            wire.add("200 result=0");
        }
        return Exchange.of(
                "recordings are stopped",
                line -> {
                    line.stopRecording();
                    return true;
                },
                true,
                wire.toArray(String[]::new));
    }

    private static Exchange moved(String names, boolean moved) {
        return Exchange.of(
                "channel: " + names,
                Line::moved,
                moved,
                "GET FULL VARIABLE \"${CHANNEL}/${OVA_CHANNEL}\"",
                "200 result=1 (" + names + ")");
    }

    private static Exchange messages(String reply, OptionalInt known) {
        return Exchange.of(
                "messages: " + reply,
                line -> line.newMessages("51234@default"),
                known,
                "GET FULL VARIABLE \"${VM_INFO(51234@default,count,INBOX)}\"",
                reply);
    }

    private static Exchange key(int patienceMs, char symbol) {
        return Exchange.of(
                "key " + symbol,
                line -> line.key(Duration.ofMillis(patienceMs)),
                Optional.of(new Key(symbol)),
                "WAIT FOR DIGIT " + patienceMs,
                "200 result=" + (int) symbol);
    }

    private static Exchange keys(String name, int most, String result, Keys heard) {
        return Exchange.of(
                name,
                line -> line.keys(most, Duration.ofSeconds(5)),
                heard,
                "GET DATA \"\" 5000 " + most,
                "200 result=" + result);
    }

    private static Exchange sound(String name, String result, Optional<Key> heard) {
        return Exchange.of(
                name,
                line -> line.play("enter-pin"),
                heard,
                "STREAM FILE \"ova/enter-pin\"" + ESCAPE,
                "200 result=" + result);
    }

    private static Exchange cut(char symbol) {
        return sound(
                "cut by " + symbol, (int) symbol + " endpos=800", Optional.of(new Key(symbol)));
    }

    @ParameterizedTest
    @FieldSource({"COMMANDS", "KEYS", "SOUNDS"})
    void exchanges(Exchange exchange) {
        var asterisk = callIn(exchange.language());
        var result = on(exchange.step());
        for (var i = 0; i < exchange.wire().size(); i += 2) {
            asterisk.expect(exchange.wire().get(i));
            asterisk.reply(exchange.wire().get(i + 1));
        }
        assertThat(result).succeedsWithin(SOON).isEqualTo(exchange.result());
    }

    static final List<Exchange> NOT_SENT =
            Stream.of(
                            Stream.of("CHANNEL(language)", "A B", "A\nB", "", "1A", "A\"")
                                    .map(v -> Exchange.doing("variable " + v, l -> l.set(v, "x"))),
                            Stream.of("../secret", "a b", "", "a\"", "A")
                                    .map(s -> Exchange.of("sound " + s, l -> l.play(s), true)),
                            Stream.of("x\rANSWER")
                                    .map(
                                            v ->
                                                    Exchange.doing(
                                                            "line break",
                                                            l -> l.set("OVA_RESULT", v))))
                    .flatMap(s -> s)
                    .toList();

    @ParameterizedTest
    @FieldSource("NOT_SENT")
    void anotherFormIsNotSent(Exchange exchange) {
        var asterisk = call();
        assertThat(on(exchange.step()))
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class);
        asterisk.expectClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "51234", "51234@", "51234@a)}${SHELL(id)", "5@a,exists", "a@b"})
    void mailboxOfAnotherFormIsNotAskedFor(String box) {
        var asterisk = call();
        var messages = on(line -> line.newMessages(box));
        assertThat(messages).succeedsWithin(SOON).isEqualTo(OptionalInt.empty());
        var answered = does(Line::answer);
        asterisk.expect("ANSWER");
        asterisk.reply("200 result=0");
        assertThat(answered).succeedsWithin(SOON);
    }

    @Nested
    class ManyKeys {
        private CompletableFuture<Keys> collected(int max, String reply) {
            var asterisk = call();
            var keys = on(line -> line.keys(max, Duration.ofSeconds(5)));
            asterisk.expect("GET DATA \"\" 5000 " + max);
            asterisk.reply(reply);
            return keys;
        }

        @Test
        void moreThanAskedForIsAnError() {
            assertThat(collected(4, "200 result=" + PIN))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnexpectedReply.class);
        }

        @Test
        void hangUpIsNoEntry() {
            assertHungUp(collected(24, "200 result=-1"));
        }
    }

    @Nested
    class Playing {
        @Test
        void fileMissingInEnglishIsLeftOutAndSaidOnce() {
            var asterisk = call();
            var played =
                    on(
                            line -> {
                                var _ = line.play("goodbye");
                                return line.play("goodbye");
                            });
            for (var time = 0; time < 2; time++) {
                asterisk.expect("STREAM FILE \"ova/goodbye\"" + ESCAPE);
                asterisk.reply("200 result=-1 endpos=0");
                asterisk.expect("CHANNEL STATUS");
                asterisk.reply("200 result=6");
            }
            assertThat(played).succeedsWithin(SOON).isEqualTo(Optional.empty());
            assertThat(logs.at(Level.ERROR))
                    .containsExactly(
                            "Asterisk can't play the sound file 'ova/goodbye' in language 'en'");
        }

        @Test
        void fileMissingInItsLanguageIsPlayedInEnglish() {
            var asterisk = callIn("fr_CA");
            var played = on(line -> line.play("goodbye"));
            asterisk.expect("STREAM FILE \"ova/goodbye\"" + ESCAPE);
            asterisk.reply("200 result=-1");
            asterisk.expect("CHANNEL STATUS");
            asterisk.reply("200 result=6");
            asterisk.expect("SET VARIABLE \"CHANNEL(language)\" \"en\"");
            asterisk.reply("200 result=1");
            asterisk.expect("STREAM FILE \"ova/goodbye\"" + ESCAPE);
            asterisk.reply("200 result=35 endpos=10");
            asterisk.expect("SET VARIABLE \"CHANNEL(language)\" \"fr_CA\"");
            asterisk.reply("200 result=1");
            assertThat(played).succeedsWithin(SOON).isEqualTo(Optional.of(Key.POUND));
            assertThat(logs.at(Level.ERROR)).hasSize(1);
        }

        @Test
        void fileOfTheAdministratorsIsPlayedInTheCallersLanguage() {
            var asterisk = callIn("fr");
            var played = on(line -> line.playFile("custom/new-pin"));
            asterisk.expect("STREAM FILE \"custom/new-pin\"" + ESCAPE);
            asterisk.reply("200 result=0 endpos=10");
            assertThat(played).succeedsWithin(SOON).isEqualTo(true);
            assertThat(logs.at(Level.ERROR)).isEmpty();
        }

        @Test
        void missingFileOfTheAdministratorsIsSaidOnceAndNotPlayedInEnglish() {
            var asterisk = callIn("fr");
            var played =
                    on(
                            line -> {
                                var first = line.playFile("custom/new-pin");
                                return line.playFile("custom/new-pin") || first;
                            });
            for (var time = 0; time < 2; time++) {
                asterisk.expect("STREAM FILE \"custom/new-pin\"" + ESCAPE);
                asterisk.reply("200 result=-1");
                asterisk.expect("CHANNEL STATUS");
                asterisk.reply("200 result=6");
            }
            assertThat(played).succeedsWithin(SOON).isEqualTo(false);
            assertThat(logs.at(Level.ERROR))
                    .containsExactly(
                            "Asterisk can't play the sound file 'custom/new-pin' in language 'fr'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"HANGUP", "200 result=-1", "511 Command Not Permitted"})
        void failureOnADeadChannelIsAHangUpAndNoMissingFile(String reply) {
            var asterisk = call();
            var played = on(line -> line.play("goodbye"));
            asterisk.expect("STREAM FILE \"ova/goodbye\"" + ESCAPE);
            asterisk.reply("200 result=-1 endpos=0");
            asterisk.expect("CHANNEL STATUS");
            asterisk.reply(reply);
            assertHungUp(played);
            assertThat(logs.at(Level.ERROR)).isEmpty();
        }

        @Test
        void recordingOfOnesOwnWinsFromTheMomentItIsThere(@TempDir Path folder) throws IOException {
            settings.customSounds = Optional.of(folder);
            var asterisk = callIn("fr");
            var before = on(line -> line.play("welcome"));
            asterisk.expect("STREAM FILE \"ova/welcome\"" + ESCAPE);
            asterisk.reply("200 result=0");
            assertThat(before).succeedsWithin(SOON);

            Files.createDirectory(folder.resolve("fr"));
            Files.createFile(folder.resolve("fr/welcome.wav"));

            var after = on(line -> line.play("welcome"));
            asterisk.expect("STREAM FILE \"" + folder.resolve("fr/welcome") + "\"" + ESCAPE);
            asterisk.reply("200 result=0");
            assertThat(after).succeedsWithin(SOON);
        }

        @Test
        void recordingOfTheParentLanguageServesWhereARegionHasNone(@TempDir Path folder)
                throws IOException {
            settings.customSounds = Optional.of(folder);
            for (var recording : List.of("en/welcome", "en/goodbye", "en_GB/goodbye")) {
                Files.createDirectories(folder.resolve(recording).getParent());
                Files.createFile(folder.resolve(recording + ".wav"));
            }
            var asterisk = callIn("en_GB");
            for (var recording : List.of("en/welcome", "en_GB/goodbye")) {
                var played = on(line -> line.play(recording.replaceFirst(".*/", "")));
                asterisk.expect("STREAM FILE \"" + folder.resolve(recording) + "\"" + ESCAPE);
                asterisk.reply("200 result=0");
                assertThat(played).succeedsWithin(SOON);
            }
        }

        @Test
        void recordingOfOnesOwnThatCannotBePlayedGivesWayToOurs(@TempDir Path folder)
                throws IOException {
            settings.customSounds = Optional.of(folder);
            Files.createDirectory(folder.resolve("en"));
            Files.createFile(folder.resolve("en/welcome.wav"));
            var asterisk = call();
            var key = on(line -> line.play("welcome"));
            asterisk.expect("STREAM FILE \"" + folder.resolve("en/welcome") + "\"" + ESCAPE);
            asterisk.reply("200 result=-1");
            asterisk.expect("CHANNEL STATUS");
            asterisk.reply("200 result=6");
            asterisk.expect("STREAM FILE \"ova/welcome\"" + ESCAPE);
            asterisk.reply("200 result=0");
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.empty());
            assertThat(logs.at(Level.ERROR)).singleElement().asString().contains("en/welcome");
        }
    }

    /// Every command of the line, once.
    enum Command {
        ANSWER,
        HANG_UP_AFTER,
        SPEAK,
        PLAY,
        KEY,
        KEYS,
        SET,
        NEW_MESSAGES;

        void on(Line line) {
            switch (this) {
                case ANSWER -> line.answer();
                case HANG_UP_AFTER -> line.hangUpAfter(Duration.ofMinutes(30));
                case SPEAK -> line.speak(Language.IT);
                case PLAY -> line.play("enter-pin");
                case KEY -> line.key(Duration.ofSeconds(10));
                case KEYS -> line.keys(24, Duration.ofSeconds(5));
                case SET -> line.set("OVA_NEXT", "voicemail");
                case NEW_MESSAGES -> line.newMessages("51234@default");
            }
        }
    }

    @Nested
    class HangingUp {
        private ScriptedAsterisk during(Command command, Consumer<ScriptedAsterisk> ending) {
            var asterisk = call();
            var answered = does(Line::answer);
            asterisk.expect("ANSWER");
            asterisk.reply("200 result=0");
            assertThat(answered).succeedsWithin(SOON);
            var step = does(command::on);
            asterisk.expectCommand();
            ending.accept(asterisk);
            assertHungUp(step);
            assertThat(logs.at(Level.ERROR)).isEmpty();
            assertThat(logs.at(Level.WARN)).isEmpty();
            return asterisk;
        }

        @ParameterizedTest
        @EnumSource
        void lineBeforeTheReply(Command command) {
            during(command, a -> a.reply("HANGUP")).expectClosed();
        }

        @ParameterizedTest
        @EnumSource
        void lineAndReplyInOnePacket(Command command) {
            during(command, a -> a.send("HANGUP\n200 result=-1\n")).expectClosed();
        }

        @ParameterizedTest
        @EnumSource
        void deadChannel(Command command) {
            during(
                            command,
                            a ->
                                    a.reply(
                                            "511 Command Not Permitted on a dead channel or"
                                                    + " intercept routine"))
                    .expectClosed();
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAY")
        void failure(Command command) {
            during(command, a -> a.reply("200 result=-1")).expectClosed();
        }

        @ParameterizedTest
        @EnumSource
        void endOfTheConnection(Command command) {
            during(command, ScriptedAsterisk::close);
        }

        @ParameterizedTest
        @EnumSource
        void resetOfTheConnection(Command command) {
            during(command, ScriptedAsterisk::reset);
        }

        @ParameterizedTest
        @EnumSource
        void halfAReplyAndTheEnd(Command command) {
            during(
                    command,
                    a -> {
                        a.send("200 resu");
                        a.close();
                    });
        }

        @Test
        void floodOfHangUpLinesIsOneHangUp() {
            during(Command.KEYS, a -> a.trySend("HANGUP\n".repeat(200_000))).expectClosed();
        }

        @Test
        void replyBeforeTheHangUpStillCounts() {
            var asterisk = call();
            var keys = on(line -> line.keys(24, Duration.ofSeconds(5)));
            asterisk.expect("GET DATA \"\" 5000 24");
            asterisk.send("200 result=" + PIN + "\nHANGUP\n");
            assertThat(keys).succeedsWithin(SOON).isEqualTo(keys(PIN, true));
            assertHungUp(does(Line::answer));
            asterisk.expectClosed();
        }

        @Test
        void whoIsGoneStaysGone() {
            var asterisk = call();
            var twice =
                    does(
                            line -> {
                                try {
                                    line.answer();
                                } catch (HungUp e) {
                                    line.answer();
                                }
                            });
            asterisk.expect("ANSWER");
            asterisk.send("511 Command Not Permitted on a dead channel\n");
            asterisk.expectCommand();
            asterisk.reply("HANGUP");
            assertHungUp(twice);
        }
    }

    @Nested
    class UnexpectedReplies {
        private void assertError(Command command, String reply) {
            var asterisk = call();
            var step = does(command::on);
            asterisk.expectCommand();
            asterisk.send(reply);
            assertThat(step)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnexpectedReply.class);
            asterisk.expectClosed();
            await().until(() -> !logs.at(Level.ERROR).isEmpty());
            assertThat(logs.at(Level.ERROR))
                    .singleElement()
                    .asString()
                    .matches("call [a-z]{8} ended by an error");
            assertThat(logs.at(Level.WARN)).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void unknownCommand(Command command) {
            assertError(command, "510 Invalid or unknown command\n");
            assertThat(logs.text()).contains("unknown command");
        }

        @Test
        void recordingThatAsteriskCannotStopIsAnError() {
            var asterisk = call();
            var stopped =
                    on(
                            line -> {
                                line.stopRecording();
                                return true;
                            });
            asterisk.expect("EXEC \"StopMixMonitor\"");
            asterisk.reply("200 result=-2");
            assertThat(stopped)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnexpectedReply.class)
                    .withMessageContaining("load app_mixmonitor.so");
        }

        @ParameterizedTest
        @EnumSource
        void wrongUseOverSeveralLines(Command command) {
            assertError(
                    command,
                    "520-Invalid command syntax.  Proper usage follows:\n"
                            + "Usage: "
                            + PIN
                            + "\n\n520 End of proper usage.\n");
        }

        @ParameterizedTest
        @EnumSource
        void wrongUseInOneLine(Command command) {
            assertError(command, "520 Invalid command syntax.  Proper usage not available.\n");
        }

        static final List<String> GARBAGE =
                List.of(
                        "",
                        PIN,
                        "200",
                        "200 " + PIN,
                        "100 Trying...",
                        "300 result=" + PIN,
                        "200 result=" + PIN + "x",
                        "result=49",
                        "\u0000\u0001\u0002");

        static final List<String> NO_KEYS =
                List.of("200 result=" + PIN, "200 result=200", "200 result=", "200 result=-2");

        @ParameterizedTest
        @FieldSource({"GARBAGE", "NO_KEYS"})
        void insteadOfAKey(String line) {
            assertError(Command.KEY, line + "\n");
        }

        @ParameterizedTest
        @FieldSource({"GARBAGE", "NO_KEYS"})
        void insteadOfTheEndOfASound(String line) {
            assertError(Command.PLAY, line + "\n");
        }

        @ParameterizedTest
        @FieldSource("GARBAGE")
        void insteadOfKeys(String line) {
            assertError(Command.KEYS, line + "\n");
        }

        @Test
        void stateOfTheChannelThatIsNone() {
            var asterisk = call();
            var step = on(line -> line.play("goodbye"));
            asterisk.expect("STREAM FILE \"ova/goodbye\"" + ESCAPE);
            asterisk.reply("200 result=-1");
            asterisk.expect("CHANNEL STATUS");
            asterisk.reply("200 result=8");
            assertThat(step)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnexpectedReply.class);
        }
    }

    @Nested
    class OnTheWire {
        @Test
        void everythingMayComeByteByByte() {
            var asterisk = connect();
            asterisk.sendByteByByte(ScriptedAsterisk.ENVIRONMENT);
            var keys = on(line -> line.keys(24, Duration.ofSeconds(5)));
            asterisk.expect("GET DATA \"\" 5000 24");
            asterisk.sendByteByByte("200 result=" + PIN + " (timeout)\n");
            assertThat(keys).succeedsWithin(SOON).isEqualTo(keys(PIN, false));
        }

        @Test
        void linesMayEndWithCarriageReturnAndLineFeed() {
            var asterisk = connect();
            asterisk.send(ScriptedAsterisk.ENVIRONMENT.replace("\n", "\r\n"));
            var keys = on(line -> line.keys(24, Duration.ofSeconds(5)));
            asterisk.expect("GET DATA \"\" 5000 24");
            asterisk.send("200 result=" + PIN + "\r\n");
            assertThat(keys).succeedsWithin(SOON).isEqualTo(keys(PIN, true));
        }

        @Test
        void requestAndHangUpMayComeInOnePacket() {
            var asterisk = connect();
            asterisk.send(ScriptedAsterisk.ENVIRONMENT + "HANGUP\n");
            awaitEventLoop();
            assertHungUp(does(Line::answer));
            asterisk.expectClosed();
        }

        @Test
        void lineNobodyAskedForIsNotTakenForAReply() {
            settings.maxConnections = 1; // distinguishes what closes the other connection
            var asterisk = connect();
            asterisk.send(ScriptedAsterisk.ENVIRONMENT + "200 result=" + PIN + "\n");
            awaitEventLoop();
            assertHungUp(on(line -> line.keys(24, Duration.ofSeconds(5))));
            asterisk.expectClosed();
            assertThat(logs.at(Level.WARN))
                    .contains("dropped the connection from 127.0.0.1: a line without a command");
        }

        @Test
        void replyThatDoesNotComeEndsTheCall() {
            settings.idleTimeout = Duration.ofMillis(200);
            var asterisk = call();
            var answered = does(Line::answer);
            asterisk.expect("ANSWER");
            assertHungUp(answered);
            asterisk.expectClosed();
            assertThat(logs.at(Level.WARN))
                    .containsExactly("dropped the connection from 127.0.0.1: no reply in time");
        }

        @Test
        void timeTheCallerIsGivenIsNotAsterisksIdling() {
            settings.idleTimeout = Duration.ofMillis(1);
            var asterisk = call();
            var keys = on(line -> line.keys(3, Duration.ofMinutes(1)));
            asterisk.expect("GET DATA \"\" 60000 3");
            await().during(Duration.ofMillis(200)).until(() -> !keys.isDone());
            asterisk.reply("200 result=123");
            assertThat(keys).succeedsWithin(SOON).isEqualTo(keys("123", false));
        }

        @Test
        void callThatTakesTooLongIsEnded() {
            settings.maxCallTime = Duration.ofMillis(300);
            var asterisk = call();
            var key = on(line -> line.key(Duration.ofMinutes(1)));
            asterisk.expect("WAIT FOR DIGIT 60000");
            assertHungUp(key);
            asterisk.expectClosed();
            assertThat(logs.at(Level.WARN))
                    .containsExactly(
                            "dropped the connection from 127.0.0.1: the call took too long");
        }
    }
}
