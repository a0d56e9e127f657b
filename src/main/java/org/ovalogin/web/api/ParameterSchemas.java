package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.ovalogin.core.parameter.Range;
import org.ovalogin.core.parameter.TextForm;
import org.ovalogin.core.parameter.TextForm.Lack;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.core.parameter.Unit;

/// The schemas of parameters in the OpenAPI document.
final class ParameterSchemas {
    private static final String MAX_LENGTH = "maxLength";
    private static final int LONGEST_ZONE = 64;

    private ParameterSchemas() {}

    /// Adds the members to the schema of the object, of a new one, and of changes to it.
    ///
    /// @param name of the object's schema
    static <O, D> void add(ObjectNode schemas, String name, List<UmParameter<O, D>> all) {
        var object = (ObjectNode) schemas.path(name);
        for (var parameter : all) {
            object.withArrayProperty("required").add(parameter.member());
            member(object, parameter, false);
            member((ObjectNode) schemas.path("New" + name), parameter, true);
            member((ObjectNode) schemas.path(name + "Patch"), parameter, true);
        }
    }

    private static void member(ObjectNode schema, UmParameter<?, ?> parameter, boolean request) {
        var member = schema.withObjectProperty("properties").putObject(parameter.member());
        var about = parameter.about().help();
        switch (parameter) {
            case UmNumber<?, ?> number -> number(member, number.range(), about);
            case UmFlag<?, ?> _ -> member.put("type", "boolean").put("description", about);
            case UmText<?, ?> text -> text(member, text.form(), about, request);
            case UmList<?, ?> list -> {
                type(member, "array", request);
                form(member.putObject("items").put("type", "string"), list.each());
                member.put("maxItems", list.most()).put("description", about);
            }
            case UmZone<?, ?> _ -> {
                type(member, "string", true);
                member.put(MAX_LENGTH, LONGEST_ZONE);
                member.put("description", about + " An IANA name.");
            }
        }
    }

    private static void number(ObjectNode member, Range range, String about) {
        type(member, "integer", range.mayBeEmpty());
        member.put("minimum", range.lowestTaken()).put("maximum", range.highest());
        member.put("description", about + " " + unit(range.unit()) + "." + empty(range));
    }

    private static void text(ObjectNode member, TextForm form, String about, boolean request) {
        type(member, "string", form.lack() == Lack.NONE || (request && form.lack() == Lack.BLANK));
        form(member, form);
        member.put(
                "description",
                form.lack() == Lack.BLANK
                        ? about + " Simple HTML." + (request ? " null: none." : "")
                        : about);
    }

    private static void form(ObjectNode member, TextForm form) {
        member.put(MAX_LENGTH, form.longest());
        form.pattern()
                .map(Pattern::pattern)
                .ifPresent(pattern -> member.put("pattern", "^(" + pattern + ")$"));
    }

    private static void type(ObjectNode member, String type, boolean nullable) {
        if (nullable) member.putArray("type").add(type).add("null");
        else member.put("type", type);
    }

    private static String unit(Unit unit) {
        var word = unit.word();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String empty(Range range) {
        return switch (range.empty()) {
            case REFUSED, DERIVED -> "";
            case UNLIMITED -> " null: Unlimited.";
            case UNLIMITED_AS_ZERO -> " null: Unlimited. 0 in a request also means Unlimited.";
        };
    }
}
