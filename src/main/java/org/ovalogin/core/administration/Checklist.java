package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.FirstStep.Found;
import org.ovalogin.core.administration.FirstStep.Kind;
import org.ovalogin.core.administration.TestMail.Answer;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.MailboxLookup.Counts;
import org.ovalogin.core.store.MailboxStore;

/// The checklist of a new installation, which ticks itself, and the test letter. For administrators
/// only. Thread-safe.
public final class Checklist {
    /// Test letters at once, of all administrators of this server together. Enough to mend an
    /// address or two; no way to fill somebody's mailbox.
    private static final int AT_ONCE = 5;

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final MailboxStore store;
    private final Supplier<Counts> counts;
    private final ServerState server;
    private final LongSupplier nanoTime;

    /// Nano time at which all test letters are allowed again.
    private Optional<Long> calmAt = Optional.empty();

    /// @param nanoTime as [System#nanoTime()]
    Checklist(
            MailboxStore store,
            Supplier<Counts> counts,
            ServerState server,
            LongSupplier nanoTime) {
        this.store = store;
        this.counts = counts;
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /// All steps in order; none if all are done, an administrator has put the list away, or the
    /// account may do none of them.
    public List<FirstStep> steps(Actor actor) {
        if (!actor.may(Right.MANAGE)) return List.of();
        var mailboxes = counts.get().all();
        return store.read(
                view -> {
                    var reached = view.milestones().all();
                    if (reached.containsKey(Milestone.CHECKLIST_CLOSED)) return List.of();
                    var steps = steps(reached, mailboxes, view.now());
                    return steps.stream().allMatch(FirstStep::done) ? List.of() : steps;
                });
    }

    private List<FirstStep> steps(Map<Milestone, Instant> reached, long mailboxes, Instant now) {
        var steps = new ArrayList<FirstStep>();
        steps.add(mail(reached));
        steps.add(step(Kind.ASTERISK, reached, Milestone.FIRST_CALL));
        steps.add(
                new FirstStep(
                        Kind.MAILBOXES,
                        mailboxes > 0 ? Found.DONE : Found.NOTHING,
                        Optional.empty()));
        steps.add(step(Kind.BACKUP, reached, Milestone.FIRST_BACKUP));
        steps.add(certificate(server.certificate().get(), now));
        return steps;
    }

    private FirstStep mail(Map<Milestone, Instant> reached) {
        if (server.mail().get().isEmpty())
            return new FirstStep(Kind.MAIL, Found.NOTHING, Optional.empty());
        var first = Optional.ofNullable(reached.get(Milestone.FIRST_EMAIL));
        return new FirstStep(Kind.MAIL, first.isPresent() ? Found.DONE : Found.UNTRIED, first);
    }

    private static FirstStep step(Kind kind, Map<Milestone, Instant> reached, Milestone milestone) {
        var at = Optional.ofNullable(reached.get(milestone));
        return new FirstStep(kind, at.isPresent() ? Found.DONE : Found.NOTHING, at);
    }

    private static FirstStep certificate(PageCertificate certificate, Instant now) {
        var found =
                switch (certificate.source()) {
                    case NONE -> Found.NOTHING;
                    case PROXY -> Found.PROXY;
                    case SERVER ->
                            certificate.ends().filter(now::isBefore).isPresent()
                                    ? Found.DONE
                                    : Found.ENDED;
                };
        return new FirstStep(Kind.CERTIFICATE, found, certificate.ends());
    }

    /// Hides the checklist from all administrators, for good.
    public void close(Actor actor) {
        actor.require(Right.MANAGE);
        store.change(
                work -> {
                    if (work.milestones().all().containsKey(Milestone.CHECKLIST_CLOSED)) return;
                    work.milestones().reach(Milestone.CHECKLIST_CLOSED);
                    work.events().append(event(work, Event.Name.CHECKLIST_CLOSED, "", actor));
                });
    }

    /// Whether there is a mail server to send a test letter to.
    public boolean hasMailServer() {
        return server.mail().get().isPresent();
    }

    /// Sends a test letter at once.
    ///
    /// @return the mail server's answer; empty: too many test letters, or no mail server
    /// @throws org.ovalogin.core.input.NotDone if `address` is not an e-mail address
    public Optional<Answer> test(String address, Language language, Actor actor) {
        actor.require(Right.MANAGE);
        var findings = new ArrayList<Finding>();
        TextChecks.address("TestAddress", address, findings);
        TextChecks.refuse(findings);
        var mail = server.mail().get();
        if (mail.isEmpty() || !admits()) return Optional.empty();
        var answer = mail.get().send(address, language);
        store.change(
                work -> {
                    if (answer.accepted()) work.milestones().reach(Milestone.FIRST_EMAIL);
                    var result = answer.accepted() ? "Accepted" : "Refused";
                    work.events().append(event(work, Event.Name.MAIL_TESTED, result, actor));
                });
        return Optional.of(answer);
    }

    private static Event event(
            MailboxStore.Work work, Event.Name name, String result, Actor actor) {
        return Event.about(work.now(), name, result, "", "", actor.origin());
    }

    private synchronized boolean admits() {
        var now = nanoTime.getAsLong();
        var calm = calmAt.filter(at -> at - now > 0).orElse(now);
        if (calm - now > (AT_ONCE - 1) * INTERVAL) return false;
        calmAt = Optional.of(calm + INTERVAL);
        return true;
    }
}
