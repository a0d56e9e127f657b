package org.ovalogin.config;

import java.util.List;

/// Reports all mistakes in the configuration, one sentence each.
public final class BadConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadConfiguration(List<String> problems) {
        super(String.join("\n", problems));
    }

    public List<String> problems() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
