package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.DialPlans;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Forecast;

/// `Get-`, `New-`, `Set-` and `Remove-UMDialPlan`.
final class DialPlanOperations {
    private final DialPlans dialPlans;

    DialPlanOperations(Administration administration) {
        dialPlans = administration.dialPlans();
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/dialplans", "listDialPlans", "All dial plans.", this::list)
                        .needs(Right.VIEW)
                        .answers("DialPlans"),
                Operation.post(
                                "/dialplans",
                                "createDialPlan",
                                "Makes a dial plan and its default policy.",
                                this::add)
                        .needs(Right.MANAGE)
                        .takes("NewDialPlan")
                        .answers(HttpStatus.CREATED, "DialPlan")
                        .tells("WhatIf"),
                Operation.get("/dialplans/{name}", "getDialPlan", "A dial plan.", this::get)
                        .needs(Right.VIEW)
                        .answers("DialPlan"),
                Operation.patch(
                                "/dialplans/{name}",
                                "changeDialPlan",
                                "Changes a dial plan by a merge patch.",
                                this::change)
                        .needs(Right.MANAGE)
                        .takes("DialPlanPatch")
                        .answers("DialPlan")
                        .tells("WhatIf"),
                Operation.delete(
                                "/dialplans/{name}",
                                "removeDialPlan",
                                "Removes a dial plan without mailboxes, and its policies.",
                                this::remove)
                        .needs(Right.MANAGE)
                        .answersNothing());
    }

    private ApiReply list(ApiCall call) {
        return ApiReply.of(
                new PageJson.All<>(dialPlans.all().stream().map(DialPlanJson::of).toList()));
    }

    private ApiReply get(ApiCall call) {
        var seen = dialPlans.versioned(call.path("name"));
        return ApiReply.of(DialPlanJson.of(seen.object()), seen.revision());
    }

    private record New(String name, UnaryOperator<DialPlan> patch) {}

    private ApiReply add(ApiCall call) {
        Set<String> members = new TreeSet<>(DialPlanJson.MEMBERS);
        members.add("name");
        var wanted = call.body(members, b -> new New(b.neededText("name"), DialPlanJson.patch(b)));
        if (call.whatIf()) {
            var made = dialPlans.whatIf(wanted.name(), wanted.patch(), call.actor());
            return ApiReply.whatIf(
                    Forecast.ofDialPlan(
                            "Dial plan %s would be made, and its default policy."
                                    .formatted(made.name()),
                            "",
                            made.name()));
        }
        var made = dialPlans.add(wanted.name(), wanted.patch(), call.actor());
        return ApiReply.created(DialPlanJson.of(made), Api.BASE + "/dialplans/" + made.name());
    }

    private ApiReply change(ApiCall call) {
        var patch = call.body(DialPlanJson.MEMBERS, DialPlanJson::patch);
        var name = call.path("name");
        if (!call.whatIf())
            return ApiReply.of(DialPlanJson.of(dialPlans.change(name, patch, call.actor())));
        var before = dialPlans.find(name);
        var after = dialPlans.whatIfChanged(name, patch, call.actor());
        return ApiReply.whatIf(
                Forecast.ofDialPlan(
                        "Dial plan %s %s."
                                .formatted(
                                        before.name(),
                                        Changes.would(
                                                DialPlanJson.of(before), DialPlanJson.of(after))),
                        before.name(),
                        after.name()));
    }

    private ApiReply remove(ApiCall call) {
        dialPlans.remove(call.path("name"), call.actor());
        return ApiReply.nothing();
    }
}
