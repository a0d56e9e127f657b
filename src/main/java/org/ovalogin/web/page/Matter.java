package org.ovalogin.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.Concern.Kind;
import org.ovalogin.core.administration.Overview;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.PageTexts;

/// A concern as the overview shows it.
///
/// @param text in the page's language
/// @param words of others, in whatever language they are; may be empty
/// @param path leads to its cause
/// @param tone a class of the stylesheet
public record Matter(Kind kind, String text, String words, Optional<String> path, String tone) {

    /// @param elsewhere whether another part of the page says it
    static List<Matter> of(
            Overview overview, Predicate<Concern> elsewhere, PageTexts texts, ZoneId zone) {
        var clock = new Clock(texts, zone);
        return overview.concerns().stream()
                .filter(elsewhere.negate())
                .map(c -> of(c, overview, clock))
                .toList();
    }

    private static Matter of(Concern concern, Overview overview, Clock clock) {
        var kind = concern.kind();
        return new Matter(
                kind,
                clock.texts().text(key(concern), concern.count(), subject(concern, clock)),
                concern.words(),
                path(kind, overview),
                tone(concern));
    }

    private static String key(Concern concern) {
        var code = concern.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var over = concern.kind() == Kind.CERTIFICATE_ENDS && concern.count() <= 0;
        return "attention." + (over ? "certificate-ended" : code);
    }

    private static String subject(Concern concern, Clock clock) {
        return switch (concern.kind()) {
            case BUDGET_SPENT -> budget(concern.subject(), clock.texts());
            case LETTERS_DELAYED, CERTIFICATE_ENDS -> clock.text(Instant.parse(concern.subject()));
            default -> concern.subject();
        };
    }

    /// @param subject title and source, such as `Trunk 127.0.0.1 PJSIP/trunk`
    private static String budget(String subject, PageTexts texts) {
        var parts = subject.split(" ", 2);
        return BudgetRow.name(texts, parts[0], parts[1]);
    }

    private static Optional<String> path(Kind kind, Overview overview) {
        return switch (kind) {
            case LETTERS_FAILED -> Optional.of(list(State.MAIL_FAILED));
            case LAPSING -> Optional.of(list(State.LAPSING));
            case LOCKED_LATELY ->
                    Optional.of(
                            overview.mailboxes().in(State.LOCKED) > 0
                                    ? list(State.LOCKED)
                                    : "/events?name=Locked");
            case BUDGET_SPENT -> Optional.of("/events?name=BudgetAlarm");
            case LETTERS_DELAYED, NO_MAIL_SERVER, CERTIFICATE_ENDS, FINDING -> Optional.empty();
        };
    }

    private static String list(State state) {
        return MailboxFilter.PATH + "?state=" + MailboxFilter.code(state);
    }

    private static String tone(Concern concern) {
        return switch (concern.kind()) {
            case BUDGET_SPENT, LETTERS_FAILED -> "bad";
            case CERTIFICATE_ENDS -> concern.count() <= 0 ? "bad" : "warn";
            case LAPSING -> "";
            default -> "warn";
        };
    }
}
