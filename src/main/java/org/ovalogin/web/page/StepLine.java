package org.ovalogin.web.page;

import java.util.List;
import java.util.Locale;
import org.ovalogin.core.administration.FirstStep;
import org.ovalogin.core.administration.FirstStep.Kind;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.HelpLink;

/// A step of the checklist as the overview shows it.
///
/// @param text in one sentence, in the page's language
/// @param path leads to the page that does it, or to its document
public record StepLine(Kind kind, boolean done, String text, String path) {
    static List<StepLine> of(List<FirstStep> steps, Clock clock) {
        return steps.stream().map(step -> of(step, clock)).toList();
    }

    private static StepLine of(FirstStep step, Clock clock) {
        var key = "step.%s.%s".formatted(step.kind(), step.found()).toLowerCase(Locale.ROOT);
        return new StepLine(
                step.kind(),
                step.done(),
                clock.texts().text(key, step.at().map(clock::text).orElse("")),
                path(step));
    }

    private static String path(FirstStep step) {
        return switch (step.kind()) {
            case MAIL ->
                    step.found() == FirstStep.Found.NOTHING
                            ? HelpLink.to("configuration")
                            : TestMailPage.PATH;
            case ASTERISK -> HelpLink.to("asterisk");
            case MAILBOXES -> step.done() ? MailboxFilter.PATH : MailboxFilter.PATH + "/new";
            case BACKUP -> HelpLink.to("operations");
            case CERTIFICATE -> HelpLink.to("configuration");
        };
    }
}
