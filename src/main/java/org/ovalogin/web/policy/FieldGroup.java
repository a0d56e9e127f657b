package org.ovalogin.web.policy;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.core.parameter.ParameterGroup;
import org.ovalogin.core.parameter.UmParameter;

/// The fields under one heading of a form.
public record FieldGroup(ParameterGroup heading, List<UmParameter<?, ?>> parameters) {
    public FieldGroup {
        parameters = List.copyOf(parameters);
    }

    /// In the order of the definitions, where the parameters of a group stand together.
    static List<FieldGroup> of(List<? extends UmParameter<?, ?>> all) {
        var groups = new ArrayList<FieldGroup>();
        var begun = new ArrayList<UmParameter<?, ?>>();
        for (var parameter : all) {
            if (!begun.isEmpty() && heading(begun.getFirst()) != heading(parameter)) {
                groups.add(new FieldGroup(heading(begun.getFirst()), begun));
                begun.clear();
            }
            begun.add(parameter);
        }
        groups.add(new FieldGroup(heading(begun.getFirst()), begun));
        return List.copyOf(groups);
    }

    private static ParameterGroup heading(UmParameter<?, ?> parameter) {
        return parameter.about().group();
    }
}
