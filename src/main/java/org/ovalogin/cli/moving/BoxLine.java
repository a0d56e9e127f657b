package org.ovalogin.cli.moving;

import java.util.List;
import org.ovalogin.core.csv.BoxOptions;

/// A box as its line in voicemail.conf or its section in users.conf has it.
final class BoxLine {
    private final String context;
    private final String number;
    private final ConfigPlace place;
    private final BoxOptions options;
    private String password = "";
    private String name = "";
    private String addresses = "";

    private BoxLine(String context, String number, ConfigPlace place, BoxOptions options) {
        this.context = context;
        this.number = number;
        this.place = place;
        this.options = options;
    }

    /// `number => password,name,email,pager,options`. Options may hold commas.
    static BoxLine of(String context, ConfigEntry entry, BoxOptions general) {
        var line = new BoxLine(context, entry.name(), entry.place(), general.copy());
        var fields = entry.value().split(",", 5);
        line.password = fields[0];
        if (fields.length > 1) line.name = fields[1].strip();
        if (fields.length > 2) line.addresses = fields[2];
        if (fields.length > 4) line.options.read(fields[4]);
        return line;
    }

    /// A section of users.conf. `vmsecret` beats the others, of which the first counts.
    static BoxLine of(String context, ConfigSection section, BoxOptions general) {
        var line = new BoxLine(context, section.name(), section.place(), general.copy());
        for (var entry : section.entries()) {
            if (entry.named("vmsecret")) line.password = entry.value();
            else if (entry.named("secret") || entry.named("password")) {
                var skipped = !line.password.isEmpty() || entry.value().startsWith("*");
                if (!skipped) line.password = entry.value();
            } else if (entry.named("fullname")) line.name = entry.value();
            else if (entry.named("email")) line.addresses = entry.value();
            else line.options.set(entry.name(), entry.value());
        }
        return line;
    }

    String context() {
        return context;
    }

    String number() {
        return number;
    }

    ConfigPlace place() {
        return place;
    }

    BoxOptions options() {
        return options;
    }

    String password() {
        return password;
    }

    String name() {
        return name;
    }

    List<String> addresses() {
        return BoxOptions.separated(addresses, "\\|");
    }

    @Override
    public String toString() {
        return number + "@" + context + " at " + place;
    }
}
