package org.ovalogin.core.moving;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The outcome of one box, done or planned.
///
/// @param box its PIN is wiped once it is hashed
/// @param dialPlan empty where none can be named
/// @param kind one for each box
/// @param reasons in English, each a short clause; for [Kind#CHANGED] one for each property and
///   each part that is left out. About a PIN they say nothing
public record BoxOutcome(Box box, String dialPlan, Kind kind, List<String> reasons) {
    public BoxOutcome {
        reasons = List.copyOf(reasons);
    }

    /// Reasons, and the remarks about a box that moves in, in English.
    public Stream<String> told() {
        var stays = kind == Kind.LEFT_OUT || kind == Kind.CONFLICT;
        var remarks = stays ? Set.<BoxRemark>of() : box.remarks();
        return Stream.concat(reasons.stream(), remarks.stream().sorted().map(BoxRemark::text))
                .distinct();
    }

    public enum Kind {
        NEW("new"),
        CHANGED("would change"),
        UNCHANGED("unchanged"),
        LEFT_OUT("left out"),
        /// The extension belongs to a mailbox that did not come by an import, and that stays as it
        /// is.
        CONFLICT("conflict");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// English text for the preview.
        public String text() {
            return text;
        }
    }
}
