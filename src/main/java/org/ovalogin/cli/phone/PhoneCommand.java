package org.ovalogin.cli.phone;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./ova phone`: a phone in the terminal, with Asterisk's side of FastAGI behind it.
@Command(
        name = "phone",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Calls the server as Asterisk would. Shows the prompts and dials the keys you type.",
            "",
            "Keys: 0-9, * and # count at once and cut a prompt; h, Ctrl-C or Ctrl-D hangs up. Each"
                    + " key shows as a dot, never as itself, or as a cross if nothing could read it:"
                    + " Asterisk drops keys between two commands of the server. A wait without a key"
                    + " shows as three dots."
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the caller signed in (RESULT SUCCESS)",
            "1:any other result",
            "2:wrong usage, or no server"
        },
        footerHeading = "%nKeys given beforehand (--keys):%n",
        footer = {
            "Each key is there as soon as the server reads keys. Prompts take no time, waits do.",
            "A comma holds back the keys after it until the server speaks next. Speech in progress"
                    + " when the server takes the key before the comma does not count. Sounds in a row,"
                    + " with no key taken and no wait between them, count as speaking once. A line of"
                    + " dots separates one time from the next.",
            "The phone hangs up once all keys are used and the server has spoken again and waits"
                    + " for another key.",
            "",
            "  '51234#135790#1'            sign in, go to voice mail, all in one go",
            "  '51234#135790#,1'           the same, waiting for the menu",
            "  '51234#111111#,,135790#'    a wrong PIN, then the right one; the refusal",
            "                              and the next question are spoken separately",
            "  ',,'                        says nothing until the server has asked twice",
            "  --keys - < file             keeps the keys out of the list of processes"
        })
public final class PhoneCommand implements Callable<Integer> {
    private static final int NOT_CALLED = 2;

    /// Beginning of the name of its channels, which no call of Asterisk has.
    public static final String CHANNEL = "PJSIP/ova-phone-";

    /// Characters that are safe in the announcement's lines.
    private static final Pattern CALLER = Pattern.compile("[A-Za-z0-9+*#._-]{1,64}");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*");

    private final Function<Language, Map<String, String>> texts;
    private final InputStream standardInput;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:4573",
            description = "the server to call; default: ${DEFAULT-VALUE}")
    private String to = "";

    @Option(
            names = "--dialplan",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "the dial plan to call; default: ${DEFAULT-VALUE}")
    private String dialplan = "";

    @Option(
            names = "--caller",
            paramLabel = "NUMBER",
            defaultValue = "",
            description = "the caller's number; default: none")
    private String caller = "";

    @Option(
            names = "--trusted",
            description = "call as a phone whose number the dialplan vouches for")
    private boolean trusted;

    @Option(
            names = "--language",
            paramLabel = "xx",
            defaultValue = "en",
            description = "the channel's language; default: ${DEFAULT-VALUE}")
    private String language = "";

    @Option(
            names = "--keys",
            paramLabel = "STRING",
            description = "dial these keys, see below; - reads them from standard input")
    private @Nullable String keys;

    @Option(names = "--sound", description = "also play the prompts aloud")
    private boolean sound;

    public PhoneCommand() {
        this(language -> new Catalogue().sounds(language), System.in);
    }

    PhoneCommand(Function<Language, Map<String, String>> texts, InputStream standardInput) {
        this.texts = texts;
        this.standardInput = standardInput;
    }

    /// @throws ParameterException for wrong usage
    @Override
    public Integer call() {
        var server = usable("--to", () -> ServerAddress.of(to));
        var announcement =
                new Announcement(
                        server.toString(),
                        dialplan,
                        trusted,
                        caller.isEmpty() ? "" : matching("--caller", caller, CALLER),
                        CHANNEL + "%08x".formatted(ThreadLocalRandom.current().nextInt()),
                        matching("--language", language, LANGUAGE));
        var script = script();
        return script.isPresent()
                ? call(server, announcement, script.get(), new Transcript(out()), _ -> {})
                : callByHand(server, announcement);
    }

    private int callByHand(ServerAddress server, Announcement announcement) {
        try (var keyboard = Keyboard.open()) {
            var transcript = new Transcript(out());
            var keypad = new LiveKeypad();
            return call(
                    server,
                    announcement,
                    keypad,
                    transcript,
                    channel -> {
                        transcript.note("keys 0-9 * #, h hangs up");
                        keyboard.dial(keypad, channel, transcript);
                    });
        } catch (IOException e) {
            return fail(
                    "a phone to dial by hand needs a terminal",
                    "--keys dials without one, see ./ova phone --help");
        }
    }

    private int call(
            ServerAddress server,
            Announcement announcement,
            Keypad keypad,
            Transcript transcript,
            Consumer<Channel> connected) {
        try (var socket = server.connect()) {
            var channel = new Channel(keypad, transcript);
            connected.accept(channel);
            return talk(socket, announcement, channel, transcript);
        } catch (UnknownHostException e) {
            return fail("there is no host " + server.host(), "--to names the server to call");
        } catch (IOException e) {
            return fail(
                    "no server at " + server + ": " + e.getMessage(),
                    "is `./ova serve` running? --to names another server");
        }
    }

    private int talk(
            Socket socket, Announcement announcement, Channel channel, Transcript transcript) {
        var home = Optional.ofNullable(System.getProperty("ova.home"));
        var sounds =
                new InstalledSounds(
                        texts, home.map(h -> Path.of(h).resolve("asterisk-config/sounds")));
        var variables = new Variables(language, announcement.channel());
        var earpiece = new Earpiece(channel, sounds, transcript, new Speaker(transcript, sound));
        new AgiConversation(socket, channel, new AsteriskSide(channel, variables, earpiece))
                .hold(announcement);
        transcript.close();
        var result = variables.result();
        out().println(result.line());
        out().flush();
        return result.exitCode();
    }

    private Optional<KeyScript> script() {
        if (keys == null) return Optional.empty();
        var typed = keys.equals("-") ? readStandardInput() : keys;
        return Optional.of(usable("--keys", () -> KeyScript.of(typed, sound)));
    }

    private String readStandardInput() {
        try {
            return new String(standardInput.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the keys from standard input", e);
        }
    }

    private String matching(String option, String value, Pattern pattern) {
        if (pattern.matcher(value).matches()) return value;
        throw new ParameterException(
                commandLine(), option + ": '" + value + "' does not match " + pattern);
    }

    private <T> T usable(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), option + ": " + e.getMessage());
        }
    }

    private int fail(String error, String hint) {
        var err = commandLine().getErr();
        err.println("ova phone: " + error);
        err.println("hint: " + hint);
        err.flush();
        return NOT_CALLED;
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "started by picocli").commandLine();
    }
}
