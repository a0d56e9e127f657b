package org.ovalogin.notify.mail;

import static java.util.Map.entry;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.OwnLink;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts.Path;

/// The content of a letter: its text, and the values for the text's gaps.
///
/// @param pin if the notice carries one
/// @param links with which the PINs of the address's mailboxes can be reset, if the notice carries
///   them
/// @param publicUrl the address at which owners reach us; empty: no self-service
record LetterContent(
        Letter letter,
        NoticeTexts texts,
        Optional<String> pin,
        List<OwnLink> links,
        Optional<URI> publicUrl,
        ZoneId zone) {
    private static final String ACCOUNT = "account ";

    String subject() {
        return texts.subject(text());
    }

    private LetterText text() {
        return LetterText.of(letter, links.size());
    }

    /// All paragraphs, the signature last.
    List<String> paragraphs() {
        return texts.paragraphs(text(), values(), additions());
    }

    /// The addresses that become links in the letter. Nobody else's text becomes part of them.
    ///
    /// @throws IllegalStateException if a link has no address to lead to
    List<String> addresses() {
        return switch (text()) {
            case RESET_LINK, RESET_LINKS -> {
                if (links.isEmpty())
                    throw new IllegalStateException("no mailbox of this address may be reset");
                yield links.stream().map(this::address).toList();
            }
            case WELCOME,
                    WELCOME_WITHOUT_PIN,
                    MOVED_IN,
                    MOVED_IN_TO_CHANGE,
                    MOVED_IN_OWN_PHONE,
                    LOCKED,
                    OUTSIDE_LOCKED,
                    TRUSTED_LOCKED,
                    OUTSIDE_BLOCKED ->
                    page("/reset").filter(_ -> selfServiceWorks()).stream().toList();
            default -> List.of();
        };
    }

    private String address(OwnLink link) {
        return page("/reset/" + link.secret())
                .orElseThrow(() -> new IllegalStateException("http.publicUrl is not set"));
    }

    private Optional<String> link() {
        return addresses().stream().findFirst();
    }

    /// A line for each mailbox of a shared address.
    private String list() {
        return links.stream()
                .map(
                        link ->
                                "%s, %s: %s"
                                        .formatted(
                                                link.mailbox().extensions().getFirst(),
                                                line(link.mailbox().displayName()),
                                                address(link)))
                .collect(Collectors.joining("\n"));
    }

    private Optional<String> page(String path) {
        return publicUrl.map(url -> url.resolve(path).toASCIIString());
    }

    private boolean selfServiceWorks() {
        var mailbox = letter.mailbox();
        return mailbox.address().isPresent()
                && mailbox.subscriberAccess()
                && !mailbox.lockouts().lockedByAdministrator();
    }

    private Map<String, String> values() {
        var notice = letter.notice();
        var numbers = letter.about().map(m -> m.dialPlan().accessTelephoneNumbers());
        return Map.ofEntries(
                entry("name", line(letter.name())),
                entry("numbers", line(String.join(", ", numbers.orElse(List.of())))),
                entry(
                        "extension",
                        line(letter.about().map(m -> m.extensions().getFirst()).orElse(""))),
                entry("pin", pin.orElse("")),
                entry("by", by()),
                entry("about", line(notice.by())),
                entry("failures", String.valueOf(notice.failures())),
                entry(
                        "attempts",
                        letter.about()
                                .map(m -> m.policy().pin().maxLogonAttempts())
                                .map(String::valueOf)
                                .orElse("")),
                entry("when", texts.moment(moment().atZone(zone))),
                entry("until", lockEnds().map(end -> texts.moment(end.atZone(zone))).orElse("")),
                entry("link", link().orElse("")),
                entry("links", text() == LetterText.RESET_LINKS ? list() : ""));
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
        var text = text();
        var additions = new ArrayList<String>();
        if (letter.notice().withPin()) {
            var mustChange = letter.mailbox().pin().mustChange();
            if (mustChange) additions.add(text.isForSomebody() ? "must-be-changed" : "must-change");
            if (lapse().isPresent()) additions.add(mustChange ? "lapses" : "lapses-unused");
            // Resets never replace it, so the owner has to know what wrong entries do.
            if (mustChange)
                additions.add(text.isForSomebody() ? "not-replaced-somebody" : "not-replaced");
        }
        if (text.isToChange() && lapse().isPresent()) additions.add("lapses");
        if (lockEnds().isPresent()) additions.add("lock-ends");
        if (link().isPresent()) {
            if (text.isOfLiftableLock()) additions.add("unlock");
            else if (!text.isOfLinks()) additions.add("forgotten");
        }
        return additions;
    }

    /// The value of `when` in the letter: when its PIN or link lapses, or when the current PIN
    /// expires, or else when the event happened.
    private Instant moment() {
        var posted = letter.notice().createdAt();
        return switch (text()) {
            case RESET_LINK, RESET_LINKS -> posted.plus(SelfService.LINK_LASTS);
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

    /// The end of the lock that this letter reports, if it still stands and ends by itself.
    private Optional<Instant> lockEnds() {
        var at = letter.notice().createdAt();
        Optional<Instant> end =
                switch (text()) {
                    case LOCKED -> letter.mailbox().lockedUntil(at);
                    case OUTSIDE_LOCKED -> letter.mailbox().lockedUntil(Path.OUTSIDE, at);
                    case TRUSTED_LOCKED -> letter.mailbox().lockedUntil(Path.TRUSTED, at);
                    default -> Optional.empty();
                };
        return end.map(Lockout::inWholeMinutes);
    }

    /// The time at which the PIN lapses that this letter carries or speaks of.
    private Optional<Instant> lapse() {
        if (!letter.notice().withPin() && !text().isToChange()) return Optional.empty();
        var mailbox = letter.mailbox();
        return mailbox.pin().lapse(mailbox.policy().pin());
    }
}
