package org.ovalogin.core.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.parameter.UmParameter;

/// A UM dial plan: extensions are unique within it, and it holds the rules for its callers.
/// [DialPlanParameters] defines its parameters. Immutable.
public final class DialPlan {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// As long as Exchange allows: the name of its default policy has at most 64 characters.
    private static final Pattern NEW_NAME = Pattern.compile("[A-Za-z0-9_-]{1,49}");

    private final String name;

    /// Our own copy; nobody changes it.
    private final Draft values;

    private DialPlan(String name, Draft values) {
        this.name = name;
        this.values = values;
    }

    /// A new dial plan with Exchange's defaults.
    public static DialPlan named(String name) {
        Check.matches(NEW_NAME, name, "Name", "1 to 49 letters, digits, _ or -");
        return existing(name, _ -> {});
    }

    /// A dial plan whose name may be longer than a new one's.
    ///
    /// @param changes to the defaults
    public static DialPlan existing(String name, Consumer<Draft> changes) {
        Check.matches(NAME, name, "Name", "1 to 64 letters, digits, _ or -");
        var draft = new Draft();
        changes.accept(draft);
        return draft.dialPlan(name);
    }

    /// The dial plan with some parameters changed, checked once all of them are.
    ///
    /// @throws OutOfRange naming the parameter, the value found and the values allowed
    public DialPlan with(Consumer<Draft> changes) {
        var draft = values.copy();
        changes.accept(draft);
        return draft.dialPlan(name);
    }

    /// Letters, digits, `_`, `-`: it reaches dialplan expressions.
    public String name() {
        return name;
    }

    public int numberOfDigitsInExtension() {
        return values.numberOfDigitsInExtension;
    }

    public List<String> accessTelephoneNumbers() {
        return values.accessTelephoneNumbers;
    }

    /// For callers whose channel's language has no prompts.
    public String defaultLanguage() {
        return values.defaultLanguage;
    }

    /// For letters to owners without a zone of their own; empty: the server's.
    public Optional<TimeZone> timeZone() {
        return values.timeZone;
    }

    /// Wrong PINs in one call.
    public int logonFailuresBeforeDisconnect() {
        return values.logonFailuresBeforeDisconnect;
    }

    /// Empty or invalid entries in a row.
    public int inputFailuresBeforeDisconnect() {
        return values.inputFailuresBeforeDisconnect;
    }

    public Duration maxCallDuration() {
        return values.maxCallDuration;
    }

    public Optional<String> operatorExtension() {
        return values.operatorExtension;
    }

    /// Context of the boxes in Asterisk's voicemail.conf.
    public String voicemailContext() {
        return values.voicemailContext;
    }

    /// An extension of this dial plan.
    ///
    /// @throws IllegalArgumentException if it does not have exactly [#numberOfDigitsInExtension()]
    ///   digits
    public MailboxKey extension(String digits) {
        if (!isExtension(digits)) {
            throw new IllegalArgumentException(
                    "extension '%s': dial plan %s has extensions of exactly %d digits"
                            .formatted(digits, name, numberOfDigitsInExtension()));
        }
        return new MailboxKey(name, digits);
    }

    public boolean isExtension(String digits) {
        return digits.length() == numberOfDigitsInExtension()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DialPlan plan
                && name.equals(plan.name)
                && values().equals(plan.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, values());
    }

    private List<Optional<Object>> values() {
        return UmParameter.values(DialPlanParameters.ALL, this);
    }

    @Override
    public String toString() {
        return "DialPlan[Name=%s, %s]"
                .formatted(name, UmParameter.inWords(DialPlanParameters.ALL, this, "none"));
    }

    /// The parameters of a dial plan while they are being changed; nothing is checked yet. A new
    /// draft has the defaults.
    public static final class Draft implements Cloneable {
        public int numberOfDigitsInExtension = 5;
        public List<String> accessTelephoneNumbers = List.of();
        public String defaultLanguage = "en-US";
        public Optional<TimeZone> timeZone = Optional.empty();
        public int logonFailuresBeforeDisconnect = 3;
        public int inputFailuresBeforeDisconnect = 3;
        public Duration maxCallDuration = Duration.ofMinutes(30);
        public Optional<String> operatorExtension = Optional.empty();
        public String voicemailContext = "default";

        private Draft() {}

        private Draft copy() {
            try {
                var copy = (Draft) clone();
                copy.accessTelephoneNumbers = List.copyOf(accessTelephoneNumbers);
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }

        private DialPlan dialPlan(String name) {
            var plan = new DialPlan(name, copy());
            UmParameter.checkAll(DialPlanParameters.ALL, plan);
            return plan;
        }
    }
}
