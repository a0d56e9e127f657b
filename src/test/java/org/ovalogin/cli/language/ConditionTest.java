package org.ovalogin.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$_.Locked",
                "$_.Locked -eq $true",
                "$_.locked -eq 'True'",
                "$PSItem.Locked -ne $false",
                "-not $_.Open",
                "!$_.Open",
                "!($_.Open -or $_.Nothing)",
                "$_.Name -eq 'tony smith'",
                "$_.Name -like 't*h'",
                "$_.Name -like 't?ny*'",
                "$_.Name -notlike 't?n'",
                "$_.Name -match '^tony\\s'",
                "$_.Name -notmatch 'x'",
                "$_.Failures -gt 9",
                "$_.Failures -ge '10'",
                "$_.Failures -lt 11 -and $_.Failures -le 10",
                "$_.Numbers -contains 51235",
                "$_.Numbers -notcontains 5123",
                "$_.Numbers -like '*35'",
                "$_.At -gt 2026-11-01T00:00:00Z",
                "$_.At -lt '2026-11-03T00:00:00Z'",
                "$_.Nothing -eq $null",
                "$null -eq $_.Nothing",
                "$_.Nothing -ne 'x'",
                "Locked -eq $true",
                // from the left: (false -and false) -or true, and (true -or true) -and true
                "$_.Open -and $_.Open -or $_.Locked",
                "$_.Locked -or $_.Open -and $_.Locked",
            })
    void holds(String condition) {
        assertThat(Parser.condition(condition).test(item())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$_.Locked -eq 'yes'",
                "$_.Failures -gt 'many'",
                "$_.Failures -eq 1",
                "$_.Nothing -gt 1",
                "$_.Nothing -like '*'",
                "$_.Nothing",
                "$_.Name -eq 'tony'",
                "$_.Name -match 'x'",
                "$_.At -gt soon",
                "$_.Numbers -contains 5123",
                // not ((true -or false) -and false), which strict precedence would hold for
                "$_.Locked -or $_.Open -and $_.Open",
            })
    void doesNotHold(String condition) {
        assertThat(Parser.condition(condition).test(item())).isFalse();
    }

    private static Item item() {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        properties.put("Locked", true);
        properties.put("Open", false);
        properties.put("Name", "Tony Smith");
        properties.put("Failures", 10L);
        properties.put("Numbers", List.of("51234", "51235"));
        properties.put("At", Instant.parse("2026-11-02T08:00:00Z"));
        properties.put("Nothing", null);
        return Item.of(Item.Type.OTHER, properties);
    }
}
