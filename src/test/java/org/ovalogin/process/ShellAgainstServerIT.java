package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines from Exchange administrators' scripts, against a server.
class ShellAgainstServerIT {
    private static final String PASSWORD = "correct horse battery";
    private static final String LINE =
            "Set-UMMailboxPIN -Identity tonysmith@contoso.com -PIN 1985848 -PinExpired $true";

    @TempDir private static Path folder;
    private static Path data;
    private static OvaServer server;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        server = Ova.serve(data).start();
        Ova.account(data, "add", "ada", "--role", "administrator")
                .input(PASSWORD + "\n")
                .run()
                .succeeded();
        login("profile");
        script("Enable-UMMailbox tonysmith@contoso.com -Extensions 51234 -Name 'Tony Smith'")
                .succeeded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLineOfAnOldScriptWorksAsItIs() {
        var done = shell("run", LINE).run();
        assertThat(done.status()).as(done.err()).isZero();
        assertThat(done.out())
                .containsPattern("UserID +: tonysmith@contoso.com")
                .containsPattern("PinExpired +: True")
                .doesNotContain("1985848");
        assertThat(done.err()).startsWith("WARNING: a PIN in the arguments").hasLineCount(1);
        await().untilAsserted(
                        () ->
                                assertThat(new InstalledOva(data).letters())
                                        .anyMatch(
                                                l ->
                                                        InstalledOva.read(l)
                                                                .contains("PIN: 1985848")));
        assertThat(server.log()).doesNotContain("1985848");
    }

    @Test
    void pipelinesAndFilesReachTheServerAndComeBack() throws IOException {
        var users = folder.resolve("users.csv");
        var locked = folder.resolve("locked.csv");
        Files.writeString(
                users,
                """
                Identity,Extensions,Name,PIN
                lea@contoso.com,51235,Léa Dupont,
                bob@contoso.com,"51236,51246","O'Hara, Bob",837465
                """);
        var done =
                script(
                        """
                        # onboarding, as in the old script
                        Import-Csv %s | Enable-UMMailbox -UMMailboxPolicy "default Default Policy" -PinExpired $true -DomainController dc01 | ft Identity,Extensions
                        Set-UMMailboxPIN -Identity 'default\\51235' -LockedOut:$true -Confirm:$false | Out-Null
                        Get-UMMailbox -ResultSize Unlimited | Get-UMMailboxPIN | where {$_.LockedOut -eq $true} | Export-Csv -Path %s -NoTypeInformation
                        Get-UMMailboxPIN | ? LockedOut -eq $true | Set-UMMailboxPIN -LockedOut $false -WhatIf
                        Get-UMMailbox -Anr dupont | Set-UMMailboxPIN -LockedOut $false | Select-Object -ExpandProperty LockedOut
                        set-ummailbox bob@contoso.com -name "Robert O'Hara" -lang fr-FR -FaxEnabled $false
                        Get-UMMailbox default\\51246 | Format-List DisplayName,Language
                        New-UMDialPlan -Name Paris -NumberOfDigits 4 -URIType E164 -CountryOrRegionCode 33 -GenerateUMMailboxPolicy $true | Format-List Name,NumberOf*
                        Set-UMMailboxPolicy -Identity "Paris Default Policy" -PINLifetime 30.00:00:00 -LogonFailuresBeforePINReset Unlimited -MinPINLength 8 -WhatIf
                        Set-UMMailboxPolicy -Identity "Paris Default Policy" -PINLifetime 30.00:00:00 -LogonFailuresBeforePINReset Unlimited -MinPINLength 8
                        Get-UMMailboxPolicy 'Paris Default Policy' | fl PINLifetime,LogonFailures*,MinPINLength
                        Remove-UMDialPlan Paris -Confirm:$false
                        Disable-UMMailbox bob@contoso.com -KeepProperties $false -Confirm:$false
                        Search-UMEvent -Name Disabled | ft Result,By,From -AutoSize
                        Get-UMDialPlan | measure
                        """
                                .formatted(users, locked));
        assertThat(done.status()).as("%s%n%s", done.out(), done.err()).isZero();
        assertThat(done.err().lines())
                .allMatch(line -> line.endsWith("has no meaning here and is ignored"))
                .hasSize(6);
        assertThat(done.out())
                .containsPattern("lea@contoso.com +51235\n")
                .containsPattern("bob@contoso.com +51236, ?51246\n")
                .contains("What if: The mailbox of lea@contoso.com would be unlocked.\n")
                .contains("\nFalse\n")
                .containsPattern("DisplayName +: Robert O'Hara\nLanguage +: fr\n")
                .containsPattern("Name +: Paris\nNumberOfDigitsInExtension +: 4\n")
                .contains("What if: Of 0 mailboxes, 0 would have to change the PIN")
                .containsPattern(
                        "PINLifetime +: 30\nLogonFailuresBeforePINReset +: Unlimited\nMinPINLength +: 8\n")
                .containsPattern("account ada +127\\.0\\.0\\.1")
                .endsWith("Count : 1\n")
                .doesNotContain("837465");
        assertThat(locked).content().contains("lea@contoso.com").doesNotContain("tonysmith");
    }

    @Test
    void aPreviewFindsWhatOneRowWouldTakeFromAnother() throws IOException {
        var users = folder.resolve("preview.csv");
        Files.writeString(
                users,
                """
                Identity,Extensions,Aliases
                one@fabrikam.com,52001,first
                ONE@fabrikam.com,52002,
                three@fabrikam.com,"52003,52001",
                first,52004,
                five@fabrikam.com,52005,one@Fabrikam.com
                six@fabrikam.com,52006,
                """);
        var enable = "Import-Csv " + users + " | Enable-UMMailbox ";
        var preview = script(enable + "-WhatIf");
        assertThat(preview.status()).isEqualTo(1);
        assertThat(preview.err())
                .contains("row 2", "one@fabrikam.com would be taken by row 1")
                .contains("row 3", "default\\52001 would be taken by row 1")
                .contains("row 4", "row 5")
                .doesNotContain("row 6");
        assertThat(script("Get-UMMailbox *@fabrikam.com | Measure-Object").out())
                .containsPattern("Count +: 0");
        var act = script(enable + "| Out-Null");
        assertThat(rowsOf(act.err())).isEqualTo(rowsOf(preview.err()));
        assertThat(script("Get-UMMailbox *@FABRIKAM.com | Measure-Object").out())
                .containsPattern("Count +: 2");

        Files.writeString(
                users,
                "Identity,PrimarySmtpAddress\none@fabrikam.com,x@fabrikam.com\nsix@fabrikam.com,X@fabrikam.com\n");
        var change = "Import-Csv " + users + " | Set-UMMailbox ";
        preview = script(change + "-WhatIf");
        assertThat(rowsOf(preview.err())).containsExactly("row 2");
        assertThat(rowsOf(script(change).err())).containsExactly("row 2");
    }

    private static List<String> rowsOf(String errors) {
        return Pattern.compile("row \\d+(?= \\()")
                .matcher(errors)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void whatIsRefusedIsSaidOnceAndStopsTheScript() {
        var broken =
                script(
                        """
                        Set-UMMailboxPIN tonysmith@contoso.com -PIN 51234
                        Disable-UMMailbox tonysmith@contoso.com -Confirm:$false
                        """);
        broken.failed(1, "line 1: Set-UMMailboxPIN : ", "too short", "part of the extension");
        var policy = script("Set-UMMailboxPolicy 'default Default Policy' -MinPINLength 3");
        assertThat(policy.status()).isEqualTo(1);
        assertThat(policy.err())
                .isEqualTo(
                        "line 1: Set-UMMailboxPolicy : MinPINLength: 3 is not allowed; allowed: 4 to 24.\n");
        script("Get-UMMailboxPIN tonysmith@contoso.com; Set-UMMailboxPIN x -Pinn 5")
                .failed(2, "there is no parameter -Pinn", "did you mean -Pin?");
        script("New-UMDialPlan -Name default -WhatIf").failed(1, "'default' already exists.");
        var unknown = script("Get-UMMailboxPIN -Identity ghost@contoso.com");
        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.err())
                .isEqualTo("line 1: Get-UMMailboxPIN : No mailbox 'ghost@contoso.com'.\n");
        shell("run", "Get-UMMailbox")
                .with("OVA_URL", "http://127.0.0.1:1")
                .with("OVA_TOKEN", "ova_none")
                .run()
                .failed(5, "connection refused");
    }

    @Test
    void theTokenIsGoodUntilItIsTakenBack() throws IOException {
        login("another");
        var token =
                Files.readString(folder.resolve("another/ova-login/profile.conf"))
                        .replaceAll("(?s).*(ova_[A-Za-z0-9_-]+).*", "$1");
        new Ova("logout")
                .with("XDG_CONFIG_HOME", folder.resolve("another").toString())
                .run()
                .succeeded();
        shell("run", "Get-UMMailbox")
                .with("OVA_URL", server.administration().toString())
                .with("OVA_TOKEN", token)
                .run()
                .failed(4, "hint: the token is not or no longer valid");
    }

    private static void login(String profile) {
        var done =
                new Ova("login", "--account", "ada", server.administration().toString())
                        .with("XDG_CONFIG_HOME", folder.resolve(profile).toString())
                        .input(PASSWORD + "\n")
                        .run()
                        .succeeded();
        assertThat(done.out()).contains("as ada (administrator)").doesNotContain("ova_");
    }

    private static Ova shell(String... arguments) {
        return new Ova(arguments).with("XDG_CONFIG_HOME", folder.resolve("profile").toString());
    }

    private static Finished script(String lines) {
        return shell("run", "-").input(lines).run();
    }
}
