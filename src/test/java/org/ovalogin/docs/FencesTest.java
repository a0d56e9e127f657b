package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class FencesTest {
    private static final String UNTESTED = "text untested";

    /// PowerShell itself, run where there is one.
    private static final String SELDOM_TESTED = "powershell 7 untested";

    /// Each has a test: here, beside here, or beside the code that reads such a block.
    private static final Set<String> TESTED =
            Set.of(
                    "sh",
                    "console",
                    "powershell",
                    "powershell tasks",
                    "bash tasks",
                    "python tasks",
                    "hocon",
                    "ini dialplan",
                    "ini voicemail",
                    "ini logger",
                    "ini fail2ban",
                    "json problem",
                    "json event",
                    "yaml",
                    "sql",
                    "mermaid");

    private static final String NODE = "\\w+(\\(\\[[^\\[\\]]+]\\)|\\{\"[^\"]+\"}|\\[\"[^\"]+\"])?";
    private static final String ARROW =
            " (-->|-- (\\w+|\"[^\"]+\"|[\\w ]+) -->|-\\. (\\w+|\"[^\"]+\"|[\\w ]+) \\.->|-\\. \"[^\"]+\" \\.->) ";

    @Test
    void everyBlockIsTestedOrSaysThatItIsNot() {
        assertThat(Manual.pages())
                .flatExtracting(Page::fences)
                .allMatch(
                        fence ->
                                TESTED.contains(fence.info())
                                        || fence.info().equals(SELDOM_TESTED)
                                        || fence.info().equals(UNTESTED));
    }

    @Test
    void fewAreNotTested() {
        assertThat(Manual.fences(UNTESTED)).hasSizeLessThanOrEqualTo(3);
        assertThat(Manual.fences(SELDOM_TESTED)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void yamlIsYaml() {
        assertThat(Manual.fences("yaml"))
                .isNotEmpty()
                .allSatisfy(
                        fence ->
                                assertThat(
                                                new Load(LoadSettings.builder().build())
                                                        .loadFromString(fence.text()))
                                        .as(fence.place())
                                        .asString()
                                        .contains("job_name", "targets"));
    }

    @Test
    void chartsAreChartsOfMermaid() {
        for (var fence : Manual.fences("mermaid")) {
            assertThat(fence.lines().getFirst()).isEqualTo("flowchart TD");
            assertThat(fence.lines().stream().skip(1))
                    .as(fence.place())
                    .allMatch(line -> line.matches(" {4}" + NODE + "(" + ARROW + NODE + ")*"));
        }
    }
}
