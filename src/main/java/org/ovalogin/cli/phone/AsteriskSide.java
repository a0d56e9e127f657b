package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ovalogin.cli.phone.Heard.Nothing;
import org.ovalogin.cli.phone.Heard.Pressed;

/// Executes and answers AGI commands as Asterisk 22 does (the `handle_…` functions of res_agi.c).
/// Knows only the commands that our servers use.
final class AsteriskSide {
    @FunctionalInterface
    private interface Handler {
        /// The reply; empty if the server did not wait for it.
        Optional<String> reply(ReceivedCommand command);
    }

    /// @param least number of arguments it needs
    /// @param most number of arguments it may have
    /// @param dead whether it also runs after the hang-up
    private record Verb(
            List<String> name,
            String arguments,
            int least,
            int most,
            boolean dead,
            Handler handler) {
        boolean fits(int words) {
            return words >= name.size() + least && words <= name.size() + most;
        }

        Optional<String> usage() {
            return Optional.of(
                    """
                    520-Invalid command syntax.  Proper usage follows:
                    Usage: %s %s
                    520 End of proper usage.\
                    """
                            .formatted(String.join(" ", name), arguments));
        }
    }

    private static final int ANY = 128;
    private static final Optional<String> WRONG_SYNTAX = Optional.of("520");
    private static final Duration FIRST_KEY = Duration.ofSeconds(6);
    private static final Duration NEXT_KEY = Duration.ofSeconds(2);
    private static final int LONGEST_DATA = 1024;

    private final Channel channel;
    private final Variables variables;
    private final Earpiece earpiece;
    private final List<Verb> verbs =
            List.of(
                    verb("ANSWER", "", 0, ANY, false, this::answer),
                    verb("CHANNEL STATUS", "[channel]", 0, 1, false, this::channelStatus),
                    verb("GET DATA", "file [ms [max]]", 1, ANY, false, this::getData),
                    verb("GET FULL VARIABLE", "text [channel]", 1, 2, true, this::getFull),
                    verb("GET VARIABLE", "name", 1, 1, true, this::getVariable),
                    verb("HANGUP", "[channel]", 0, 1, false, this::hangUp),
                    verb("NOOP", "[text]", 0, ANY, true, _ -> result("0")),
                    verb("SET AUTOHANGUP", "seconds", 1, 1, false, this::setAutoHangUp),
                    verb("SET VARIABLE", "name value", 2, 2, true, this::setVariable),
                    verb("STREAM FILE", "file keys [offset]", 2, 3, false, this::streamFile),
                    verb("VERBOSE", "text [level]", 1, ANY, true, _ -> result("1")),
                    verb("WAIT FOR DIGIT", "ms", 1, 1, false, this::waitForDigit));

    AsteriskSide(Channel channel, Variables variables, Earpiece earpiece) {
        this.channel = channel;
        this.variables = variables;
        this.earpiece = earpiece;
    }

    /// Executes one command.
    ///
    /// @param dead the caller has hung up, and the server was told
    /// @return the reply without its last line end; empty if the server did not wait for it
    Optional<String> reply(String line, boolean dead) {
        var command = ReceivedCommand.of(line);
        for (var verb : verbs) {
            if (!command.is(verb.name)) continue;
            if (dead && !verb.dead) {
                return Optional.of(
                        "511 Command Not Permitted on a dead channel or intercept routine");
            }
            if (!verb.fits(command.words().size())) return verb.usage();
            var reply = verb.handler.reply(command);
            return reply.equals(WRONG_SYNTAX) ? verb.usage() : reply;
        }
        return Optional.of("510 Invalid or unknown command");
    }

    private Optional<String> answer(ReceivedCommand command) {
        channel.answer();
        return result("0");
    }

    private Optional<String> channelStatus(ReceivedCommand command) {
        return result(String.valueOf(channel.status()));
    }

    private Optional<String> streamFile(ReceivedCommand command) {
        if (ReceivedCommand.number(command.wordOr(4, "0")).isEmpty()) return WRONG_SYNTAX;
        var sound = earpiece.find(command.word(2), variables.language());
        if (sound.isEmpty()) return result("-1 endpos=0");
        var played = earpiece.play(sound.get(), command.word(3));
        return switch (played.heard()) {
            case Pressed(var key) -> result((int) key.symbol() + " endpos=" + played.samples());
            case Nothing.SILENCE -> result("0 endpos=" + played.samples());
            case Nothing.HUNG_UP -> result("-1 endpos=" + played.samples());
            case Nothing.INTERRUPTED -> Optional.empty();
        };
    }

    private Optional<String> waitForDigit(ReceivedCommand command) {
        var ms = ReceivedCommand.number(command.word(3));
        if (ms.isEmpty()) return WRONG_SYNTAX;
        return switch (channel.listen(patience(ms.get()))) {
            case Pressed(var key) -> result(String.valueOf((int) key.symbol()));
            case Nothing.SILENCE -> result("0");
            case Nothing.HUNG_UP -> result("-1");
            case Nothing.INTERRUPTED -> result("1");
        };
    }

    private Optional<String> getData(ReceivedCommand command) {
        var timeout = ReceivedCommand.number(command.wordOr(3, "0")).orElse(0);
        var max = ReceivedCommand.number(command.wordOr(4, "" + LONGEST_DATA)).orElse(0);
        if (max <= 0) return result("-1");
        var name = command.word(2);
        Heard heard = Nothing.SILENCE;
        if (!name.isEmpty()) {
            var sound = earpiece.find(name, variables.language());
            if (sound.isEmpty()) return result("-1");
            heard = earpiece.play(sound.get(), Keypad.ALL).heard();
        }
        if (heard == Nothing.SILENCE) {
            heard = channel.listen(timeout == 0 ? FIRST_KEY : patience(timeout));
        }
        return collect(heard, timeout == 0 ? NEXT_KEY : patience(timeout), max);
    }

    private Optional<String> collect(Heard first, Duration patience, int max) {
        var data = new StringBuilder();
        for (var heard = first; ; heard = channel.listen(patience)) {
            switch (heard) {
                case Pressed(var key) -> {
                    if (key.symbol() == '#') return result(data.toString());
                    data.append(key.symbol());
                    if (data.length() == max) return result(data.toString());
                }
                case Nothing.SILENCE -> {
                    return result(data + " (timeout)");
                }
                case Nothing.HUNG_UP -> {
                    return result("-1");
                }
                case Nothing.INTERRUPTED -> {
                    return Optional.empty();
                }
            }
        }
    }

    private static Duration patience(int ms) {
        return ms < 0 ? Channel.FOREVER : Duration.ofMillis(ms);
    }

    private Optional<String> setAutoHangUp(ReceivedCommand command) {
        var seconds = ReceivedCommand.seconds(command.word(2));
        if (seconds.isEmpty()) return WRONG_SYNTAX;
        channel.hangUpAfter(Duration.ofMillis(Math.round(Math.max(0, seconds.get()) * 1000)));
        return result("0");
    }

    private Optional<String> setVariable(ReceivedCommand command) {
        variables.set(command.word(2), command.word(3));
        return result("1");
    }

    private Optional<String> getVariable(ReceivedCommand command) {
        return result(variables.read(command.word(2)).map(v -> "1 (" + v + ")").orElse("0"));
    }

    private Optional<String> getFull(ReceivedCommand command) {
        return result("1 (" + variables.expand(command.word(3)) + ")");
    }

    private Optional<String> hangUp(ReceivedCommand command) {
        channel.hangUp();
        return result("1");
    }

    private static Optional<String> result(String result) {
        return Optional.of("200 result=" + result);
    }

    private static Verb verb(
            String name, String arguments, int least, int most, boolean dead, Handler handler) {
        return new Verb(List.of(name.split(" ")), arguments, least, most, dead, handler);
    }
}
