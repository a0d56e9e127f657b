package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Role;

class TourTest {
    @TempDir Path folder;

    @Test
    void everyOperationDoesItsPart() {
        try (var served = Served.in(folder)) {
            var token = served.token("ada", Role.ADMINISTRATOR);
            var softly = new SoftAssertions();
            for (var taken : Tour.take(served, token))
                softly.assertThat(taken.answer().status())
                        .as(taken.step() + " " + taken.answer().response().body())
                        .isEqualTo(taken.step().status());
            softly.assertAll();
            assertThat(served.site.administration.mailboxes().all()).hasSize(1);
        }
    }
}
