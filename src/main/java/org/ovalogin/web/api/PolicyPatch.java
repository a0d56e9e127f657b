package org.ovalogin.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.core.pin.PolicyFlag;
import org.ovalogin.core.pin.PolicyNumber;
import org.ovalogin.core.pin.PolicyParameter;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyWording;

/// Changes to a mailbox policy; a parameter without a change stays.
record PolicyPatch(Optional<String> name, List<Consumer<Draft>> changes) {
    static final Set<String> MEMBERS = members();

    PolicyPatch {
        changes = List.copyOf(changes);
    }

    static PolicyPatch read(Body body) {
        var changes = new ArrayList<Consumer<Draft>>();
        for (var parameter : PolicyParameters.ALL) change(body, parameter).ifPresent(changes::add);
        return new PolicyPatch(body.text("name"), changes);
    }

    private static Optional<Consumer<Draft>> change(Body body, PolicyParameter parameter) {
        var member = parameter.member();
        return switch (parameter) {
            case PolicyNumber number ->
                    number(body, number).map(n -> draft -> number.write().accept(draft, n));
            case PolicyFlag flag ->
                    body.flag(member).map(yes -> draft -> flag.write().accept(draft, yes));
            case PolicyWording wording -> {
                var text = body.clearableText(member);
                yield text.present()
                        ? Optional.of(
                                draft -> wording.write().accept(draft, text.value().orElse("")))
                        : Optional.empty();
            }
        };
    }

    /// Null is Unlimited where that is allowed.
    private static Optional<OptionalInt> number(Body body, PolicyNumber number) {
        if (!number.range().mayBeUnlimited())
            return body.number(number.member()).map(OptionalInt::of);
        var given = body.clearableNumber(number.member());
        return given.present()
                ? Optional.of(given.value().map(OptionalInt::of).orElseGet(OptionalInt::empty))
                : Optional.empty();
    }

    /// @throws OutOfRange for a value that is not allowed
    MailboxPolicy apply(MailboxPolicy now) {
        return now.named(name.orElse(now.name()))
                .with(now.pin().with(draft -> changes.forEach(change -> change.accept(draft))));
    }

    private static Set<String> members() {
        var members = new TreeSet<String>();
        members.add("name");
        PolicyParameters.ALL.forEach(parameter -> members.add(parameter.member()));
        return Set.copyOf(members);
    }
}
