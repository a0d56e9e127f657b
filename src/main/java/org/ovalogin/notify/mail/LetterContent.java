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

/// What a letter says: its text, and what fills the text's gaps.
///
/// @param secret the PIN or the link's secret, where the notice carries one
/// @param publicUrl where owners reach us; empty: there is no self-service
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

    /// The signature last.
    List<String> paragraphs() {
        return texts.paragraphs(LetterText.of(letter), values(), additions());
    }

    /// The address that may stand in it, and nothing that others have typed.
    ///
    /// @throws IllegalStateException for a link without a place that it leads to
    Optional<String> link() {
        return switch (LetterText.of(letter)) {
            case RESET_LINK ->
                    Optional.of(
                            page("/reset/" + secret.orElseThrow())
                                    .orElseThrow(
                                            () ->
                                                    new IllegalStateException(
                                                            "http.publicUrl is not set")));
            case WELCOME, WELCOME_WITHOUT_PIN, LOCKED, OUTSIDE_LOCKED, TRUSTED_LOCKED ->
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

    /// Without what could begin a line of its own or turn the direction of the text after it.
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
        if (link().isPresent()) {
            if (text.isOfFailuresLock()) additions.add("unlock");
            else if (text != LetterText.RESET_LINK) additions.add("forgotten");
        }
        return additions;
    }

    /// What the letter means by `when`: the PIN or the link in it lapses, or the present PIN
    /// expires; else what it tells of happened.
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

    /// When the PIN in this letter lapses.
    private Optional<Instant> lapse() {
        if (!letter.notice().withPin()) return Optional.empty();
        var pin = letter.mailbox().pin();
        return letter.mailbox()
                .policy()
                .pin()
                .temporaryPinLifetime()
                .filter(_ -> pin.mustChange() || !pin.signedIn())
                .map(pin.setAt()::plus);
    }
}
