package org.ovalogin.web.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// The compiled templates. Whatever they show is escaped for the place it stands in. Thread-safe.
public final class Templates {
    /// Empty path: the classes are those of the class path, in this package.
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, null, "org.ovalogin.web.template");

    /// @param name as in `error.jte`
    public String page(String name, Map<String, Object> parameters) {
        var out = new StringOutput();
        engine.render(name, parameters, out);
        return out.toString();
    }
}
