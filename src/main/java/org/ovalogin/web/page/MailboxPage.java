package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Routes;

/// One mailbox: the state of its PIN, its events, and the reset.
final class MailboxPage implements Routes {
    static final String PATH = MailboxFilter.PATH + "/{guid}";

    /// Events that are read; the page shows them as at most [#SENTENCES] sentences.
    private static final int EVENTS = 100;

    private static final int SENTENCES = 12;

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;
    private final LastList lastList;

    MailboxPage(
            Administration administration,
            Renderer renderer,
            PageDoor door,
            Flash flash,
            LastList lastList) {
        this.lastList = lastList;
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::show));
        // its page is ShownPinPage's, which leads here
        door.form(server, PATH + "/pin", PinChoice.KEPT, this::reset, this::again);
    }

    static String path(UUID guid) {
        return MailboxFilter.PATH + "/" + guid;
    }

    private HttpResponse show(PageVisit visit) {
        return page(
                visit,
                HttpStatus.OK,
                PinChoice.DEFAULT,
                Optional.empty(),
                Findings.none(visit.texts()));
    }

    private HttpResponse again(PageVisit visit) {
        var form = visit.form(PinChoice.FIELDS, Set.of());
        return page(
                visit,
                HttpStatus.OK,
                PinChoice.of(form),
                Optional.of(form),
                Findings.none(visit.texts()));
    }

    /// The page, for a form on it that has no values.
    HttpResponse showAgain(PageVisit visit) {
        return page(
                visit,
                HttpStatus.OK,
                PinChoice.DEFAULT,
                Optional.of(visit.form(Set.of(), Set.of())),
                Findings.none(visit.texts()));
    }

    private HttpResponse reset(PageVisit visit) {
        var guid = Refusals.guid(visit);
        var form = visit.form(PinChoice.FIELDS, Set.of());
        var choice = PinChoice.of(form);
        var wanted =
                new Reset(
                        choice.pin(form),
                        Optional.of(choice.mustChange()),
                        Optional.empty(),
                        choice.elsewhere(),
                        Optional.empty());
        try {
            var done = administration.pins().reset(guid, wanted, visit.actor(form));
            if (done.shownOnce().isPresent())
                return ShownPinPage.keep(administration, visit, guid, done.shownOnce().get());
            var told =
                    wanted.notifyEmail()
                            .orElseGet(
                                    () -> String.join(", ", done.mailbox().addresses().forPins()));
            return told.isEmpty()
                    ? flash.seeOther(path(guid), "resetOnly")
                    : flash.seeOther(path(guid), "reset", told);
        } catch (NotDone e) {
            return page(
                    visit,
                    Refusals.ofForm(e),
                    choice,
                    Optional.empty(),
                    Findings.of(visit.texts(), e));
        }
    }

    /// The page with the current state and the reason for the refusal.
    HttpResponse stale(PageVisit visit, NotDone e) {
        return page(
                visit,
                HttpStatus.CONFLICT,
                PinChoice.DEFAULT,
                Optional.empty(),
                Findings.of(visit.texts(), e));
    }

    /// The description of the current lock, and of its end: the time, or the persons who lift it.
    private Optional<String> lock(PageTexts texts, Mailbox mailbox, Instant now) {
        var clock = renderer.clock(texts);
        var end =
                mailbox.lockedUntil(now)
                        .map(Lockout::inWholeMinutes)
                        .map(at -> texts.text("mailbox.locked.until", clock.text(at)))
                        .orElseGet(() -> texts.text("mailbox.locked." + stays(mailbox, now)));
        return mailbox.lockouts()
                .lock(mailbox.policy().pin(), now)
                .map(
                        held ->
                                texts.text(
                                                "mailbox.locked." + which(mailbox, held, now),
                                                clock.text(held.since()))
                                        + " "
                                        + end);
    }

    private static String stays(Mailbox mailbox, Instant now) {
        var policy = mailbox.policy().pin();
        return mailbox.lockouts().outsideAllowable(policy, now) ? "allowable" : "stays";
    }

    private static String which(Mailbox mailbox, Lockout.Lock held, Instant now) {
        if (held.reason() == Lockout.Reason.ADMINISTRATOR) return "administrator";
        if (held.reason() == Lockout.Reason.OWNER) return "owner";
        if (mailbox.outsideBlocked(now)) return "outside";
        return mailbox.locked(Lockouts.Path.OUTSIDE, now) ? "failures" : "trusted";
    }

    /// @param untried a form whose version still counts
    private HttpResponse page(
            PageVisit visit,
            HttpStatus status,
            PinChoice choice,
            Optional<Form> untried,
            Findings findings) {
        var overview =
                administration.mailboxes().overview(Refusals.guid(visit), visit.actor(), EVENTS);
        var report = overview.report();
        var mailbox = report.mailbox();
        var now = report.now();
        var parameters = new HashMap<String, Object>();
        parameters.put("mailbox", mailbox);
        parameters.put("back", lastList.path(visit));
        parameters.put("badges", Badge.of(visit.texts(), report));
        parameters.put("now", now);
        var version = String.valueOf(overview.revision().version());
        parameters.put(
                "version", untried.map(form -> PageVisit.version(form, version)).orElse(version));
        parameters.put("lock", lock(visit.texts(), mailbox, now));
        parameters.put("mailFailure", report.mailFailure());
        parameters.put("mailDelay", report.mailDelay());
        parameters.put("mayRetry", visit.actor().may(Right.SUPPORT));
        parameters.put(
                "happened",
                Happening.of(overview.events(), overview.events().size() == EVENTS).stream()
                        .limit(SENTENCES)
                        .toList());
        parameters.put("maySupport", overview.maySupport());
        parameters.put(
                "administrators", visit.actor().may(Right.SUPPORT) && !overview.maySupport());
        parameters.put(
                "mayReset",
                visit.actor().may(Right.MANAGE) || !mailbox.addresses().forPins().isEmpty());
        parameters.put("mayChange", visit.actor().may(Right.MANAGE));
        parameters.put("letters", LettersPart.Shown.of(visit, overview));
        parameters.put("choice", choice);
        parameters.put("ruleLines", RuleLine.open(visit.texts(), mailbox.policy().pin()));
        parameters.put("findings", findings);
        return renderer.page(
                visit,
                status,
                "mailbox.jte",
                Optional.of(Place.MAILBOXES),
                mailbox.displayName(),
                parameters);
    }
}
