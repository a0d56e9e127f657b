package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    @Test
    void cmdletsAreOfferedWhereOneBegins() {
        assertThat(offers("get-ummailboxp"))
                .containsExactly("Get-UMMailboxPIN", "Get-UMMailboxPolicy");
        assertThat(offers("Get-UMMailbox", "|", "Wh")).containsExactly("Where-Object");
        assertThat(offers("Get-UMMailbox", "|", "%", "{", "Set-UMMailboxP"))
                .containsExactly("Set-UMMailboxPIN", "Set-UMMailboxPolicy");
        assertThat(offers("Get-Help", "Search")).containsExactly("Search-UMEvent");
    }

    @Test
    void parametersAndTheirValuesAreOffered() {
        assertThat(offers("Set-UMMailboxPIN", "tony", "-p")).containsExactly("-Pin", "-PinExpired");
        assertThat(offers("Set-UMMailboxPIN", "tony", "-LockedOut", "$t")).containsExactly("$true");
        assertThat(offers("New-UMMailboxPolicy", "-Template", ""))
                .containsExactly("Exchange", "NIST", "Strict");
        assertThat(offers("Get-UMMailbox", "-Domain")).as("what is ignored").isEmpty();
        assertThat(offers("Nothing", "-x")).isEmpty();
    }

    private static List<String> offers(String... words) {
        var before = List.of(words).subList(0, words.length - 1);
        return Completion.offers(before, words[words.length - 1]).toList();
    }
}
