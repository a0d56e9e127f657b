package org.ovalogin.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// Tests that need Chromium. Skipped with `-Dlab.browser=no`.
@Tag("browser")
@DisabledIfSystemProperty(
        named = "lab.browser",
        matches = "no",
        disabledReason = "no real browser here (lab.browser=no)")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RealBrowser {}
