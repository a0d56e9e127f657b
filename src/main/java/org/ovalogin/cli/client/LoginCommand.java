package org.ovalogin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.terminal.Asking;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Prompt;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Told;
import org.ovalogin.cli.terminal.TypedSecret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./ova login`: gets a token, and keeps it for the other commands.
@Command(
        name = "login",
        description = {
            "Signs in to a server for ./ova shell, ./ova run and ./ova mailbox: asks for account and password and keeps a"
                    + " token, not the password.",
            "Without a terminal the account is the first line of standard input (unless --account names it) and the"
                    + " password the next."
        },
        mixinStandardHelpOptions = true)
public final class LoginCommand implements Callable<Integer> {
    /// Address of `./ova serve` on this host, unless configured otherwise.
    static final String HERE = "http://127.0.0.1:8080";

    private final InputStream standardInput;
    private final Map<String, String> environment;

    @Spec CommandSpec spec;
    @Mixin ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description =
                    "The server (default: OVA_URL, else that of the last login, else "
                            + HERE
                            + ").")
    Optional<String> url = Optional.empty();

    @Option(names = "--account", paramLabel = "NAME", description = "The account.")
    Optional<String> account = Optional.empty();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description = "How long the token is good (default: ${DEFAULT-VALUE}).")
    int days;

    public LoginCommand() {
        this(System.in, System.getenv());
    }

    public LoginCommand(InputStream standardInput, Map<String, String> environment) {
        this.standardInput = standardInput;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (var person = new Prompt(standardInput)) {
            signIn(person);
            return ExitCodes.DONE;
        } catch (ShellException e) {
            return new Told(spec.commandLine().getErr()).end(e);
        }
    }

    private void signIn(Asking asking) {
        var profile = Profile.in(environment);
        var connection = Connection.to(address(profile), environment, server.options());
        if (Connection.readable(connection.url()))
            spec.commandLine()
                    .getErr()
                    .println(
                            "WARNING: %s is not encrypted: the password can be read on the way"
                                    .formatted(connection.url()));
        var rest = new Rest(connection);
        var name = account.orElseGet(() -> asking.line("Account: ").strip());
        if (name.isEmpty() || name.indexOf(':') >= 0)
            throw ShellException.usage("this is no account's name", "it has no colon in it");
        var body = Rest.JSON.createObjectNode();
        body.put("name", tokenName());
        body.put("days", days);
        var password = asking.secret("Password: ");
        JsonNode answer;
        try {
            answer = rest.send(Request.of("POST", "tokens").body(body), name, password);
        } finally {
            Arrays.fill(password, ' ');
        }
        profile.write(
                new Profile.Saved(
                        connection.url(),
                        new TypedSecret(answer.path("token").asText("")),
                        answer.path("id").asText(""),
                        connection.ca(),
                        Connection.insecure(environment, server.options())));
        var out = spec.commandLine().getOut();
        out.println(
                Quote.printable(
                        "signed in to %s as %s (%s) until %s; the token is in %s"
                                .formatted(
                                        connection.url(),
                                        answer.path("account").asText(name),
                                        answer.path("role").asText("?"),
                                        answer.path("expiresAt").asText("?"),
                                        profile.file())));
        out.flush();
    }

    private String address(Profile profile) {
        return url.or(
                        () ->
                                Optional.ofNullable(environment.get("OVA_URL"))
                                        .filter(u -> !u.isBlank()))
                .or(() -> profile.read().map(Profile.Saved::url))
                .orElse(HERE);
    }

    private static String tokenName() {
        return "shell of " + System.getProperty("user.name", "unknown");
    }
}
