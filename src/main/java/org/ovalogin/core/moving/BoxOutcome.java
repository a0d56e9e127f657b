package org.ovalogin.core.moving;

import java.util.List;

/// What becomes of one box, or would.
///
/// @param box its PIN is wiped once it is hashed
/// @param dialPlan empty where none can be named
/// @param kind one for each box
/// @param reasons in English, each a short clause; for [Kind#CHANGED] one for each property. About
///   a PIN they say nothing
public record BoxOutcome(Box box, String dialPlan, Kind kind, List<String> reasons) {
    public BoxOutcome {
        reasons = List.copyOf(reasons);
    }

    public enum Kind {
        NEW("new"),
        CHANGED("would change"),
        UNCHANGED("unchanged"),
        LEFT_OUT("left out"),
        /// A mailbox that was not moved in has the extension, and stays as it is.
        CONFLICT("conflict");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// In English, for the preview.
        public String text() {
            return text;
        }
    }
}
