package org.ovalogin.cli.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.mailbox.DialPlan;
import picocli.CommandLine;

class DialplanCommandTest {
    private static final Path SHIPPED = Path.of("asterisk-config");

    @TempDir private Path folder;
    private final List<DialPlan> plans = new ArrayList<>();
    private String listens = "127.0.0.1:4573";

    private record Run(int rc, String text) {
        Run says(String words) {
            assertThat(text).contains(words);
            return this;
        }

        Run ends(int code) {
            assertThat(rc).as(text).isEqualTo(code);
            return this;
        }
    }

    @BeforeEach
    void dialPlans() {
        plans.add(
                DialPlan.existing(
                        "default",
                        draft -> {
                            draft.accessTelephoneNumbers = List.of("5000", "+49 (611) 5000");
                            draft.operatorExtension = Optional.of("51235");
                        }));
        plans.add(DialPlan.existing("sales", draft -> draft.voicemailContext = "sales-boxes"));
    }

    private Run dialplan(String... arguments) {
        var out = new StringWriter();
        var site = new DialplanCommand.Site(plans, listens);
        var line =
                new CommandLine(new DialplanCommand((_, _) -> site))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(out, true));
        var all = new ArrayList<>(List.of("--data", folder.toString()));
        all.addAll(List.of(arguments));
        var rc = line.execute(all.toArray(String[]::new));
        return new Run(rc, out.toString());
    }

    private Run check(String extensions) throws IOException {
        return dialplan("--check", write("extensions.conf", extensions).toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Nested
    class Printed {
        @Test
        void everyNumberInBothContexts() {
            dialplan()
                    .ends(0)
                    .says("#include ova.conf")
                    .says(
                            "[internal]\n; Dial plan default: operator 51235\nexten => 5000,1,Gosub(ova-login,s,1(yes,default,internal))\n")
                    .says("exten => +496115000,1,Gosub(ova-login,s,1(yes,default,internal))\n")
                    .says(
                            "[from-outside]\n; Dial plan default: operator 51235\nexten => 5000,1,Gosub(ova-login,s,1(no,default,internal))\n")
                    .says("; Dial plan sales: no operator\n; It has no AccessTelephoneNumbers")
                    .says("exten => 5000,1,Gosub(ova-login,s,1(no,sales))");
        }

        @Test
        void withContextsOfOnesOwn() {
            dialplan("--internal", "phones", "--outside", "trunk", "--operators", "desk")
                    .says("[phones]\n")
                    .says("[trunk]\n")
                    .says("Gosub(ova-login,s,1(yes,default,desk))");
        }

        @Test
        void namesTheServerWhereOvaConfWouldNotFindIt() {
            listens = "10.0.0.5:4599";
            dialplan().says(";   OVA_SERVER=10.0.0.5:4599");
            listens = "0.0.0.0:4573";
            dialplan()
                    .says(";   OVA_SERVER=HOST:4573")
                    .says("HOST is this host as Asterisk reaches it");
        }

        @Test
        void isCheckedAndHasNoOldDoor() throws IOException {
            Files.copy(SHIPPED.resolve("ova.conf"), folder.resolve("ova.conf"));
            plans.removeLast();
            var run = check(dialplan().text());
            run.ends(0);
            assertThat(run.text()).doesNotContain("no line leads to ova-login");
        }

        @Test
        void forFreePbxAndIssabel() throws IOException {
            dialplan("--pbx", "freepbx")
                    .says("; FreePBX writes extensions_additional.conf anew")
                    .says("Disable (*) in Voicemail Menu")
                    .says("[from-internal-custom]\n")
                    .says("; extensions_override_freepbx.conf:")
                    .says("[vm-callme]\nexten => s,1,Hangup()");
            dialplan("--pbx", "Issabel").says("; extensions_override_issabelpbx.conf:");
            dialplan("--pbx", "elsewhere").ends(2).says("allowed: plain, freepbx or issabel");
            Files.copy(SHIPPED.resolve("ova.conf"), folder.resolve("ova.conf"));
            check(dialplan("--pbx", "freepbx").text()).ends(0);
        }
    }

    @Nested
    class Checked {
        @Test
        void theShippedDialplanHasNoOldDoor() {
            dialplan("--check", SHIPPED.resolve("extensions.conf").toString())
                    .ends(0)
                    .says("leads past ova-login");
        }

        @Test
        void eachOldDoorWithItsLine() throws IOException {
            check(
                            """
                            [general]
                            [globals]
                            PIN = 1234
                            [internal]
                            exten => *97,1,Answer()
                            same => n,VoiceMailMain(${CALLERID(num)}@sales-boxes)
                            exten => *98,1,voicemailmain
                            exten => *99,1,ExecIf($["${X}" = "4711"]?VoiceMailMain(1234@default,s))
                            exten => 700,1,VMAuthenticate(1234@default)
                            exten => 701,1,VoiceMailPlayMsg(1234@default)
                            exten => 702,1,Gosub(ova-login,s,voicemail(yes))
                            exten => 703,1,Set(P=${VM_INFO(1234,password)})
                            exten => 704,1,Goto(vm-callme,s,1)
                            ;exten => 705,1,VoiceMailMain()
                            ;-- exten => 706,1,VoiceMailMain()
                            --;
                            """)
                    .ends(1)
                    .says(
                            "extensions.conf:6 [internal] *97: VoiceMailMain(${CALLERID(num)}@sales-boxes) opens mailboxes by Asterisk's own passwords\n  instead: exten => *97,2,Gosub(ova-login,s,1(no,sales))")
                    .says("extensions.conf:7 [internal] *98: voicemailmain() opens")
                    .says(
                            "extensions.conf:8 [internal] *99: VoiceMailMain(1234@default,s) opens a mailbox without any PIN")
                    .says("extensions.conf:9 [internal] 700: VMAuthenticate(1234@default)")
                    .says("extensions.conf:10 [internal] 701: VoiceMailPlayMsg(1234@default)")
                    .says("extensions.conf:11 [internal] 702: ")
                    .says("extensions.conf:12 [internal] 703: VM_INFO(1234,password)")
                    .says("extensions.conf:13 [internal] 704: ")
                    .says("8 lines still lead past ova-login")
                    .says("no line leads to ova-login");
        }

        @Test
        void nothingFoundSteersTheTerminal() throws IOException {
            var run = check("[internal]\nexten => 700,1,VoiceMailMain(1234\u001b[2J@default)\n");
            run.ends(1).says("VoiceMailMain(1234\\u001B[2J@default)");
            assertThat(run.text()).doesNotContain("\u001b");
        }

        @Test
        void noDigitsOfComparedPins() throws IOException {
            var run =
                    check(
                            """
                            [ivr]
                            exten => 5,1,Read(pin,enter-your-code,4)
                             same => n,GotoIf($["${pin}" = "8391"]?in)
                             same => n(in),ExecIf($["${pin}" = "8391"]?VoiceMailMain(1234,s))
                            """);
            run.ends(1).says("extensions.conf:2 [ivr] 5: Read(…) asks for a PIN");
            assertThat(run.text()).doesNotContain("8391");
        }

        @Test
        void aReadOfSomethingElseIsNone() throws IOException {
            check(
                            """
                            [ivr]
                            exten => 5,1,Read(choice,main-menu,1)
                             same => n,Read(PIN,conf-getpin,6)
                             same => n,Read(area_code,enter-area)
                             same => n,Gosub(ova-login,s,1(no))
                            """)
                    .ends(0);
        }

        @Test
        void includedFilesAndTemplates() throws IOException {
            Files.createDirectories(folder.resolve("ext.d"));
            write("ext.d/10-old.conf", "[old](!)\nexten => 8500,1,VoiceMailMain()\n[site](old)\n");
            write("more.conf", "exten => 8501,1,VoiceMailMain()\n");
            check(
                            """
                            #include ext.d/*.conf
                            #tryinclude not-there.conf
                            [internal]
                            #include "more.conf"
                            #exec /bin/false
                            switch => Realtime/@
                            """)
                    .ends(1)
                    .says("ext.d/10-old.conf:2 [site] 8500: VoiceMailMain()")
                    .says("more.conf:1 [internal] 8501: VoiceMailMain()")
                    .says("extensions.conf:5: #exec is not run")
                    .says("[internal] Realtime/@: extensions from elsewhere are not read");
        }

        @Test
        void aFileThatIsNotThere() {
            var run = dialplan("--check", folder.resolve("nothing.conf").toString());
            assertThat(run.rc()).isNotZero();
        }

        @Test
        void prioritiesCountAsInAsterisk() throws IOException {
            check(
                            """
                            [a]
                            exten => 1,1,NoOp()
                            exten => 1,n(x),NoOp()
                            exten => 1,n+5(y),VoiceMailMain()
                            exten => 1,1,VoiceMailMain(never-loaded)
                            exten => 1,x+100(z),VoiceMailMain()
                            exten => 1,strange priority,VoiceMailMain()
                            """)
                    .says("instead: exten => 1,8,Gosub")
                    .says("instead: exten => 1,102,Gosub")
                    .says("instead: exten => 1,103,Gosub")
                    .says("3 lines still lead");
        }
    }

    /// The contexts, extensions and files are those of FreePBX 17 and Issabel 4.
    @Nested
    class Generated {
        private static final String ADDITIONAL =
                """
                [app-vmmain]
                exten => *97,1,Macro(user-callerid,)
                exten => *97,n(check),Set(VMBOXEXISTSSTATUS=${IF(${VM_INFO(${AMPUSER}@${VMCONTEXT},exists)}?SUCCESS:FAILED)})
                exten => *97,n,GotoIf($["${VMBOXEXISTSSTATUS}" = "SUCCESS"]?mbexist)
                exten => *97,n,VoiceMailMain()
                exten => *97,check+101(mbexist),VoiceMailMain(${AMPUSER}@${VMCONTEXT},s)
                [app-dialvm]
                exten => *98,1,Answer
                exten => *98,n(start),Read(MAILBOX,vm-login,,,3,2)
                exten => *98,n(good),VoiceMailMain(${MAILBOX}@${VMCONTEXT})
                exten => *98,n(bad),Read(FAKEPW,vm-password,,,3,2)
                exten => _*98.,1,Answer
                exten => _*98.,n,VoiceMailMain(${EXTEN:3}@${VMCONTEXT})
                [macro-vm]
                exten => a,1,GotoIf($["${DB_EXISTS(AMPUSER/${MEXTEN}/novmstar)}" = "1"]?s,1)
                exten => a,n,GotoIf($["${DB_EXISTS(AMPUSER/${MEXTEN}/vmx/${MODE}/*/ext)}" = "0"]?adef,1)
                exten => adef,1,VoiceMailMain(${MEXTEN}@${VMCONTEXT})
                [vm-callme]
                exten => s,1,Answer
                exten => s,n(repeat),Background(${MSG}&silence/2&vm-repeat&vm-starmain)
                exten => *,1,Macro(get-vmcontext,${MBOX})
                exten => *,n,VoiceMailMain(${MBOX}@${VMCONTEXT},s)
                """;

        private Path exchange(String overriding) throws IOException {
            write("extensions_additional.conf", ADDITIONAL);
            if (Files.notExists(folder.resolve(overriding))) write(overriding, "");
            if (Files.notExists(folder.resolve("extensions_custom.conf")))
                write("extensions_custom.conf", "");
            return write(
                    "extensions.conf",
                    "#include %s\n#include extensions_additional.conf\n#include extensions_custom.conf\n"
                            .formatted(overriding));
        }

        @Test
        void itsDoorsAreFoundAndTheFileToWriteIsNamed() throws IOException {
            var file = exchange("extensions_override_freepbx.conf").toString();
            dialplan("--check", file)
                    .ends(1)
                    .says("extensions_additional.conf:5 [app-vmmain] *97: VoiceMailMain()")
                    .says(
                            "extensions_additional.conf:6 [app-vmmain] *97: VoiceMailMain(${AMPUSER}@${VMCONTEXT},s)")
                    .says("extensions_additional.conf:11 [app-dialvm] *98: Read(…)")
                    .says("extensions_additional.conf:19 [vm-callme] s: Answer(…) is of vm-callme")
                    .says(
                            "extensions_additional.conf:13 [app-dialvm] _*98.: VoiceMailMain(${EXTEN:3}@${VMCONTEXT})")
                    .says(
                            "extensions_additional.conf:17 [macro-vm] adef: VoiceMailMain(${MEXTEN}@${VMCONTEXT})")
                    .says(
                            "extensions_additional.conf:22 [vm-callme] *: VoiceMailMain(${MBOX}@${VMCONTEXT},s) opens a mailbox without any PIN")
                    .says(
                            "instead: in extensions_override_freepbx.conf, since FreePBX writes this file anew: [macro-vm] exten => adef,1,Gosub(ova-login,s,1(no))")
                    .says("./ova dialplan --pbx freepbx");
        }

        @Test
        void issabelIsRecognized() throws IOException {
            var file = exchange("extensions_override_issabelpbx.conf").toString();
            dialplan("--check", file)
                    .ends(1)
                    .says("in extensions_override_issabelpbx.conf, since Issabel writes")
                    .says("./ova dialplan --pbx issabel");
        }

        @Test
        void whatIsPrintedShutsThemAll() throws IOException {
            Files.copy(SHIPPED.resolve("ova.conf"), folder.resolve("ova.conf"));
            var printed = dialplan("--pbx", "freepbx").text();
            var cut = printed.indexOf("; extensions_override_freepbx.conf");
            write("extensions_custom.conf", printed.substring(0, cut));
            write("extensions_override_freepbx.conf", printed.substring(cut));
            dialplan("--check", exchange("extensions_override_freepbx.conf").toString()).ends(0);
        }

        @Test
        void anOverrideThatSomebodyJumpsPastShutsNothing() throws IOException {
            write(
                    "extensions_override_freepbx.conf",
                    "[app-vmmain]\nexten => *97,1,Gosub(ova-login,s,1(yes))\n");
            write(
                    "extensions_custom.conf",
                    "[from-internal-custom]\nexten => 9,1,Goto(app-vmmain,*97,mbexist)\n");
            dialplan("--check", exchange("extensions_override_freepbx.conf").toString())
                    .ends(1)
                    .says("[app-vmmain] *97: VoiceMailMain()");
        }
    }
}
