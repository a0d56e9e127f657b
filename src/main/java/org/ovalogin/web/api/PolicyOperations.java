package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Policies;
import org.ovalogin.core.mailbox.Forecast;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PolicyTemplate;

/// `Get-`, `New-`, `Set-` and `Remove-UMMailboxPolicy`.
final class PolicyOperations {
    private final Administration administration;
    private final Policies policies;

    PolicyOperations(Administration administration) {
        this.administration = administration;
        policies = administration.policies();
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/policies", "listPolicies", "Mailbox policies.", this::list)
                        .needs(Right.VIEW)
                        .query("dialPlan")
                        .answers("Policies"),
                Operation.post(
                                "/policies",
                                "createPolicy",
                                "Makes a mailbox policy from a template.",
                                this::add)
                        .needs(Right.MANAGE)
                        .takes("NewPolicy")
                        .answers(HttpStatus.CREATED, "Policy")
                        .tells("Effect"),
                Operation.get("/policies/{policy}", "getPolicy", "A mailbox policy.", this::get)
                        .needs(Right.VIEW)
                        .answers("Policy"),
                Operation.patch(
                                "/policies/{policy}",
                                "changePolicy",
                                "Changes a mailbox policy by a merge patch.",
                                this::change)
                        .needs(Right.MANAGE)
                        .takes("PolicyPatch")
                        .answers("Policy")
                        .tells("Effect"),
                Operation.delete(
                                "/policies/{policy}",
                                "removePolicy",
                                "Removes a mailbox policy that no mailbox has.",
                                this::remove)
                        .needs(Right.MANAGE)
                        .answersNothing());
    }

    private ApiReply list(ApiCall call) {
        var dialPlan =
                call.query("dialPlan")
                        .map(
                                name ->
                                        ApiCall.referred(
                                                        "dialPlan",
                                                        () -> administration.dialPlans().find(name))
                                                .name());
        return ApiReply.of(
                new PageJson.All<>(policies.all(dialPlan).stream().map(PolicyJson::of).toList()));
    }

    private ApiReply get(ApiCall call) {
        var seen = policies.versioned(call.path("policy"));
        return ApiReply.of(PolicyJson.of(seen.object()), seen.revision());
    }

    private record New(
            String name, Optional<String> dialPlan, PinPolicy template, PolicyJson.Patch patch) {}

    private ApiReply add(ApiCall call) {
        Set<String> members = new TreeSet<>(PolicyJson.Patch.MEMBERS);
        members.addAll(List.of("umDialPlan", "template"));
        var wanted = call.body(members, PolicyOperations::wanted);
        var dialPlan = wanted.dialPlan();
        if (call.whatIf()) {
            var made =
                    policies.whatIf(
                            wanted.name(),
                            dialPlan,
                            wanted.template(),
                            wanted.patch()::apply,
                            call.actor());
            return ApiReply.of(
                    EffectJson.of(
                            Policies.Effect.NONE,
                            "The mailbox policy '%s' would be made in dial plan %s; no mailbox has it."
                                    .formatted(made.name(), made.dialPlan()),
                            "",
                            Forecast.ofPolicy(made)));
        }
        var made =
                policies.add(
                        wanted.name(),
                        dialPlan,
                        wanted.template(),
                        wanted.patch()::apply,
                        call.actor());
        return ApiReply.created(PolicyJson.of(made), Api.BASE + "/policies/" + made.guid());
    }

    private static New wanted(Body body) {
        var template = body.text("template");
        var known =
                body.understood(
                        "template",
                        template,
                        PolicyOperations::template,
                        "exchange, nist or strict");
        return new New(
                body.neededText("name"),
                body.text("umDialPlan"),
                known.orElse(PolicyTemplate.EXCHANGE).policy(),
                PolicyJson.Patch.read(body));
    }

    private static Optional<PolicyTemplate> template(String word) {
        return Arrays.stream(PolicyTemplate.values())
                .filter(template -> PolicyJson.word(template).equals(word))
                .findFirst();
    }

    private ApiReply change(ApiCall call) {
        var patch = call.body(PolicyJson.Patch.MEMBERS, PolicyJson.Patch::read);
        var guid = policies.find(call.path("policy")).guid();
        if (!call.whatIf())
            return ApiReply.of(PolicyJson.of(policies.change(guid, patch::apply, call.actor())));
        var effect = policies.effect(guid, patch::apply, call.actor());
        return ApiReply.of(EffectJson.of(effect, effect.sentence()));
    }

    private ApiReply remove(ApiCall call) {
        policies.remove(policies.find(call.path("policy")).guid(), call.actor());
        return ApiReply.nothing();
    }

    /// The mailboxes that a change would concern.
    record EffectJson(
            long mailboxes,
            long mustChangeForLength,
            long mustChangeForLifetime,
            long mustChange,
            long lengthUnknown,
            long lockedOut,
            String whatIf,
            String object,
            List<String> claims) {
        static EffectJson of(Policies.Effect effect, String sentence) {
            return of(effect, sentence, "", List.of());
        }

        static EffectJson of(
                Policies.Effect effect, String sentence, String object, List<String> claims) {
            return new EffectJson(
                    effect.mailboxes(),
                    effect.forLength(),
                    effect.forLifetime(),
                    effect.mustChange(),
                    effect.lengthUnknown(),
                    effect.lockedOut(),
                    sentence,
                    object,
                    claims);
        }
    }
}
