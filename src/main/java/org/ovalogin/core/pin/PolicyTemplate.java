package org.ovalogin.core.pin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The values that a new policy starts with.
public enum PolicyTemplate {
    EXCHANGE("Exchange"),
    NIST("NIST"),
    STRICT("Strict");

    private final String title;

    PolicyTemplate(String title) {
        this.title = title;
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(PolicyTemplate::title).toList();
    }

    public static Optional<PolicyTemplate> titled(String title) {
        return Arrays.stream(values()).filter(template -> template.title.equals(title)).findFirst();
    }

    public String title() {
        return title;
    }

    public PinPolicy policy() {
        return switch (this) {
            case EXCHANGE -> PinPolicy.EXCHANGE;
            case NIST -> PinPolicy.NIST;
            case STRICT -> PinPolicy.STRICT;
        };
    }
}
