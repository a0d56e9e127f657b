package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.BaseAgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.command.AgiCommand;
import org.asteriskjava.fastagi.command.AnswerCommand;
import org.asteriskjava.fastagi.command.GetDataCommand;
import org.asteriskjava.fastagi.command.GetFullVariableCommand;
import org.asteriskjava.fastagi.command.SetAutoHangupCommand;
import org.asteriskjava.fastagi.command.SetVariableCommand;
import org.asteriskjava.fastagi.command.StreamFileCommand;
import org.asteriskjava.fastagi.command.WaitForDigitCommand;

/// Asterisk-Java's own server, which sends the same dialog through its own commands.
final class AsteriskJavaPeer {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private AsteriskJavaPeer() {}

    /// @param arguments port, file of the dialog, size of the pool or 0 for the default
    public static void main(String[] arguments) {
        var dialog = Dialog.read(arguments[1]);
        var server =
                new DefaultAgiServer(
                        new BaseAgiScript() {
                            @Override
                            public void service(AgiRequest request, AgiChannel channel)
                                    throws AgiException {
                                for (var line : dialog) channel.sendCommand(command(line));
                            }
                        });
        server.setPort(Integer.parseInt(arguments[0]));
        var pool = Integer.parseInt(arguments[2]);
        if (pool > 0) {
            server.setPoolSize(Math.min(pool, 1000));
            server.setMaximumPoolSize(pool);
        }
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                server.startup();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        System.out.println("ready");
    }

    private static AgiCommand command(String line) {
        List<String> words = new ArrayList<>();
        var word = WORD.matcher(line);
        while (word.find()) words.add(word.group(1) == null ? word.group(2) : word.group(1));
        return switch (words.get(0) + " " + (words.size() > 1 ? words.get(1) : "")) {
            case "ANSWER " -> new AnswerCommand();
            case "SET AUTOHANGUP" -> new SetAutoHangupCommand(Integer.parseInt(words.get(2)));
            case "SET VARIABLE" -> new SetVariableCommand(words.get(2), words.get(3));
            case "STREAM FILE" -> new StreamFileCommand(words.get(2), words.get(3));
            case "WAIT FOR" -> new WaitForDigitCommand(Long.parseLong(words.get(3)));
            case "GET DATA" ->
                    new GetDataCommand(
                            words.get(2),
                            Long.parseLong(words.get(3)),
                            Integer.parseInt(words.get(4)));
            case "GET FULL" -> new GetFullVariableCommand(words.get(3));
            default -> throw new IllegalStateException("no command known for the dialog's " + words);
        };
    }
}
