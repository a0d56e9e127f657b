package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.store.Revision;
import org.ovalogin.web.http.ProblemException;

class EntityTagTest {
    @Test
    void isAVersionInQuotes() {
        assertThat(EntityTag.of(new Revision("x", 7, Optional.empty()))).isEqualTo("\"v7\"");
    }

    @Test
    void namesTheVersionsThatWillDo() {
        assertThat(EntityTag.versions("\"v7\"")).contains(Set.of(7L));
        assertThat(EntityTag.versions(" \"v7\" ,\"v8\" , \"other\"")).contains(Set.of(7L, 8L));
        assertThat(EntityTag.versions("*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"W/\"v7\"", "\"\"", "\"v\"", "\"v-1\"", "\"7\"", "\"v1234567890123456789\""})
    void whatIsWeakOrNotOursMatchesNothing(String header) {
        assertThat(EntityTag.versions(header)).contains(Set.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v7",
                "7",
                "\"v7",
                "\"v7\" \"v8\"",
                "**",
                "*, \"v7\"",
                "w/\"v7\"",
                "\"v7\";"
            })
    void whatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> EntityTag.versions(header)).isInstanceOf(ProblemException.class);
    }
}
