package org.ovalogin.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.doctor.Diagnosis.Level;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;

/// The doctor's judgement of answers that a real Asterisk gave.
class AsteriskVisitTest {
    private static final InetSocketAddress NOBODY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private static DialPlan plan(String name, String context, String operator) {
        return DialPlan.existing(
                name,
                draft -> {
                    draft.voicemailContext = context;
                    draft.operatorExtension = Optional.of(operator).filter(o -> !o.isEmpty());
                });
    }

    private static Expected expected(
            List<DialPlan> plans, Set<Language> languages, String... boxes) {
        var keys =
                Stream.of(boxes)
                        .map(box -> new MailboxKey(box.split("/")[0], box.split("/")[1]))
                        .toList();
        return new Expected(
                NOBODY,
                Optional.empty(),
                false,
                Optional.of(new Expected.Mailboxes(plans, keys, languages)));
    }

    private static Expected usual() {
        return expected(
                List.of(plan("default", "default", "51235")),
                Set.of(),
                "default/51234",
                "default/51235");
    }

    private static List<Diagnosis> visit(Console console, Expected expected) {
        return new AsteriskVisit(console).check(expected);
    }

    private static List<String> of(List<Diagnosis> found, Level level) {
        return found.stream()
                .filter(d -> d.level() == level)
                .map(d -> d.subject() + ": " + d.found() + " | " + d.hint())
                .toList();
    }

    private static void problem(Console console, Expected expected, String... words) {
        assertThat(of(visit(console, expected), Level.PROBLEM))
                .anySatisfy(line -> assertThat(line).contains(words));
    }

    private static void warning(Console console, Expected expected, String... words) {
        assertThat(of(visit(console, expected), Level.WARNING))
                .anySatisfy(line -> assertThat(line).contains(words));
    }

    private static CapturedConsole planted() {
        return new CapturedConsole("planted");
    }

    private static CapturedConsole shipped() {
        return new CapturedConsole("shipped");
    }

    @Test
    void theShippedConfigurationHasNoMistakeButThatNobodyServesHere() {
        var found = visit(shipped(), usual());
        assertThat(of(found, Level.PROBLEM))
                .singleElement()
                .asString()
                .contains("Asterisk asks 127.0.0.1:4573 (ova.conf:31), and nobody answers there");
        assertThat(of(found, Level.WARNING)).isEmpty();
    }

    @Test
    void oneMistakeHidesNoOther() {
        var problems = of(visit(planted(), usual()), Level.PROBLEM);
        assertThat(problems.stream().map(line -> line.replaceAll(":.*", "")).distinct())
                .contains(
                        "dialplan", "old door", "dial plan", "operator", "keys", "trust", "digits");
    }

    @Test
    void withoutAnAsteriskThereIsOneWarning() {
        assertThat(visit(_ -> Optional.empty(), usual()))
                .singleElement()
                .extracting(Diagnosis::level)
                .isEqualTo(Level.WARNING);
    }

    @Nested
    class TheDialplan {
        @Test
        void withoutOvaConf() {
            problem(
                    shipped()
                            .with(
                                    "dialplan show",
                                    "[ Context 'phones' created by 'pbx_config' ]\n"),
                    usual(),
                    "has no context ova-login",
                    "#include ova.conf");
        }

        @Test
        void asksTheServerOfTheEnvironment() {
            problem(
                    planted(),
                    usual(),
                    "asks 127.0.0.1:4599 (OVA_SERVER in Asterisk's environment)");
        }

        @Test
        void namesADialPlanThatIsNotThere() {
            problem(
                    planted(),
                    usual(),
                    "the dial plan sales",
                    "[recorded] 5001",
                    "there are: default");
        }

        @Test
        void namesAContextThatIsNotThere() {
            problem(planted(), usual(), "names the context operators", "extensions.conf:");
        }

        @Test
        void cannotReachTheOperator() {
            problem(
                    shipped(),
                    expected(List.of(plan("default", "default", "51299")), Set.of()),
                    "the operator 51299 of dial plan default can't be dialled in context phones");
        }

        @Test
        void leadsNowhere() {
            warning(
                    shipped()
                            .changed(
                                    "dialplan show",
                                    "Gosub(ova-login,s,1(yes,default,phones))",
                                    "Hangup()")
                            .changed(
                                    "dialplan show",
                                    "Gosub(ova-login,s,1(no,default,phones))",
                                    "Hangup()"),
                    usual(),
                    "no extension leads to ova.conf");
        }

        @Test
        void hasExtensionsThatAsteriskDoesNotShow() {
            warning(planted(), usual(), "[recorded] Realtime/elsewhere@extensions");
        }
    }

    @Nested
    class OldDoors {
        @Test
        void eachIsNamedWithItsLineAndWithWhatToWrite() {
            problem(
                    planted(),
                    usual(),
                    "extensions.conf:28 [old-door] *97: VoiceMailMain(${CALLERID(num)}@default)",
                    "exten => *97,2,Gosub(ova-login,s,1(no))");
            problem(planted(), usual(), "[old-door] *98: VoiceMailMain()");
            problem(planted(), usual(), "VMAuthenticate(1234@default)");
            problem(planted(), usual(), "VoiceMailPlayMsg(1234@default) plays messages");
            problem(
                    planted(),
                    usual(),
                    "*77: VoiceMailMain(1234@default,s) opens a mailbox without any PIN");
            problem(planted(), usual(), "*99: Read(…) asks for a PIN in the dialplan");
            problem(
                    planted(),
                    usual(),
                    "5003: Goto(…ova-login,s,voicemail…) jumps past the sign-in");
        }

        @Test
        void ovaConfItselfIsNone() {
            assertThat(of(visit(planted(), usual()), Level.PROBLEM))
                    .noneMatch(
                            line ->
                                    line.contains("[ova-login]")
                                            || line.contains("[ova-greetings]"));
        }

        @Test
        void ovaConfWithItsGuardTakenOutIs() {
            problem(
                    shipped()
                            .changed(
                                    "dialplan show",
                                    "VoiceMailMain(${OVA_MAILBOX},s)",
                                    "VoiceMailMain(${ARG1},s)"),
                    usual(),
                    "[ova-login] s: VoiceMailMain(${ARG1},s)");
        }
    }

    @Nested
    class Modules {
        @Test
        void anApplicationThatIsNotRegistered() {
            problem(
                    shipped().changed("core show applications", "VoiceMailMain:", "VoicemailMine:"),
                    usual(),
                    "VoiceMailMain is not registered",
                    "load=app_voicemail.so");
        }

        @Test
        void aFunctionThatIsNotRegistered() {
            problem(
                    shipped().changed("core show functions", "\nSHIFT ", "\nSHIFTY "),
                    usual(),
                    "SHIFT is not registered",
                    "load=func_strings.so");
        }
    }

    @Nested
    class MailboxesAndBoxes {
        @Test
        void aMailboxWithoutABox() {
            problem(
                    shipped(),
                    expected(
                            List.of(plan("default", "default", "")),
                            Set.of(),
                            "default/51234",
                            "default/51235",
                            "default/51299"),
                    "1 mailboxes of dial plan default have no box in Asterisk: 51299@default",
                    "51299 => -x,NAME");
        }

        @Test
        void aBoxWithoutAMailbox() {
            warning(
                    planted(),
                    usual(),
                    "2 boxes of Asterisk have no mailbox here: 60001@default, 1@other");
        }

        @Test
        void aContextThatHasNoBox() {
            problem(
                    shipped(),
                    expected(List.of(plan("default", "office", "")), Set.of(), "default/51234"),
                    "VoicemailContext office, and Asterisk has no box in it",
                    "Asterisk has: default");
        }

        @Test
        void boxesOfADatabaseAreAskedForByContext() {
            var console =
                    shipped()
                            .with(
                                    "voicemail show users",
                                    "You must specify a specific context to show users from realtime!\n")
                            .with(
                                    "voicemail show users for default",
                                    "Context    Mbox  User   Zone NewMsg\ndefault    51234 Sample One   0\n");
            problem(console, usual(), "have no box in Asterisk: 51235@default");
        }

        @Test
        void aBoxByItsAlias() {
            var console =
                    shipped()
                            .with(
                                    "voicemail show aliases",
                                    "Alias Mailbox\n----- -------\n52000@default   51234@default\n");
            assertThat(
                            of(
                                    visit(
                                            console,
                                            expected(
                                                    List.of(plan("default", "default", "")),
                                                    Set.of(),
                                                    "default/52000")),
                                    Level.PROBLEM))
                    .noneMatch(line -> line.startsWith("boxes"));
        }

        @Test
        void aLanguageThatAsteriskDoesNotSpeak() {
            warning(
                    planted(),
                    expected(List.of(plan("default", "default", "")), Set.of(Language.FR)),
                    "no sounds in fr",
                    "asterisk-core-sounds-fr");
        }
    }

    @Nested
    class Keys {
        @Test
        void tonesInACodecThatLosesThem() {
            problem(planted(), usual(), "61000: dtmf_mode=inband with a codec", "rfc4733");
        }

        @Test
        void tonesInTheSound() {
            warning(planted(), usual(), "51234, 51235, outside: dtmf_mode=inband", "recording");
        }

        @Test
        void infoWithoutItsModule() {
            problem(planted(), usual(), "62000: dtmf_mode=info", "res_pjsip_dtmf_info.so");
        }

        @Test
        void aLanguageWithoutPrompts() {
            warning(planted(), usual(), "61000 (nl)", "en, fr, de, es or it");
        }

        @Test
        void numbersThatAPhoneCanChoose() {
            problem(
                    planted(),
                    usual(),
                    "trust: 61000, 62000: reached by Gosub(ova-login,s,1(yes…))");
        }
    }

    @Nested
    class WhoElseHears {
        @Test
        void cel() {
            problem(
                    planted(),
                    usual(),
                    "the event DTMF",
                    "CEL Custom CSV Logging",
                    "events=CHAN_START");
        }

        @Test
        void celWithoutThatEventDoesNot() {
            var console = planted().changed("cel show status", "CEL Tracking Event: DTMF\n", "");
            assertThat(of(visit(console, usual()), Level.PROBLEM))
                    .noneMatch(l -> l.contains("cel.conf"));
        }

        @Test
        void logs() {
            problem(planted(), usual(), "logged to /var/log/asterisk/full");
            problem(planted(), usual(), "logged to /var/log/asterisk/everything");
            assertThat(of(visit(planted(), usual()), Level.PROBLEM))
                    .noneMatch(line -> line.contains("messages.log"));
        }

        @Test
        void amiUsers() {
            problem(planted(), usual(), "AMI tells each key to the users switchboard, boss:");
        }

        @Test
        void amiThatIsSwitchedOffDoesNot() {
            var console =
                    planted()
                            .changed(
                                    "manager show settings",
                                    "Manager (AMI):             Yes",
                                    "Manager (AMI):             No");
            assertThat(of(visit(console, usual()), Level.PROBLEM))
                    .noneMatch(l -> l.contains("AMI tells"));
        }

        @Test
        void ariApplications() {
            problem(planted(), usual(), "the ARI application dashboard hears each key");
            warning(planted(), usual(), "ARI users", "ariuser, reader");
        }

        @Test
        void debugging() {
            warning(planted(), usual(), "core debug is at level 3");
        }

        @Test
        void recordingAtAnEntrance() {
            problem(
                    planted(),
                    usual(),
                    "[recorded] 5001: MixMonitor(…) records callers who sign in");
            assertThat(of(visit(planted(), usual()), Level.PROBLEM))
                    .noneMatch(line -> line.contains("5002: MixMonitor"));
        }

        @Test
        void recordingElsewhere() {
            warning(planted(), usual(), "calls are recorded (extensions.conf:34 [old-door] _X.");
        }

        @Test
        void oneTouchRecording() {
            warning(planted(), usual(), "One Touch MixMonitor on *3");
        }
    }

    @Test
    void noSecretOfAsteriskIsRepeated() {
        for (var diagnosis : visit(planted(), usual()))
            assertThat(diagnosis.toString())
                    .doesNotContain("sekrit", "aripassword", "839201", "987654", "12345)");
    }
}
