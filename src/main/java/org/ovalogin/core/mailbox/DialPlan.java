package org.ovalogin.core.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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

    /// Long enough for a caller who looks the next digit up.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /// A caller with a shorter extension waits as long before every sign-in.
    private static final Duration PAUSE_AFTER_SOME_DIGITS = Duration.ofSeconds(3);

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

    /// The most digits of an extension.
    public int numberOfDigitsInExtension() {
        return values.numberOfDigitsInExtension;
    }

    /// The fewest digits of an extension; empty: as many as the most.
    public OptionalInt minNumberOfDigitsInExtension() {
        return values.minNumberOfDigitsInExtension;
    }

    public Optional<Duration> extensionPause() {
        return values.extensionPause;
    }

    public List<String> accessTelephoneNumbers() {
        return values.accessTelephoneNumbers;
    }

    /// Spoken to callers whose request and channel name no other language.
    public String defaultLanguage() {
        return values.defaultLanguage;
    }

    /// Used in letters to owners without a zone of their own; empty: the server's.
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

    /// Asterisk's sound file that tells callers how to get a new PIN; empty: our own words.
    public Optional<String> selfServiceHint() {
        return values.selfServiceHint;
    }

    /// Context of the boxes in Asterisk's voicemail.conf.
    public String voicemailContext() {
        return values.voicemailContext;
    }

    public ExtensionLengths extensionLengths() {
        var longest = numberOfDigitsInExtension();
        return new ExtensionLengths(minNumberOfDigitsInExtension().orElse(longest), longest);
    }

    /// The dial plan with these lengths beside its own.
    public DialPlan widened(ExtensionLengths others) {
        var both = extensionLengths().and(others);
        return both.equals(extensionLengths()) ? this : with(both::into);
    }

    /// The pause between two keys that ends the entry of an extension.
    public Duration pauseInExtension() {
        return extensionPause()
                .orElse(extensionLengths().differ() ? PAUSE_AFTER_SOME_DIGITS : PAUSE);
    }

    /// An extension of this dial plan.
    ///
    /// @throws IllegalArgumentException if its number of digits is not allowed
    public MailboxKey extension(String digits) {
        if (!isExtension(digits)) {
            throw new IllegalArgumentException(
                    "extension '%s': dial plan %s has extensions of %s digits"
                            .formatted(digits, name, extensionLengths().inWords()));
        }
        return new MailboxKey(name, digits);
    }

    public boolean isExtension(String digits) {
        return extensionLengths().fit(digits);
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
        public OptionalInt minNumberOfDigitsInExtension = OptionalInt.empty();
        public Optional<Duration> extensionPause = Optional.empty();
        public List<String> accessTelephoneNumbers = List.of();
        public String defaultLanguage = "en-US";
        public Optional<TimeZone> timeZone = Optional.empty();
        public int logonFailuresBeforeDisconnect = 3;
        public int inputFailuresBeforeDisconnect = 3;
        public Duration maxCallDuration = Duration.ofMinutes(30);
        public Optional<String> operatorExtension = Optional.empty();
        public Optional<String> selfServiceHint = Optional.empty();
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
            var shortest = minNumberOfDigitsInExtension;
            if (shortest.orElse(0) > numberOfDigitsInExtension)
                throw new OutOfRange(
                        "MinNumberOfDigitsInExtension",
                        shortest.getAsInt(),
                        "at most NumberOfDigitsInExtension (%d), or none"
                                .formatted(numberOfDigitsInExtension));
            return plan;
        }
    }
}
