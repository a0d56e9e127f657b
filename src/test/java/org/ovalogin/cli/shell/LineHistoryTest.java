package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineHistoryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-UMMailboxPIN tony -PIN 1985848",
                "Set-UMMailboxPIN tony -pin:1985848",
                "Set-UMMailboxPIN tony -p 1985848",
                "Set-UMMailboxPIN tony -pi 1985848",
                "Set-UMMailboxPIN tony –Pin 1985848",
                "Set-UMMailboxPIN tony -Pin1985848",
                "Set-UMMailboxPIN tony -Pin '1985848",
                "Set-UMMailboxPIN tony -Pim 1985848",
                "Set-UMMailboxPIN tony - pin 1985848",
                "Set-UMMailboxPIN tony 1985848",
                "Set-UMMailboxPIN tony -Pin 19-85-84",
                "Enable-UMMailbox a@b.c -Extensions 51234 -PIN 1985848 -Bogus",
                "Set-UMMailboxPni tony 1985848",
                "1985848",
                "Get-UMMailbox | Set-UMMailboxPIN -Pin",
            })
    void whatHasOrCouldHaveAPinIsNotKept(String line) {
        assertThat(LineHistory.keeps(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-UMMailboxPIN 51234",
                "Set-UMMailboxPIN 51234 -PinExpired $true",
                "Set-UMMailboxPIN default\\51234 -LockedOut $false",
                "Enable-UMMailbox a@b.c -Extensions 51234,51235",
                "Set-UMMailboxPolicy Board -PINLifetime 60",
                "Get-UMMailbos tony",
                "Get-UMMailbox | Where-Object { $_.PinExpired }",
            })
    void whatCanBeOfUseAgainIsKept(String line) {
        assertThat(LineHistory.keeps(line)).isTrue();
    }
}
