package org.ovalogin.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests that need the lab. Skipped with `-Dlab.asterisk=no`; their calls are counted.
@Tag("asterisk")
@DisabledIfSystemProperty(
        named = "lab.asterisk",
        matches = "no",
        disabledReason = "no real Asterisk here (lab.asterisk=no)")
@ExtendWith(CallCount.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RealAsterisk {}
