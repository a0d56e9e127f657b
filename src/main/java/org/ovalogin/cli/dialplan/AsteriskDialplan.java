package org.ovalogin.cli.dialplan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A dialplan, from Asterisk's own answer or from files.
///
/// @param contexts in order, the empty ones too
/// @param includes contexts that each context takes in
/// @param switches contexts that also take extensions from elsewhere, such as `[sales] Realtime/`;
///   nobody sees those from here
public record AsteriskDialplan(
        Set<String> contexts,
        List<DialplanStep> steps,
        Map<String, List<String>> includes,
        List<String> switches) {
    public AsteriskDialplan {
        steps = List.copyOf(steps);
        includes = Map.copyOf(includes);
        switches = List.copyOf(switches);
    }

    /// Whether a call in this context reaches the number: by its very name or by a pattern, there
    /// or in an included context.
    public boolean reaches(String context, String number) {
        var all = within(context);
        return steps.stream()
                .filter(step -> step.priority() == 1 && all.contains(step.context()))
                .anyMatch(step -> ExtensionPattern.matches(step.extension(), number));
    }

    /// The context with all that it includes.
    public Set<String> within(String context) {
        var found = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(List.of(context));
        while (!waiting.isEmpty()) {
            var next = waiting.pop();
            if (found.add(next)) waiting.addAll(includes.getOrDefault(next, List.of()));
        }
        return found;
    }

    /// All the steps of one extension, in order.
    public List<DialplanStep> extension(String context, String extension) {
        return steps.stream()
                .filter(s -> s.context().equals(context) && s.extension().equals(extension))
                .toList();
    }

    /// The calls to the subroutine of `ova.conf`.
    public List<Entrance> entrances() {
        return steps.stream().flatMap(step -> Entrance.of(step).stream()).toList();
    }

    /// Collects steps in the order of loading. As in Asterisk, the first step with an extension's
    /// priority stays.
    static final class Builder {
        private record Key(String context, String extension, int priority) {}

        private final Set<String> contexts = new LinkedHashSet<>();
        private final Map<String, List<String>> includes = new HashMap<>();
        private final List<DialplanStep> steps = new ArrayList<>();
        private final List<String> switches = new ArrayList<>();
        private final Set<Key> taken = new HashSet<>();

        void context(String name) {
            contexts.add(name);
        }

        void add(DialplanStep step) {
            contexts.add(step.context());
            if (taken.add(new Key(step.context(), step.extension(), step.priority())))
                steps.add(step);
        }

        /// @param included a context, perhaps with times after a comma
        void include(String context, String included) {
            includes.computeIfAbsent(context, _ -> new ArrayList<>())
                    .add(included.split("[,|]", 2)[0]);
        }

        void switchTo(String context, String elsewhere) {
            switches.add("[%s] %s".formatted(context, elsewhere));
        }

        AsteriskDialplan build() {
            return new AsteriskDialplan(contexts, steps, includes, switches);
        }
    }
}
