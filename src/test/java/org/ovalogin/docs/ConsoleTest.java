package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;

/// What the documents say that commands answer.
class ConsoleTest {
    private static final Pattern RESULT =
            Pattern.compile(
                    "RESULT (SUCCESS|FAILED|LOCKED|CANCELLED|UNAVAILABLE)( mailbox=\\d+@\\w+)?( next=(voicemail|greetings|operator|hangup))?");
    private static final Pattern DIAGNOSIS =
            Pattern.compile("(ok {7}|warning {2}|problem {2})\\S[^:]*: .+| {9}hint: .+");
    private static final Pattern PROMPTS = Pattern.compile("\\d of (\\d+) are missing from");

    private final Catalogue catalogue = new Catalogue();

    private Set<String> spoken() {
        return new HashSet<>(catalogue.sounds(Language.of("en").orElseThrow()).values());
    }

    @Test
    void thePhoneSaysWhatCallersHear() {
        for (var fence : Manual.fences("console")) {
            if (!fence.text().contains("./ova phone")) continue;
            for (var line : fence.lines()) {
                if (line.startsWith("» ")) assertThat(spoken()).contains(line.substring(2));
                else if (line.startsWith("RESULT")) assertThat(line).matches(RESULT);
                else assertThat(line).matches("\\$ \\./ova phone| {2}[·…]+");
            }
        }
    }

    @Test
    void theDoctorSpeaksInLinesOfItsOwn() {
        for (var fence : Manual.fences("console")) {
            if (!fence.text().contains("./ova doctor")) continue;
            assertThat(fence.lines())
                    .as(fence.place())
                    .allMatch(l -> l.startsWith("$ ") || DIAGNOSIS.matcher(l).matches());
            var prompts = PROMPTS.matcher(fence.text());
            assertThat(prompts.find()).isTrue();
            assertThat(prompts.group(1)).isEqualTo(String.valueOf(spokenFiles()));
        }
    }

    private int spokenFiles() {
        return catalogue.sounds(Language.of("fr").orElseThrow()).size();
    }

    @Test
    void nothingElseAnswers() {
        assertThat(Manual.fences("console"))
                .allMatch(fence -> fence.text().matches("(?s)\\$ \\./ova (phone|doctor).*"));
    }
}
