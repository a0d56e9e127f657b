package org.ovalogin.call.dialog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.CallSessions;
import org.ovalogin.core.signin.OutsideAccess;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.ReturnToken;
import org.ovalogin.core.signin.SignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers every call, runs its dialogs, and reports its ending to the dialplan and in one line of
/// the log. Thread-safe; each call stays on its own thread.
public final class Reception implements CallHandler {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private static final String REQUEST =
            "the request must be login?dialplan=NAME[&trusted=yes][&session=TOKEN][&mailbox=DIGITS]"
                    + "[&operator=no][&recording=stop][&language=TAG]";

    private final Mailboxes mailboxes;
    private final Catalogue catalogue;
    private final Pace pace;
    private final Locality locality;
    private final Switchboard switchboard;
    private final MainMenu mainMenu;
    private final SignInDialog signInDialog;
    private final CallLanguage languages = new CallLanguage();

    /// The mailbox services that calls need.
    ///
    /// @param dialPlans by name
    public record Mailboxes(
            Function<String, Optional<DialPlan>> dialPlans,
            SignIn signIn,
            PinChange pinChange,
            OutsideAccess outsideAccess,
            CallSessions sessions) {}

    public Reception(
            Mailboxes mailboxes,
            Catalogue catalogue,
            Pace pace,
            Locality locality,
            Switchboard switchboard) {
        this.mailboxes = mailboxes;
        this.catalogue = catalogue;
        this.pace = pace;
        this.locality = locality;
        this.switchboard = switchboard;
        var changePin = new ChangePinDialog(mailboxes.pinChange());
        var tryLater = new TryLater(locality.selfService());
        var pinStep = new PinStep(mailboxes.signIn(), changePin, tryLater);
        var expiryHint = new ExpiryHint(mailboxes.signIn(), locality.zone());
        var latestUse = new LatestUse(mailboxes.signIn(), changePin, locality.zone());
        var personalOptions = new PersonalOptions(pinStep, changePin, latestUse);
        this.mainMenu =
                new MainMenu(pinStep, expiryHint, personalOptions, mailboxes.outsideAccess());
        var lockedPhone = new LockedPhone(mailboxes.signIn(), locality);
        this.signInDialog = new SignInDialog(mailboxes.signIn(), pinStep, mainMenu, lockedPhone);
    }

    @Override
    public void handle(Call call, Line asked) {
        var record = new CallRecord(System.nanoTime());
        var line = switchboard.connect(asked, pace.patience());
        try {
            line.patience().during(() -> take(call, line, record)).forEach(line::set);
            record.told();
        } catch (HungUp e) {
            record.hungUp();
            throw e;
        } finally {
            switchboard.disconnect(line, record.how());
            log.info("{}", record);
            record.token().ifPresent(this::over);
        }
    }

    /// Handles the call and returns the dialplan's variables, in order. Only a hang-up escapes.
    /// After any other failure the caller hears an apology and is not let in.
    private Map<String, String> take(Call call, LiveCall line, CallRecord record) {
        try {
            line.answer();
            line.speak(languages.before(call));
            return handOver(dealWith(call, line, record), record);
        } catch (HungUp e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a call failed", e);
            return handOver(unavailable(line), record);
        }
    }

    private Outcome dealWith(Call call, LiveCall line, CallRecord record) {
        var parameters = CallParameters.of(call);
        if (parameters.isEmpty()) {
            record.refused(REQUEST);
            return unavailable(line);
        }
        if (parameters.get().recorded()) line.stopRecording();
        var dialPlan = mailboxes.dialPlans().apply(parameters.get().dialPlan());
        if (dialPlan.isEmpty()) {
            record.refused("there is no such dial plan");
            return unavailable(line);
        }
        record.dialPlan(dialPlan.get());
        return converse(
                call,
                line,
                parameters.get(),
                parameters.get().operator() ? dialPlan.get() : withoutOperator(dialPlan.get()),
                record);
    }

    /// The dial plan without its operator, for a dialplan that can't dial one.
    private static DialPlan withoutOperator(DialPlan dialPlan) {
        return dialPlan.operatorExtension().isEmpty()
                ? dialPlan
                : dialPlan.with(draft -> draft.operatorExtension = Optional.empty());
    }

    private Outcome converse(
            Call call,
            LiveCall line,
            CallParameters parameters,
            DialPlan dialPlan,
            CallRecord record) {
        var language = languages.of(call, dialPlan);
        var caller =
                new Caller(
                        line, catalogue, pace, language, dialPlan.inputFailuresBeforeDisconnect());
        caller.speak(language);
        var visit =
                new Visit(
                                call,
                                dialPlan,
                                parameters.trusted() && trusted(call, parameters, dialPlan),
                                locality.clock().instant().plus(dialPlan.maxCallDuration()))
                        .returning(mailboxes.sessions());
        record.visit(visit);
        if (!parameters.session().isEmpty()) return comeBack(caller, visit, parameters, record);
        line.hangUpAfter(dialPlan.maxCallDuration());
        return signInDialog.run(visit, caller, parameters.mailbox());
    }

    /// The caller comes from voice mail, in the same call: its end and its refusals stay.
    private Outcome comeBack(
            Caller caller, Visit visit, CallParameters parameters, CallRecord record) {
        var redeemed =
                mailboxes.sessions().redeem(parameters.session(), visit.boundTo(), visit.source());
        return switch (redeemed) {
            case CallSessions.Returned(var admission, var call) -> {
                var goingOn = visit.goingOn(call).returning(mailboxes.sessions());
                record.visit(goingOn);
                admission.mailbox().language().ifPresent(caller::speak);
                yield mainMenu.run(goingOn, caller, admission);
            }
            case CallSessions.Closed(var mailbox, var call) -> {
                var goingOn = visit.goingOn(call).returning(mailboxes.sessions());
                record.visit(goingOn);
                yield signInDialog.again(goingOn, caller, mailbox, parameters.mailbox());
            }
            case CallSessions.Unknown() -> signInDialog.run(visit, caller, parameters.mailbox());
        };
    }

    /// Trust in the caller's number counts for the mailbox that the request names only if the
    /// number is one of that mailbox's own extensions.
    private boolean trusted(Call call, CallParameters parameters, DialPlan dialPlan) {
        if (parameters.mailbox().isEmpty()) return true;
        return mailboxes
                .signIn()
                .ownPhone(new MailboxKey(dialPlan.name(), call.callerNumber()))
                .filter(own -> own.mailbox().extensions().contains(parameters.mailbox()))
                .isPresent();
    }

    /// `OVA_RESULT` is set last: once the dialplan reads it, the others are set.
    private Map<String, String> handOver(Outcome outcome, CallRecord record) {
        var variables = new LinkedHashMap<String, String>();
        switch (outcome) {
            case Outcome.SignedIn(var admission, var next) -> {
                variables.put("OVA_MAILBOX", admission.mailbox().voicemailBox());
                if (next != Outcome.Next.HANGUP) {
                    variables.put("OVA_SESSION", token(admission, record.visit()));
                }
            }
            case Outcome.Operator(var extension) -> variables.put("OVA_OPERATOR", extension);
            case Outcome.Failed _,
                    Outcome.Locked _,
                    Outcome.Cancelled _,
                    Outcome.Unavailable _ -> {}
        }
        variables.put("OVA_NEXT", outcome.ovaNext());
        variables.put("OVA_RESULT", outcome.ovaResult());
        record.ended(outcome);
        return variables;
    }

    private String token(Admission admission, Visit visit) {
        return mailboxes
                .sessions()
                .handOver(visit.token().orElseThrow(), admission, visit.refusals());
    }

    /// A token that was not handed over opens nothing.
    private void over(ReturnToken token) {
        try {
            mailboxes.sessions().over(token);
        } catch (RuntimeException e) {
            log.warn("a token that nobody has stays until it ends by itself: {}", e.toString());
        }
    }

    /// Uses the language spoken so far. The prompt has no gap, so its sounds have the same names in
    /// all.
    private Outcome unavailable(Line line) {
        for (var sound : catalogue.sounds(Prompt.SERVICE_UNAVAILABLE.saying(), Language.EN))
            line.play(sound);
        return new Outcome.Unavailable();
    }
}
