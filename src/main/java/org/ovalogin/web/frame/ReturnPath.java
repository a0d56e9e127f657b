package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;

/// The page to show after signing in: one that this server has, whatever a stranger's link says.
public final class ReturnPath {
    private ReturnPath() {}

    /// @param wanted path and query
    /// @return the address encoded anew, or the overview's if no page of ours has it
    public static String of(ServiceRequestContext context, @Nullable String wanted) {
        return PageAddress.of(wanted)
                .filter(address -> isPage(context, address))
                .orElse(PageAddress.OVERVIEW)
                .toString();
    }

    /// Asks the server's own table of routes.
    private static boolean isPage(ServiceRequestContext context, PageAddress address) {
        var routing = context.routingContext().withPath(address.path()).withMethod(HttpMethod.GET);
        return context.config().virtualHost().serviceConfigs().stream()
                .filter(config -> config.service().as(PageDoor.Page.class) != null)
                .anyMatch(config -> config.route().apply(routing, false).isPresent());
    }
}
