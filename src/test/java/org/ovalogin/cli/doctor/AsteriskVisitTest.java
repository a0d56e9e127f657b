package org.ovalogin.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.Ports;
import org.ovalogin.cli.doctor.Diagnosis.Level;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;

/// The doctor's judgement of answers that a real Asterisk gave.
class AsteriskVisitTest {
    private static final int ASKED = Ports.free();
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
                        .map(
                                box ->
                                        new MailboxKey(
                                                box.replaceFirst("/.*", ""),
                                                box.replaceFirst(".*/", "")))
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
        return visit(console, expected, Path.of("/nowhere"));
    }

    private static List<Diagnosis> visit(Console console, Expected expected, Path configuration) {
        return new AsteriskVisit(console, Optional.of(configuration)).check(expected);
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
        return alone("planted");
    }

    private static CapturedConsole shipped() {
        return alone("shipped");
    }

    /// Asks at a port where nobody serves, whatever runs on this machine.
    private static CapturedConsole alone(String name) {
        return new CapturedConsole(name)
                .changed("dialplan show", "127.0.0.1:4573", "127.0.0.1:" + ASKED);
    }

    @Test
    void theShippedConfigurationHasNoMistakeButThatNobodyServesHere() {
        var found = visit(shipped(), usual());
        assertThat(of(found, Level.PROBLEM))
                .singleElement()
                .asString()
                .contains(
                        "Asterisk asks 127.0.0.1:%d (ova.conf:50), and nobody answers there"
                                .formatted(ASKED));
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
        void withARequestOfItsOwnToSomebodyElse() {
            problem(
                    shipped()
                            .changed(
                                    "dialplan show",
                                    "Gosub(ova-login,s,1(no,default,phones))",
                                    "AGI(agi://127.0.0.1:2/login?dialplan=default)"),
                    usual(),
                    "asks 127.0.0.1:2 (extensions.conf:24 [from-outside] 5000), and nobody answers");
        }

        @Test
        void trustThatIsMisspelt() {
            warning(
                    shipped().changed("dialplan show", "s,1(yes,default", "s,1(true,default"),
                    usual(),
                    "extensions.conf:20 [internal] 5000 says neither yes nor no");
        }

        @Test
        void ovaConfWithoutAGuard() throws IOException {
            problem(
                    shipped()
                            .changed(
                                    "dialplan show",
                                    "GotoIf($[\"${OVA_RESULT}\" != \"SUCCESS\"]?bye)",
                                    "NoOp()"),
                    usual(),
                    "ova.conf: [ova-login] lacks",
                    "copy asterisk-config/ova.conf");
            var ours = java.nio.file.Files.readString(Path.of("asterisk-config/ova.conf"));
            assertThat(OvaConf.GUARDS).allSatisfy(guard -> assertThat(ours).contains(guard));
        }

        @Test
        void ovaConfOfAnEarlierRelease() {
            warning(
                    shipped().changed("dialplan show", "Set(OVA_CONF=2)", "NoOp()"),
                    usual(),
                    "ova.conf: version 1 is loaded, and this release has version 2 | copy");
            warning(planted(), usual(), "ova.conf: version 1 is loaded");
        }

        @Test
        void ovaConfOfALaterReleaseWhoseCallsAreRefused() throws IOException {
            problem(
                    shipped().changed("dialplan show", "Set(OVA_CONF=2)", "Set(OVA_CONF=3)"),
                    usual(),
                    "ova.conf: version 3 is loaded, and this release has version 2: servers of this release refuse its calls | upgrade the servers first");
            assertThat(java.nio.file.Files.readString(Path.of("asterisk-config/ova.conf")))
                    .contains("Set(OVA_CONF=" + OvaConf.VERSION + ")");
        }

        @Test
        void aLanguageWithoutPromptsOrAMailboxInItsPlace() {
            for (var argument : List.of("pt", "51234"))
                warning(
                        shipped()
                                .changed(
                                        "dialplan show",
                                        "s,1(yes,default,phones)",
                                        "s,1(yes,default,phones,%s)".formatted(argument)),
                        usual(),
                        "extensions.conf:20 [internal] 5000 names the language " + argument,
                        "the fifth is a mailbox's extension");
            assertThat(
                            of(
                                    visit(
                                            shipped()
                                                    .changed(
                                                            "dialplan show",
                                                            "s,1(yes,default,phones)",
                                                            "s,1(yes,default,phones,fr_CA,51234)"),
                                            usual()),
                                    Level.WARNING))
                    .isEmpty();
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
        void noFormatForOurPrompts() {
            problem(
                    shipped()
                            .changed(
                                    "core show file formats",
                                    "slin       wav        wav ",
                                    "slin       raw        raw "),
                    usual(),
                    "plays no WAV files",
                    "format_wav.so");
        }

        @Test
        void otherFoldersForLanguages() {
            problem(
                    shipped()
                            .changed(
                                    "core show settings",
                                    "Language prefix:             Enabled",
                                    "Language prefix:             Disabled"),
                    usual(),
                    "languageprefix=no");
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
                    "no box in Asterisk for 1 mailbox of dial plan default: 51299@default",
                    "51299 => -x,NAME");
        }

        @Test
        void aBoxWithoutAMailbox() {
            warning(
                    planted(),
                    usual(),
                    "no mailbox here for 2 boxes of Asterisk: 60001@default, 1@other");
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
            problem(
                    console,
                    usual(),
                    "no box in Asterisk for 1 mailbox of dial plan default: 51235@default");
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

        @Test
        void aRegionsLanguageIsEnough() {
            var english = List.of(plan("default", "default", ""));
            assertThat(
                            of(
                                    visit(planted(), expected(english, Set.of(Language.EN_GB))),
                                    Level.WARNING))
                    .noneMatch(line -> line.contains("no sounds in"));
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
            warning(planted(), usual(), "61000 (nl)", "en, en-GB, fr, de, es or it");
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
                    "AMI users with read=call",
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
            problem(
                    planted()
                            .with(
                                    "ari show app dashboard",
                                    """
                                    Name: dashboard
                                      Debug: No
                                      Subscription Model: Application/Explicit Resource Subscription
                                      Subscriptions: 1
                                        Channels:
                                        Bridges:
                                        Endpoints:
                                          PJSIP/51234 (1)
                                    """),
                    usual(),
                    "the ARI application dashboard hears each key of PJSIP/51234");
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
        void recordingThatOvaConfStopsIsNone() {
            var stopped =
                    planted()
                            .changed(
                                    "dialplan show",
                                    "MixMonitor(,r(in.wav)t(out.wav))",
                                    "MixMonitor(both.wav,r(in.wav))");
            assertThat(of(visit(stopped, usual()), Level.PROBLEM))
                    .noneMatch(line -> line.contains("MixMonitor(…) records"));
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

    /// Files that Asterisk's console does not show.
    @Nested
    class Files {
        @TempDir private Path folder;

        private void write(String name, String text) throws IOException {
            java.nio.file.Files.writeString(folder.resolve(name), text);
        }

        private List<String> found(Console console, Level level) {
            return of(visit(console, usual(), folder), level);
        }

        private void finds(Level level, String... words) {
            assertThat(found(shipped(), level))
                    .anySatisfy(line -> assertThat(line).contains(words));
        }

        @Test
        void boxesThatPlaceCalls() throws IOException {
            write(
                    "voicemail.conf",
                    """
                    [general]
                    format=wav
                    [default]
                    51234 => -x,Sample One,,,attach=no|dialout=internal
                    51235 => -x,Sample Two,two@contoso.com,,callback=phones
                    """);
            finds(
                    Level.PROBLEM,
                    "toll: callers in a box can place calls",
                    "callers from outside included",
                    "51234@default (voicemail.conf:4), 51235@default (voicemail.conf:5)");
        }

        @Test
        void allBoxesThatPlaceCalls() throws IOException {
            write("voicemail.conf", "[general]\ndialout=internal\n[default]\n51234 => -x,One\n");
            finds(Level.PROBLEM, "voicemail.conf:2: dialout=internal lets callers in any box");
        }

        @Test
        void boxesThatPlaceCallsForTrustedPhonesOnly() throws IOException {
            write("voicemail.conf", "[default]\n51234 => -x,One,,,dialout=internal\n");
            var console =
                    shipped()
                            .changed(
                                    "dialplan show",
                                    "Gosub(ova-login,s,1(no,default,phones))",
                                    "Hangup()");
            assertThat(found(console, Level.PROBLEM)).noneMatch(line -> line.startsWith("toll"));
            assertThat(found(console, Level.WARNING)).anyMatch(line -> line.startsWith("toll"));
        }

        @Test
        void passwordsThatCanBeKeyed() throws IOException {
            write(
                    "voicemail.conf",
                    """
                    [default]
                    51234 => 839201,One
                    51235 => -4711,Two
                    51236 => ,Three
                    51237 => -x,Four
                    [zonemessages]
                    paris=Europe/Paris|'vm-received' Q 'digits/at' R
                    """);
            finds(
                    Level.WARNING,
                    "a password that can be keyed in 2 boxes: 51234@default (voicemail.conf:2), 51235@default (voicemail.conf:3)");
            finds(
                    Level.PROBLEM,
                    "asks for no password in 1 box",
                    "51236@default (voicemail.conf:4)");
            assertThat(visit(shipped(), usual(), folder).toString())
                    .doesNotContain("839201", "4711");
        }

        @Test
        void theShippedFolderIsInOrder() {
            var found = visit(shipped(), usual(), Path.of("asterisk-config").toAbsolutePath());
            assertThat(of(found, Level.WARNING)).isEmpty();
            assertThat(of(found, Level.PROBLEM))
                    .as("nobody serves here")
                    .allMatch(line -> line.startsWith("dialplan: "));
            assertThat(of(found, Level.OK)).anyMatch(line -> line.startsWith("voicemail.conf: "));
        }

        @Test
        void debuggingAtEachStart() throws IOException {
            write(
                    "cli.conf",
                    """
                    [startup_commands]
                    core show uptime = yes
                    rtp set debug on = yes
                    agi set debug on = no
                    agi set debug off = yes
                    core set debug 5 = yes
                    """);
            finds(Level.PROBLEM, "cli.conf:3 runs 'rtp set debug on'", "'rtp set debug off'");
            finds(Level.PROBLEM, "cli.conf:6 runs 'core set debug 5'", "'core set debug 0'");
            assertThat(found(shipped(), Level.PROBLEM)).noneMatch(line -> line.contains("agi set"));
        }

        @Test
        void linesOfTheirFilesAreNamed() throws IOException {
            write("logger.conf", "[general]\n[logfiles]\nfull => notice,dtmf\n");
            write("manager.conf", "[general]\nenabled=yes\n[boss]\nsecret=sekrit\nread=all\n");
            write("cel.conf", "[general]\nenable=yes\nevents=ALL\n");
            assertThat(found(planted(), Level.PROBLEM))
                    .anyMatch(line -> line.contains("logger.conf (logger.conf:3) has dtmf"))
                    .anyMatch(line -> line.contains("boss (manager.conf:5)"))
                    .anyMatch(line -> line.contains("cel.conf (cel.conf:3) has the event DTMF"));
        }

        @Test
        void keysThatALogHasAlready() throws IOException {
            write(
                    "full",
                    """
                    [2026-11-29 13:28:06] DTMF[124][C-1]: channel.c:3887 DTMF end '7' received
                    [2026-11-29 13:28:06] VERBOSE[1] <PJSIP/1>AGI Rx << 200 result=55
                    """);
            write("messages", "[2026-11-29 13:28:06] NOTICE[124]: all is well\n");
            var console =
                    shipped()
                            .changed(
                                    "logger show channels",
                                    "/var/log/asterisk/messages.log",
                                    folder + "/full   ")
                            .changed(
                                    "logger show channels",
                                    "                                    Console",
                                    folder + "/messages File");
            var problems = found(console, Level.PROBLEM);
            assertThat(problems).anyMatch(line -> line.contains("/full has 2 lines with keys"));
            assertThat(problems).noneMatch(line -> line.contains("/messages has"));
            assertThat(problems.toString()).doesNotContain("'7'", "result=55");
        }

        @Test
        void aFileThatAsteriskWouldRefuseHidesNothing() throws IOException {
            write("voicemail.conf", "51234 => 839201,One\n");
            write("cli.conf", "[startup_commands]\nrtp set debug on = yes\n");
            finds(Level.WARNING, "voicemail.conf: not read: ");
            finds(Level.PROBLEM, "cli.conf:2 runs");
            assertThat(visit(shipped(), usual(), folder).toString()).doesNotContain("839201");
        }

        @Test
        void verboseFiles() {
            assertThat(found(planted(), Level.WARNING)).isNotEmpty();
            assertThat(
                            found(
                                    shipped()
                                            .changed(
                                                    "logger show channels",
                                                    "messages.log      File     default    Enabled    - NOTICE",
                                                    "messages.log      File     default    Enabled    - VERBOSE"),
                                    Level.WARNING))
                    .anyMatch(
                            line ->
                                    line.contains(
                                            "has verbose for /var/log/asterisk/messages.log"));
        }
    }

    @Test
    void noSecretOfAsteriskIsRepeated() {
        for (var diagnosis : visit(planted(), usual()))
            assertThat(diagnosis.toString())
                    .doesNotContain("sekrit", "aripassword", "839201", "987654", "12345)");
    }
}
