package org.ovalogin.web.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// The compiled templates. All values are escaped for their place. Thread-safe.
public final class Templates {
    /// Empty path: loads the compiled classes from the class path, in this package.
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, null, "org.ovalogin.web.template");

    /// @param name for example `error.jte`
    public String page(String name, Map<String, Object> parameters) {
        var out = new StringOutput();
        engine.render(name, parameters, out);
        return out.toString();
    }
}
