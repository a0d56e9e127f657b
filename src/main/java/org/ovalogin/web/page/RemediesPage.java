package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Set;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Routes;

/// The overview's buttons: retries letters that wait after a failure, and fills the budgets of
/// failed sign-ins.
final class RemediesPage implements Routes {
    private static final String RETRY = "/queue/retry";
    private static final String REFILL = "/budgets/reset";

    private final Administration administration;
    private final PageDoor door;
    private final Flash flash;

    RemediesPage(Administration administration, PageDoor door, Flash flash) {
        this.administration = administration;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().post(RETRY).build(door.inside(this::retry));
        server.route().post(REFILL).build(door.inside(this::refill));
        door.leads(server, RETRY, _ -> "/");
        door.leads(server, REFILL, _ -> "/");
    }

    private HttpResponse retry(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        var _ = administration.mailQueue().retry(visit.actor());
        return flash.seeOther("/", "retried");
    }

    private HttpResponse refill(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        administration.budgets().reset(visit.actor());
        return flash.seeOther("/", "refilled");
    }
}
