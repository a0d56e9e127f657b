package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
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

    @Nested
    class SimpleCommands {
        @Test
        void answerIsSent() {
            var asterisk = call();
            var answered = does(Line::answer);
            asterisk.expect("ANSWER");
            asterisk.reply("200 result=0");
            assertThat(answered).succeedsWithin(SOON);
        }

        @Test
        void limitOfTheCallIsSentInWholeSecondsRoundedUp() {
            var asterisk = call();
            var set = does(line -> line.hangUpAfter(Duration.ofMillis(59_001)));
            asterisk.expect("SET AUTOHANGUP 60");
            asterisk.reply("200 result=0");
            assertThat(set).succeedsWithin(SOON);
        }

        @Test
        void limitOfNothingDoesNotSwitchTheLimitOff() {
            var asterisk = call();
            var set = does(line -> line.hangUpAfter(Duration.ZERO));
            asterisk.expect("SET AUTOHANGUP 1");
            asterisk.reply("200 result=0");
            assertThat(set).succeedsWithin(SOON);
        }

        @Test
        void variableIsSetWithItsValueQuoted() {
            var asterisk = call();
            var set = does(line -> line.set("OVA_RESULT", "a \"b\" \\c"));
            asterisk.expect("SET VARIABLE \"OVA_RESULT\" \"a \\\"b\\\" \\\\c\"");
            asterisk.reply("200 result=1");
            assertThat(set).succeedsWithin(SOON);
        }

        @ParameterizedTest
        @ValueSource(strings = {"CHANNEL(language)", "A B", "A\nB", "", "1A", "A\""})
        void variableOfAnotherFormIsNotSent(String name) {
            var asterisk = call();
            var set = does(line -> line.set(name, "x"));
            assertThat(set)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalArgumentException.class);
            asterisk.expectClosed();
        }

        @Test
        void valueWithALineBreakIsNotSent() {
            var asterisk = call();
            var set = does(line -> line.set("OVA_RESULT", "x\rANSWER"));
            assertThat(set)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalArgumentException.class);
            asterisk.expectClosed();
        }

        @Test
        void newMessagesAreAskedOfVoiceMail() {
            var asterisk = call();
            var messages = on(line -> line.newMessages("51234@default"));
            asterisk.expect("GET FULL VARIABLE \"${VM_INFO(51234@default,count,INBOX)}\"");
            asterisk.reply("200 result=1 (3)");
            assertThat(messages).succeedsWithin(SOON).isEqualTo(OptionalInt.of(3));
        }

        @ParameterizedTest
        @ValueSource(strings = {"200 result=0", "200 result=1 ()", "200 result=1 (none)"})
        void newMessagesAreUnknownWhereAsteriskCannotTell(String reply) {
            var asterisk = call();
            var messages = on(line -> line.newMessages("51234@default"));
            asterisk.expect("GET FULL VARIABLE \"${VM_INFO(51234@default,count,INBOX)}\"");
            asterisk.reply(reply);
            assertThat(messages).succeedsWithin(SOON).isEqualTo(OptionalInt.empty());
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
    }

    @Nested
    class KeyByKey {
        @ParameterizedTest
        @ValueSource(chars = {'0', '1', '9', '*', '#'})
        void keyIsHeard(char symbol) {
            var asterisk = call();
            var key = on(line -> line.key(Duration.ofMillis(400)));
            asterisk.expect("WAIT FOR DIGIT 400");
            asterisk.reply("200 result=" + (int) symbol);
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.of(new Key(symbol)));
        }

        @Test
        void silenceIsNoKey() {
            var asterisk = call();
            var key = on(line -> line.key(Duration.ofSeconds(10)));
            asterisk.expect("WAIT FOR DIGIT 10000");
            asterisk.reply("200 result=0");
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.empty());
        }

        @Test
        void noPatienceDoesNotWaitForEver() {
            var asterisk = call();
            var key = on(line -> line.key(Duration.ZERO));
            asterisk.expect("WAIT FOR DIGIT 1");
            asterisk.reply("200 result=0");
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.empty());
        }

        @Test
        void toneThatIsNoKeyIsNotTakenForSilence() {
            var asterisk = call();
            var key = on(line -> line.key(Duration.ofSeconds(1)));
            asterisk.expect("WAIT FOR DIGIT 1000");
            asterisk.reply("200 result=" + (int) 'A');
            asterisk.expect("WAIT FOR DIGIT 1000");
            asterisk.reply("200 result=" + (int) '7');
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.of(new Key('7')));
        }
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
        void poundEndsThem() {
            assertThat(collected(24, "200 result=" + PIN))
                    .succeedsWithin(SOON)
                    .isEqualTo(keys(PIN, true));
        }

        @Test
        void pauseEndsThem() {
            assertThat(collected(24, "200 result=" + PIN + " (timeout)"))
                    .succeedsWithin(SOON)
                    .isEqualTo(keys(PIN, false));
        }

        @Test
        void theirMostEndsThem() {
            assertThat(collected(6, "200 result=" + PIN))
                    .succeedsWithin(SOON)
                    .isEqualTo(keys(PIN, false));
        }

        @Test
        void silenceIsNone() {
            assertThat(collected(24, "200 result= (timeout)"))
                    .succeedsWithin(SOON)
                    .isEqualTo(keys("", false));
        }

        @Test
        void poundAloneIsNoneToo() {
            assertThat(collected(24, "200 result=")).succeedsWithin(SOON).isEqualTo(keys("", true));
        }

        @Test
        void starIsAKeyLikeAnother() {
            assertThat(collected(24, "200 result=12*34"))
                    .succeedsWithin(SOON)
                    .isEqualTo(keys("12*34", true));
        }

        @Test
        void tonesThatAreNoKeysAreLeftOut() {
            assertThat(collected(24, "200 result=1A2d (timeout)"))
                    .succeedsWithin(SOON)
                    .isEqualTo(keys("12", false));
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
        void soundIsPlayedToItsEnd() {
            var asterisk = call();
            var key = on(line -> line.play("enter-pin"));
            asterisk.expect("STREAM FILE \"ova/enter-pin\"" + ESCAPE);
            asterisk.reply("200 result=0 endpos=8000");
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.empty());
        }

        @ParameterizedTest
        @ValueSource(chars = {'0', '7', '*', '#'})
        void keyCutsIt(char symbol) {
            var asterisk = call();
            var key = on(line -> line.play("enter-pin"));
            asterisk.expect("STREAM FILE \"ova/enter-pin\"" + ESCAPE);
            asterisk.reply("200 result=" + (int) symbol + " endpos=800");
            assertThat(key).succeedsWithin(SOON).isEqualTo(Optional.of(new Key(symbol)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"../secret", "a b", "", "a\"", "A"})
        void soundOfAnotherFormIsNotSent(String sound) {
            var asterisk = call();
            assertThat(on(line -> line.play(sound)))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalArgumentException.class);
            asterisk.expectClosed();
        }

        @Test
        void languageIsSetOnlyWhenItChanges() {
            var asterisk = callIn("en");
            var spoken =
                    does(
                            line -> {
                                line.speak(Language.EN);
                                line.speak(Language.FR);
                                line.speak(Language.FR);
                                line.answer();
                            });
            asterisk.expect("SET VARIABLE \"CHANNEL(language)\" \"fr\"");
            asterisk.reply("200 result=1");
            asterisk.expect("ANSWER");
            asterisk.reply("200 result=0");
            assertThat(spoken).succeedsWithin(SOON);
        }

        @Test
        void regionOfTheChannelsOwnLanguageIsKept() {
            var asterisk = callIn("fr_CA");
            var spoken =
                    does(
                            line -> {
                                line.speak(Language.FR);
                                line.answer();
                            });
            asterisk.expect("ANSWER");
            asterisk.reply("200 result=0");
            assertThat(spoken).succeedsWithin(SOON);
        }

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
