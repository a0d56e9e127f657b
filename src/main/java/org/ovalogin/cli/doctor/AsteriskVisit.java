package org.ovalogin.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ovalogin.cli.dialplan.ShownDialplan;

/// All checks of a running Asterisk. Changes nothing there.
public final class AsteriskVisit {
    private final Console console;
    private final Optional<Path> configuration;

    /// @param console of the Asterisk on this host
    /// @param configuration its folder of configuration; empty: where Asterisk says
    public AsteriskVisit(Console console, Optional<Path> configuration) {
        this.console = console;
        this.configuration = configuration;
    }

    /// Asterisk's answer to `core show settings`; empty: it does not answer.
    public String settings() {
        return console.ask("core show settings").orElse("");
    }

    public List<Diagnosis> check(Expected expected) {
        if (console.ask("core show version").filter(said -> said.startsWith("Asterisk ")).isEmpty())
            return List.of(
                    Diagnosis.warning(
                            "dialplan",
                            "not checked, nor anything else of Asterisk: none answers here",
                            "run this on Asterisk's host, as a user who may control Asterisk, such as --asterisk 'sudo asterisk'"));
        var dialplan = ShownDialplan.read(console.ask("dialplan show").orElse(""));
        var folder = ConfigFolder.of(configuration, settings());
        var found = new ArrayList<Diagnosis>();
        whole("modules", found, () -> Registered.check(console));
        whole("dialplan", found, () -> new Requests(console, expected).check(dialplan));
        whole("old door", found, () -> Doors.check(dialplan, expected));
        expected.mailboxes()
                .ifPresent(ours -> whole("boxes", found, () -> new Boxes(console).check(ours)));
        whole("endpoints", found, () -> new Endpoints(console).check(dialplan));
        whole("voicemail.conf", found, () -> new BoxFile(folder).check(dialplan));
        whole("digits", found, () -> Recording.check(dialplan));
        whole("digits", found, () -> new DigitListeners(console, folder).check());
        whole("digits", found, () -> new WrittenDigits(console, folder).check());
        found.addAll(folder.unread());
        return found;
    }

    /// One check that fails hides no other.
    private static void whole(
            String subject, List<Diagnosis> found, Supplier<List<Diagnosis>> check) {
        try {
            found.addAll(check.get());
        } catch (RuntimeException e) {
            found.add(
                    Diagnosis.problem(
                            subject,
                            "this check itself failed: " + e.getClass().getSimpleName(),
                            "report it, with the release of Asterisk"));
        }
    }
}
