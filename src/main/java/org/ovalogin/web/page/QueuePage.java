package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Set;
import org.ovalogin.core.store.MailQueue;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Routes;

/// Retries letters that wait after a failure.
final class QueuePage implements Routes {
    private static final String RETRY = "/queue/retry";

    private final MailQueue queue;
    private final PageDoor door;
    private final Flash flash;

    QueuePage(MailQueue queue, PageDoor door, Flash flash) {
        this.queue = queue;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().post(RETRY).build(door.inside(this::retry));
        door.leads(server, RETRY, _ -> "/");
    }

    private HttpResponse retry(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        var _ = queue.retry(visit.actor());
        return flash.seeOther("/", "retried");
    }
}
