package org.ovalogin.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The caller's actions once the call is answered. In short form:
///
/// | sign | what the caller does |
/// |---|---|
/// | `0`–`9` `*` `#` | presses the key; keys without a sign between them follow at once |
/// | `,` | waits until the next prompt begins |
/// | `<enter-pin>` | waits until that sound begins; `ova/` may be left out |
/// | `~3` | waits 3 seconds |
/// | `@` | the test runs its own action, given beside the script |
/// | `!` | at the end: hangs up at once |
///
/// "Next" and "begins" count from the last key pressed. Without `!` the caller stays until the call
/// is over or voice mail has begun after the last key. A wait that the call's end cuts off is an
/// error; a later key is not.
///
/// May hold a PIN, so it does not print.
public record LabScript(List<Step> steps, boolean hangsUp) {
    sealed interface Step {}

    /// Keys pressed in one go.
    record Press(String keys) implements Step {
        @Override
        public String toString() {
            return "Press";
        }
    }

    /// Waits for a sound; the empty name is any.
    record Hear(String sound) implements Step {}

    record Pause(Duration time) implements Step {}

    /// An action of the test at this point.
    record Act(Runnable what) implements Step {}

    private static final Pattern STEP =
            Pattern.compile("([0-9*#]+)|(,)|<([a-z0-9/-]+)>|~([0-9]+)|@");

    public LabScript {
        steps = List.copyOf(steps);
    }

    /// Reads the short form.
    ///
    /// @param acts one for each `@`
    /// @throws IllegalArgumentException for any other sign
    public static LabScript of(String text, Runnable... acts) {
        var next = List.of(acts).iterator();
        var hangsUp = text.endsWith("!");
        var rest = hangsUp ? text.substring(0, text.length() - 1) : text;
        var steps = new ArrayList<Step>();
        var step = STEP.matcher(rest);
        var at = 0;
        while (step.find(at) && step.start() == at) {
            at = step.end();
            if (step.group(1) != null) steps.add(new Press(step.group(1)));
            else if (step.group(2) != null) steps.add(new Hear(""));
            else if (step.group(3) != null) steps.add(new Hear(step.group(3)));
            else if (step.group(4) == null) steps.add(new Act(next.next()));
            else steps.add(new Pause(Duration.ofSeconds(Long.parseLong(step.group(4)))));
        }
        if (at != rest.length())
            throw new IllegalArgumentException("a script has no '" + rest.charAt(at) + "' there");
        return new LabScript(steps, hangsUp);
    }

    List<Press> presses() {
        return steps.stream().filter(Press.class::isInstance).map(Press.class::cast).toList();
    }

    @Override
    public String toString() {
        return "Script";
    }
}
