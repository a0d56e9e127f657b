package org.ovalogin.web.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.ovalogin.web.http.StaticFiles;

/// The files that pages refer to.
public final class Assets {
    public static final String STYLE = "app.css";
    public static final String ICON = "icon.svg";
    public static final String SEARCH = "search.js";
    public static final String REVEAL = "reveal.js";
    public static final String HTMX = "htmx.min.js";

    private Assets() {}

    public static StaticFiles files() {
        return new StaticFiles(
                Map.of(
                        STYLE, resource("static/" + STYLE),
                        ICON, resource("static/" + ICON),
                        SEARCH, resource("static/" + SEARCH),
                        REVEAL, resource("static/" + REVEAL),
                        HTMX, resource(htmx() + HTMX)));
    }

    /// The folder of htmx's WebJar; its name contains the version.
    private static String htmx() {
        var properties = new Properties();
        try (var in =
                resource("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties").openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/htmx.org/"
                + properties.getProperty("version")
                + "/dist/";
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Assets.class.getResource(name), name);
    }
}
