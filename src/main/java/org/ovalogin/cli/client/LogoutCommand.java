package org.ovalogin.cli.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.ShellException.Kind;
import org.ovalogin.cli.terminal.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./ova logout`: takes the token back.
@Command(
        name = "logout",
        description = "Takes the token of ./ova login back and forgets it.",
        mixinStandardHelpOptions = true)
public final class LogoutCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec CommandSpec spec;
    @Mixin ServerOptions server = new ServerOptions();

    public LogoutCommand() {
        this(System.getenv());
    }

    public LogoutCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try {
            var profile = Profile.in(environment);
            var saved = profile.read();
            if (saved.isEmpty())
                throw ShellException.usage(
                        "nobody is signed in here", profile.file() + " is not there");
            var kept = saved.get();
            try {
                takeBack(kept);
            } finally {
                profile.delete();
            }
            spec.commandLine().getOut().println("signed out of " + kept.url());
            return ExitCodes.DONE;
        } catch (ShellException e) {
            return new Told(err).end(e);
        }
    }

    /// A token that is gone already counts as revoked.
    private void takeBack(Profile.Saved saved) {
        var ca = server.ca.or(saved::ca);
        var connection = new Connection(saved.url(), Optional.of(saved.token()), ca);
        try {
            new Rest(connection).send(Request.of("DELETE", "tokens", saved.tokenId()));
        } catch (ShellException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED) return;
            throw new ShellException(
                    e.kind(),
                    "the token is forgotten here, but not taken back: " + e.said(),
                    "it is good until it expires, or an administrator deletes it");
        }
    }
}
