package org.ovalogin.notify.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ovalogin.docs.Manual;
import org.ovalogin.docs.Page;

class DocumentedEventTest {
    private static final String WRITTEN = EventLine.of(Happenings.WRONG_PIN, "abcdefgh");

    @Test
    void theEventThatTheDocumentsShowIsWrittenSo() {
        assertThat(Manual.fences("json event"))
                .singleElement()
                .satisfies(fence -> assertThat(fence.lines()).containsExactly(WRITTEN));
    }

    @Test
    void theirTableNamesEveryField() {
        var told =
                Manual.page("docs/monitoring.md").table("field", "content").stream()
                        .map(List::getFirst)
                        .flatMap(cell -> Page.codeIn(cell).stream());
        var written =
                Pattern.compile("\"(\\w+)\":")
                        .matcher(WRITTEN.replace("\"by\"", "\"subject\":\"\",\"by\""))
                        .results()
                        .map(field -> field.group(1));
        assertThat(told).containsExactlyInAnyOrderElementsOf(written.toList());
    }
}
