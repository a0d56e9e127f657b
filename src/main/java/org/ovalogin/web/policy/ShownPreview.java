package org.ovalogin.web.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ovalogin.core.administration.ChangePreview;
import org.ovalogin.core.administration.ChangePreview.Concerned;
import org.ovalogin.core.administration.ChangePreview.Kind;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.web.frame.PageTexts;

/// What a change would do, in the page's language: each field's old and new value, and whom it
/// concerns.
///
/// @param notes sentences about the whole
public record ShownPreview(List<Change> changes, List<Who> concerned, List<String> notes) {
    /// @param name Exchange's
    public record Change(String label, String name, String before, String after) {}

    /// @param sentence begins with the number of mailboxes
    /// @param more the list of all, if some are not named
    public record Who(String sentence, List<Mailbox> first, Optional<Link> more) {
        public Who {
            first = List.copyOf(first);
        }
    }

    public record Link(String path, String text) {}

    public ShownPreview {
        changes = List.copyOf(changes);
        concerned = List.copyOf(concerned);
        notes = List.copyOf(notes);
    }

    /// @param list the address of the mailboxes of this policy or dial plan, of a kind
    static List<Who> concerned(
            PageTexts texts, ChangePreview<?> preview, Function<Kind, String> list) {
        return preview.concerned().entrySet().stream()
                .map(e -> who(texts, e.getKey(), e.getValue(), list.apply(e.getKey())))
                .toList();
    }

    private static Who who(PageTexts texts, Kind kind, Concerned concerned, String path) {
        var more = concerned.more();
        return new Who(
                texts.text("preview." + kind, concerned.total()),
                concerned.first(),
                more == 0
                        ? Optional.empty()
                        : Optional.of(new Link(path, texts.text("preview.more", more))));
    }

    /// The parameters whose values differ.
    static <O, D> List<Change> changes(
            PageTexts texts, List<UmParameter<O, D>> all, O before, O after) {
        var changes = new ArrayList<Change>();
        for (var parameter : all)
            if (!parameter.value(before).equals(parameter.value(after)))
                changes.add(
                        new Change(
                                texts.text("label." + parameter.name()),
                                parameter.name(),
                                ParameterField.inWords(texts, parameter, before),
                                ParameterField.inWords(texts, parameter, after)));
        return changes;
    }
}
