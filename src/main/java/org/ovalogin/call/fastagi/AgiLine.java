package org.ovalogin.call.fastagi;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiWriter;
import org.ovalogin.call.dialog.Call;
import org.ovalogin.call.dialog.HungUp;
import org.ovalogin.call.dialog.Key;
import org.ovalogin.call.dialog.Keys;
import org.ovalogin.call.dialog.Line;
import org.ovalogin.core.input.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line to a caller as AGI commands, with one reply to each.
final class AgiLine implements Line {
    private static final Logger log = LoggerFactory.getLogger(AgiLine.class);

    private static final String KEYS = "0123456789*#";
    private static final int NO_KEY = 0;

    /// A result of -1: hung up. For `STREAM FILE` it also means a file that Asterisk can't play.
    private static final int FAILED = -1;

    /// The result of `EXEC` for an unknown application.
    private static final String NO_APPLICATION = "-2";

    /// The most recordings of one call: by a rule, a feature key and a program, and one to spare.
    private static final int RECORDINGS = 4;

    /// The states of a channel, "down" to "busy" (channelstate.h).
    private static final int HIGHEST_STATE = 7;

    /// A telephone's tones. Some phones can also send A to D, which none of our dialogs uses.
    private static final Pattern TONES = Pattern.compile("[0-9*A-Da-d]*");

    private static final Pattern NO_KEYS = Pattern.compile("[A-Da-d]+");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z0-9_-]{1,20}");
    private static final Pattern VOICEMAIL_BOX =
            Pattern.compile("[0-9]{1,20}@[A-Za-z0-9_.-]{1,79}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

    private final AgiWriter writer;
    private final AgiConnection connection;
    private final Sounds sounds;
    private final String channel;
    private String language;

    /// @param channel as announced; its language may be `fr_CA`
    AgiLine(AgiWriter writer, AgiConnection connection, Sounds sounds, Call.Channel channel) {
        this.writer = writer;
        this.connection = connection;
        this.sounds = sounds;
        this.channel = channel.name();
        var language = channel.language();
        this.language = LANGUAGE_TAG.matcher(language).matches() ? language : Language.EN.folder();
    }

    @Override
    public void answer() {
        done(Command.of("ANSWER"));
    }

    @Override
    public void hangUpAfter(Duration limit) {
        // 0 would switch the limit off
        var seconds = Math.clamp(limit.plusMillis(999).toSeconds(), 1, Integer.MAX_VALUE);
        done(Command.of("SET AUTOHANGUP", seconds));
    }

    @Override
    public void speak(Language language) {
        // a channel in fr_CA already speaks French, and voice mail should keep its variant
        if (!language.isPlayedIn(this.language)) switchTo(language.folder());
    }

    private void switchTo(String tag) {
        done(Command.of("SET VARIABLE", "CHANNEL(language)", tag));
        language = tag;
    }

    @Override
    public Optional<Key> play(String sound) {
        var result = stream(sound);
        if (result == FAILED && !Optional.of(Language.EN).equals(Language.of(language))) {
            var own = language;
            switchTo(Language.EN.folder());
            result = stream(sound);
            switchTo(own);
        }
        return result == FAILED ? Optional.empty() : key("STREAM FILE", result);
    }

    /// A file for all languages lies beside their folders, where Asterisk looks last.
    @Override
    public boolean playFile(String file) {
        return streamed(file) != FAILED;
    }

    /// The first key's code, [#NO_KEY], or [#FAILED] when none of the sound's files can be played.
    private int stream(String sound) {
        for (var file : sounds.files(sound, Language.of(language))) {
            var result = streamed(file);
            if (result != FAILED) return result;
        }
        return FAILED;
    }

    private int streamed(String file) {
        var result = result(Command.of("STREAM FILE", file, KEYS));
        if (result == FAILED) {
            if (done(Command.of("CHANNEL STATUS")) > HIGHEST_STATE) throw strange("CHANNEL STATUS");
            sounds.missing(file, language);
        }
        return result;
    }

    @Override
    public Optional<Key> key(Duration patience) {
        while (true) {
            connection.expect(patience);
            var result = done(Command.of("WAIT FOR DIGIT", millis(patience)));
            // Another tone, such as A, is not silence. Keep waiting for its sender.
            if (result == NO_KEY || isKey(result)) return key("WAIT FOR DIGIT", result);
            if (!TONES.matcher(Character.toString(result)).matches())
                throw strange("WAIT FOR DIGIT");
        }
    }

    private static boolean isKey(int code) {
        return KEYS.indexOf(code) >= 0;
    }

    private static Optional<Key> key(String command, int code) {
        if (code == NO_KEY) return Optional.empty();
        if (!isKey(code)) throw strange(command);
        return Optional.of(new Key((char) code));
    }

    @Override
    public Keys keys(int max, Duration patience) {
        connection.expect(patience.multipliedBy(max));
        var reply = send(Command.of("GET DATA", "", millis(patience), max));
        var tones = reply.result();
        if (tones.equals(String.valueOf(FAILED))) throw new HungUp();
        if (!TONES.matcher(tones).matches() || tones.length() > max) throw strange("GET DATA");
        var pound = tones.length() < max && !reply.extra().equals("timeout");
        return new Keys(NO_KEYS.matcher(tones).replaceAll(""), pound);
    }

    @Override
    public void set(String variable, String value) {
        if (!VARIABLE.matcher(variable).matches()
                || value.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException(
                    "not a channel variable: the name has letters, digits and '_', the value no"
                            + " control characters");
        done(Command.of("SET VARIABLE", variable, value));
    }

    @Override
    public void stopRecording() {
        // each command ends one recording, and tells of none (app_mixmonitor.c, stop_mixmonitor)
        for (var i = 0; i < RECORDINGS; i++) {
            var reply = send(Command.of("EXEC", "StopMixMonitor"));
            if (reply.result().equals(NO_APPLICATION))
                throw new UnexpectedReply("it has no StopMixMonitor; load app_mixmonitor.so")
                        .to("EXEC");
            if (code("EXEC", reply) == FAILED) throw new HungUp();
        }
    }

    @Override
    public boolean moved() {
        var reply = send(Command.of("GET FULL VARIABLE", "${CHANNEL}/${OVA_CHANNEL}"));
        if (reply.result().equals(String.valueOf(FAILED))) throw new HungUp();
        var names = reply.extra();
        // an ova.conf of an earlier release does not say which channel it vouched for
        return !names.equals(channel + "/" + channel) && !names.equals(channel + "/");
    }

    @Override
    public OptionalInt newMessages(String voicemailBox) {
        // the command evaluates its argument, so only a checked name goes in
        if (!VOICEMAIL_BOX.matcher(voicemailBox).matches()) {
            log.warn(
                    "can't count new messages: the mailbox's name does not have the form 1234@name");
            return OptionalInt.empty();
        }
        var variable = "${VM_INFO(" + voicemailBox + ",count,INBOX)}";
        var reply = send(Command.of("GET FULL VARIABLE", variable));
        if (code("GET FULL VARIABLE", reply) == FAILED) throw new HungUp();
        var count = reply.extra().strip();
        return COUNT.matcher(count).matches()
                ? OptionalInt.of(Integer.parseInt(count))
                : OptionalInt.empty();
    }

    private int done(Command command) {
        var result = result(command);
        if (result == FAILED) throw new HungUp();
        return result;
    }

    private int result(Command command) {
        return code(command.name(), send(command));
    }

    private static int code(String name, Reply reply) {
        if (!reply.isCode()) throw strange(name);
        return Integer.parseInt(reply.result());
    }

    private Reply send(Command command) {
        try {
            writer.sendCommand(command);
            return connection.reply();
        } catch (UnexpectedReply e) {
            throw e.to(command.name());
        } catch (AgiException e) {
            // The exception's own message contains the command with its arguments.
            throw new UnexpectedReply(e.getClass().getSimpleName()).to(command.name());
        }
    }

    private static UnexpectedReply strange(String command) {
        return new UnexpectedReply("a result it does not have").to(command);
    }

    /// At least 1 ms: some commands take 0 as "for ever" or as a default.
    private static long millis(Duration patience) {
        return Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
    }
}
