package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceConfig;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.BulkSelection;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.web.http.TryHttp;

/// A form's address is reloaded, or kept as a bookmark.
class FormAddressesTest extends OnMailboxForms {
    private List<String> addresses() {
        var pages =
                new Pages(
                        server.administration(),
                        new TryHttp().publicUrl("https://voicemail.contoso.com").build(),
                        ZoneId.of("UTC"),
                        server.site.overviews(ServerState.NONE),
                        server.site.moving());
        var builder = Server.builder();
        pages.addTo(builder);
        try (var built = builder.build()) {
            return built.config().serviceConfigs().stream()
                    .map(ServiceConfig::route)
                    .filter(route -> route.methods().contains(HttpMethod.POST))
                    .filter(route -> route.methods().size() == 1)
                    .map(route -> route.patternString())
                    .toList();
        }
    }

    private String filled(String pattern) {
        var mailbox = server.administration().mailboxes().all().getFirst();
        var account = administrator.get("/accounts").page().select("th a").attr("href");
        return pattern.replace(":guid", mailbox.guid().toString())
                .replace(":job", job(mailbox.guid()))
                .replace(":policy", mailbox.policy().guid().toString())
                .replace(":name", "default")
                .replace(":id", account.replaceAll(".*/", ""));
    }

    private String job(UUID mailbox) {
        var account =
                server.administration()
                        .accounts()
                        .find(PageServer.ADMINISTRATOR, Site.ADMINISTRATOR);
        return server.administration()
                .jobs()
                .preview(
                        JobOrder.of(BulkWork.DISABLE, ""),
                        new BulkSelection.Ticked(List.of(mailbox)),
                        Actor.of(account, account.role().rights(), ""))
                .job()
                .guid()
                .toString();
    }

    @Test
    void itShowsAPage() {
        var addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(20).contains("/signout", "/queue/retry");
        for (var pattern : addresses) {
            // secrets and tokens that do not exist have no page
            if (pattern.matches("/(first|reset|tokens)/.*|/reset")) continue;
            var answer = administrator.get(filled(pattern));
            if (answer.status() == 303) answer = administrator.get(answer.header("location"));
            assertThat(answer.status()).as(pattern).isEqualTo(200);
        }
        assertThat(administrator.get("/account").status()).isEqualTo(200);
    }
}
