package org.ovalogin.core.signin;

import java.util.Optional;
import java.util.stream.Stream;

/// Budgets of failures across mailboxes. A spent budget refuses where its callers share a number or
/// a line with the guesser. It only delays where it would keep everybody out.
public enum Budget {
    /// A caller's number. A withheld number has no budget: one guesser would spend it for everybody
    /// who withholds theirs, and could as well forge a number.
    CALLER_NUMBER("CallerNumber", true) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of(source.number())
                    .filter(number -> number.chars().anyMatch(Character::isDigit))
                    .map(number -> dialPlan + " " + number);
        }
    },
    /// A phone or trunk at its Asterisk server.
    TRUNK("Trunk", true) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of(source.server() + " " + source.trunk());
        }
    },
    /// An Asterisk server.
    SERVER("Server", false) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of(source.server());
        }
    },
    DIAL_PLAN("DialPlan", false) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of(dialPlan);
        }
    },
    TOTAL("Total", false) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of("all");
        }
    };

    private final String title;
    private final boolean refuses;

    Budget(String title, boolean refuses) {
        this.title = title;
        this.refuses = refuses;
    }

    /// Its name in events: `Trunk`.
    public String title() {
        return title;
    }

    static Optional<Budget> titled(String title) {
        return Stream.of(values()).filter(b -> b.title.equals(title)).findFirst();
    }

    /// Whether a spent one refuses its callers; otherwise it delays them.
    public boolean refuses() {
        return refuses;
    }

    /// The source whose failures it counts together; empty: the budget does not count this call.
    public abstract Optional<String> whose(String dialPlan, CallSource source);
}
