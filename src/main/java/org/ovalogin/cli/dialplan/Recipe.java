package org.ovalogin.cli.dialplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.mailbox.DialPlan;

/// The lines that bring callers to ova-login, for the dial plans of an installation.
///
/// @param internal the context of phones whose caller numbers Asterisk vouches for
/// @param outside the context of everybody else
/// @param operators the context in which an operator is dialled
/// @param listens where the server waits for Asterisk, `HOST:PORT`
record Recipe(
        Exchange exchange, String internal, String outside, String operators, String listens) {
    /// The address that `ova.conf` asks by default.
    private static final String USUAL = "127.0.0.1:4573";

    private static final String UNSET = "5000";

    List<String> lines(List<DialPlan> plans) {
        var lines = new ArrayList<String>();
        lines.add("; Copy asterisk-config/ova.conf into Asterisk's folder of configuration.");
        server(lines);
        lines.add("");
        if (exchange == Exchange.PLAIN) plain(lines, plans);
        else generated(lines, plans);
        lines.add("");
        lines.add(
                "; Then: asterisk -rx 'dialplan reload', ./ova dialplan --check FILE, ./ova doctor");
        return lines;
    }

    private void server(List<String> lines) {
        if (listens.equals(USUAL)) {
            lines.add("; It asks %s, where this server listens.".formatted(USUAL));
            return;
        }
        var host =
                listens.startsWith("0.0.0.0:")
                                || listens.startsWith("[::]:")
                                || listens.startsWith("[0:0:0:0:0:0:0:0]:")
                        ? "HOST" + listens.substring(listens.lastIndexOf(':'))
                        : listens;
        lines.add(
                "; This server listens on %s. Asterisk needs in its environment:"
                        .formatted(listens));
        lines.add(";   OVA_SERVER=%s".formatted(host));
        if (host.startsWith("HOST")) lines.add("; HOST is this host as Asterisk reaches it.");
    }

    private void plain(List<String> lines, List<DialPlan> plans) {
        lines.add("; extensions.conf");
        lines.add("#include ova.conf");
        lines.add("");
        lines.add(
                "; Phones whose number Asterisk vouches for: callerid= of their own, trust_id_inbound=no.");
        lines.add("[%s]".formatted(internal));
        for (var plan : plans) numbers(lines, plan, true);
        lines.add("");
        lines.add("; Everybody else. The provider decides in which form a number arrives here.");
        lines.add("[%s]".formatted(outside));
        for (var plan : plans) numbers(lines, plan, false);
    }

    private void numbers(List<String> lines, DialPlan plan, boolean trusted) {
        lines.add("; " + inWords(plan));
        var numbers = dialled(plan);
        if (numbers.isEmpty())
            lines.add(
                    "; It has no AccessTelephoneNumbers: put your number in place of %s."
                            .formatted(UNSET));
        for (var number : numbers.isEmpty() ? List.of(UNSET) : numbers)
            lines.add("exten => %s,1,%s".formatted(number, gosub(plan, trusted)));
    }

    private static String inWords(DialPlan plan) {
        return "Dial plan %s: %s"
                .formatted(
                        plan.name(),
                        plan.operatorExtension()
                                .map("operator %s"::formatted)
                                .orElse("no operator"));
    }

    /// Digits alone, with a leading + or * as it is.
    private static List<String> dialled(DialPlan plan) {
        return plan.accessTelephoneNumbers().stream()
                .map(number -> number.replaceAll("[^0-9+*#]", ""))
                .filter(number -> !number.isEmpty())
                .distinct()
                .toList();
    }

    private String gosub(DialPlan plan, boolean trusted) {
        return "Gosub(ova-login,s,1(%s,%s%s))"
                .formatted(
                        trusted ? "yes" : "no",
                        plan.name(),
                        plan.operatorExtension().map(_ -> "," + operators).orElse(""));
    }

    private void generated(List<String> lines, List<DialPlan> plans) {
        var first = plans.isEmpty() ? Optional.<DialPlan>empty() : Optional.of(plans.getFirst());
        lines.addAll(
                """
                ; %1$s writes extensions_additional.conf anew at each "Apply Config". In its GUI:
                ; 1. Feature Codes: disable My Voicemail (*97), Dial Voicemail (*98, also *98 and an extension) and
                ;    Direct Dial Prefix (*), which leads into a greeting.
                ; 2. Extensions, each one, Voicemail: "Disable (*) in Voicemail Menu" = Yes (novmstar). Else * during
                ;    a greeting leads to VoiceMailMain.
                ; 3. Custom Destinations: %2$s,s,1 ; Inbound Routes: your voice-mail number to this destination.
                ; 4. Apply Config.
                ; It gives its phones trust_id_inbound=yes as a rule: then say no below in place of yes.

                ; extensions_custom.conf
                #include ova.conf

                [%3$s]
                """
                        .formatted(exchange.inWords(), outside, internal)
                        .lines()
                        .toList());
        for (var plan : plans) numbers(lines, plan, true);
        lines.add("");
        lines.add("[%s]".formatted(outside));
        first.ifPresent(plan -> lines.add("exten => s,1,%s".formatted(gosub(plan, false))));
        lines.add("");
        lines.add(
                "; %s: what the GUI can't close. Each stays shut after \"Apply Config\"."
                        .formatted(exchange.overriding));
        var gosub = first.map(plan -> gosub(plan, false)).orElse("Hangup()");
        lines.addAll(
                """
                [app-vmmain]
                exten => *97,1,%1$s
                [app-dialvm]
                exten => *98,1,%1$s
                exten => _*98.,1,%1$s
                exten => _dvm.,1,%1$s
                ; * during a greeting
                [macro-vm]
                exten => adef,1,%1$s
                ; "Call me" of the user's page plays a message to whoever answers.
                [vm-callme]
                exten => s,1,Hangup()
                exten => *,1,Hangup()
                """
                        .formatted(gosub)
                        .lines()
                        .toList());
    }
}
