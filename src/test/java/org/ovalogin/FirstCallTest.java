package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.call.dialog.Call;
import org.ovalogin.call.dialog.Line;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.administration.Site;

class FirstCallTest {
    @TempDir Path folder;

    private static final Line NO_LINE =
            (Line)
                    Proxy.newProxyInstance(
                            Line.class.getClassLoader(),
                            new Class<?>[] {Line.class},
                            (_, method, _) -> {
                                throw new AssertionError(method);
                            });

    private static Call from(String channel) {
        return new Call(
                new Call.Request("login", "dialplan=default"),
                "51234",
                new Call.Channel(channel, "1.1", "en"),
                "127.0.0.1");
    }

    @Test
    void theFirstCallThroughAsteriskIsNotedOnceAndAllAreHandedOn() {
        try (var site = Site.with(folder, _ -> {})) {
            var handed = new ArrayList<String>();
            var calls =
                    new FirstCall(
                            site.store,
                            Runnable::run,
                            (call, _) -> handed.add(call.channel().name()));
            calls.handle(from("PJSIP/ova-phone-0a0b0c0d"), NO_LINE);
            assertThat(site.milestones()).isEmpty();
            var first = site.clock.instant();
            calls.handle(from("PJSIP/51234-00000003"), NO_LINE);
            site.clock.pass(Duration.ofHours(1));
            calls.handle(from("PJSIP/51234-00000004"), NO_LINE);
            assertThat(site.milestones())
                    .containsOnlyKeys(Milestone.FIRST_CALL)
                    .containsValue(first);
            assertThat(handed).hasSize(3);
        }
    }
}
