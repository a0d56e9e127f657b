package org.ovalogin.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FieldChangesTest {
    private static SequencedMap<String, String> fields(String... pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) fields.put(pairs[i], pairs[i + 1]);
        return fields;
    }

    @Test
    void areThoseThatDiffer() {
        var before = fields("A", "1", "B", "2", "C", "");
        var changes = FieldChanges.between(before, fields("A", "1", "B", "", "C", "3"));
        assertThat(changes.all())
                .containsExactly(new FieldChange("B", "2", ""), new FieldChange("C", "", "3"));
        assertThat(changes.inWords()).isEqualTo("B: 2 → –; C: – → 3");
        assertThat(FieldChanges.between(before, before)).isEqualTo(FieldChanges.NONE);
    }

    @Property
    void areReadAsTheyWereWritten(
            @ForAll List<String> before, @ForAll String after, @ForAll String name) {
        var changes =
                new FieldChanges(
                        before.stream().map(b -> new FieldChange(name, b, after)).toList());
        assertThat(FieldChanges.read(changes.text())).isEqualTo(changes);
    }
}
