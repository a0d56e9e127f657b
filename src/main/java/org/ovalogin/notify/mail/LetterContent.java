package org.ovalogin.notify.mail;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.mailbox.Letter;

/// The content of a letter: its text, and the values for the text's gaps.
///
/// @param secret the PIN or the link's secret, if the notice carries one
/// @param publicUrl the address at which owners reach us; empty: no self-service
record LetterContent(
        Letter letter,
        NoticeTexts texts,
        Optional<String> secret,
        Optional<URI> publicUrl,
        ZoneId zone) {
    private static final String ACCOUNT = "account ";

    String subject() {
        return texts.subject(LetterText.of(letter));
    }

    /// All paragraphs, the signature last.
    List<String> paragraphs() {
        return texts.paragraphs(LetterText.of(letter), values(), additions());
    }

    /// The link that the letter may contain. Nobody else's text becomes part of it.
    ///
    /// @throws IllegalStateException if a link has no address to lead to
    Optional<String> link() {
        return switch (LetterText.of(letter)) {
            case RESET_LINK ->
                    Optional.of(
                            page("/reset/" + secret.orElseThrow())
                                    .orElseThrow(
                                            () ->
                                                    new IllegalStateException(
                                                            "http.publicUrl is not set")));
            case WELCOME,
                    WELCOME_WITHOUT_PIN,
                    MOVED_IN,
                    MOVED_IN_TO_CHANGE,
                    MOVED_IN_OWN_PHONE,
                    LOCKED,
                    OUTSIDE_LOCKED,
                    TRUSTED_LOCKED ->
                    page("/reset").filter(_ -> selfServiceWorks());
            default -> Optional.empty();
        };
    }

    private Optional<String> page(String path) {
        return publicUrl.map(url -> url.resolve(path).toASCIIString());
    }

    private boolean selfServiceWorks() {
        var mailbox = letter.mailbox();
        return mailbox.subscriberAccess() && !mailbox.lockouts().lockedByAdministrator();
    }

    private Map<String, String> values() {
        var notice = letter.notice();
        var numbers = letter.about().map(m -> m.dialPlan().accessTelephoneNumbers());
        return Map.of(
                "name", line(letter.name()),
                "numbers", line(String.join(", ", numbers.orElse(List.of()))),
                "extension", line(letter.about().map(m -> m.extensions().getFirst()).orElse("")),
                "pin", secret.filter(_ -> notice.withPin()).orElse(""),
                "by", by(),
                "budget", line(notice.by()),
                "failures", String.valueOf(notice.failures()),
                "when", texts.moment(moment().atZone(zone)),
                "link", link().orElse(""));
    }

    /// With its preposition.
    private String by() {
        var by = line(letter.notice().by());
        if (by.isBlank() || by.equals("system")) return texts.text("by-system", Map.of());
        return by.startsWith(ACCOUNT)
                ? texts.text("by-account", Map.of("who", by.substring(ACCOUNT.length())))
                : texts.text("by", Map.of("who", by));
    }

    /// Removes characters that could begin a new line or turn the direction of later text.
    private static String line(String value) {
        return value.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }

    private List<String> additions() {
        var text = LetterText.of(letter);
        var additions = new ArrayList<String>();
        if (letter.notice().withPin()) {
            var mustChange = letter.mailbox().pin().mustChange();
            if (mustChange) additions.add(text.isForSomebody() ? "must-be-changed" : "must-change");
            if (lapse().isPresent()) additions.add(mustChange ? "lapses" : "lapses-unused");
        }
        if (text.isToChange() && lapse().isPresent()) additions.add("lapses");
        if (link().isPresent()) {
            if (text.isOfFailuresLock()) additions.add("unlock");
            else if (text != LetterText.RESET_LINK) additions.add("forgotten");
        }
        return additions;
    }

    /// The value of `when` in the letter: when its PIN or link lapses, or when the current PIN
    /// expires, or else when the event happened.
    private Instant moment() {
        var posted = letter.notice().createdAt();
        return switch (LetterText.of(letter)) {
            case RESET_LINK -> posted.plus(SelfService.LINK_LASTS);
            case EXPIRING ->
                    letter.mailbox()
                            .policy()
                            .pin()
                            .pinLifetime()
                            .map(letter.mailbox().pin().setAt()::plus)
                            .orElse(posted);
            default -> lapse().orElse(posted);
        };
    }

    /// The time at which the PIN lapses that this letter carries or speaks of.
    private Optional<Instant> lapse() {
        if (!letter.notice().withPin() && !LetterText.of(letter).isToChange())
            return Optional.empty();
        var mailbox = letter.mailbox();
        return mailbox.pin().lapse(mailbox.policy().pin());
    }
}
