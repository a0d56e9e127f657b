package org.ovalogin.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Set;
import org.ovalogin.http.Routes;
import org.ovalogin.mailbox.MailQueue;

/// Has letters tried again that wait after a failure.
final class QueuePage implements Routes {
    private final MailQueue queue;
    private final Door door;
    private final Flash flash;

    QueuePage(MailQueue queue, Door door, Flash flash) {
        this.queue = queue;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().post("/queue/retry").build(door.inside(this::retry));
    }

    private HttpResponse retry(Visit visit) {
        visit.form(Set.of(), Set.of());
        var _ = queue.retry(visit.actor());
        return flash.seeOther("/", "retried");
    }
}
