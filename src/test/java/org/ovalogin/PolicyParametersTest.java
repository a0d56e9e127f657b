package org.ovalogin;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.core.pin.PolicyParameters;

class PolicyParametersTest extends ParametersContract<PinPolicy, Draft> {
    PolicyParametersTest() {
        super(PolicyParameters.ALL, "Policy", Map.of(), Map.of());
    }

    /// Starts from the defaults, but for limits that exclude values of each other.
    @Override
    ParameterDesk.Subject<PinPolicy> subject(Administration administration) {
        var policies = administration.policies();
        var guid = policies.all(Optional.empty()).getFirst().guid();
        var apart =
                PinPolicy.EXCHANGE.with(
                        draft -> {
                            draft.logonFailuresBeforePinReset = OptionalInt.empty();
                            draft.maxLogonAttempts = 999;
                        });
        return new ParameterDesk.Subject<>(
                "/policies/" + guid,
                "UMMailboxPolicy",
                () -> policies.find(guid).pin(),
                () -> policies.change(guid, policy -> policy.with(apart), Site.ADMINISTRATOR));
    }

    @Override
    PinPolicy fresh() {
        return PinPolicy.EXCHANGE;
    }

    @Override
    PinPolicy changed(Consumer<Draft> changes) {
        return PinPolicy.EXCHANGE.with(changes);
    }

    @Override
    Class<Draft> draft() {
        return Draft.class;
    }

    @Override
    String hints() {
        return "policy";
    }
}
