package org.ovalogin.core.signin;

import java.util.Optional;

/// By what failures are counted across mailboxes. A spent one refuses where whoever is kept out
/// shares a number or a line with the guesser, and only delays where everybody would be kept out.
public enum Budget {
    /// Of a caller. A withheld number has none: one guesser would use it up for all who withhold
    /// theirs, and whoever withholds could as well forge.
    CALLER_NUMBER("CallerNumber", true) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of(source.number())
                    .filter(number -> number.chars().anyMatch(Character::isDigit))
                    .map(number -> dialPlan + " " + number);
        }
    },
    /// Of a phone or trunk at its Asterisk server.
    TRUNK("Trunk", true) {
        @Override
        public Optional<String> whose(String dialPlan, CallSource source) {
            return Optional.of(source.server() + " " + source.trunk());
        }
    },
    /// Of an Asterisk server.
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

    /// What it is called in events: `Trunk`.
    public String title() {
        return title;
    }

    boolean refuses() {
        return refuses;
    }

    /// Whose failures it counts together; empty: this call has none of the kind.
    public abstract Optional<String> whose(String dialPlan, CallSource source);
}
