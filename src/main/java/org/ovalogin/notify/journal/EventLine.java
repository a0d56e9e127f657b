package org.ovalogin.notify.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;

/// An event as one JSON object on one line, in ASCII. A caller's number or a policy's name can
/// neither begin another line nor reach a terminal as a control sequence. Empty fields are left
/// out; the order of the others never changes.
final class EventLine {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventLine() {}

    /// @param call the call's id in the log; empty: none
    static String of(Event event, String call) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", event.at().toString());
            json.writeStringField("event", event.name().title());
            field(json, "result", event.result());
            field(json, "dialPlan", event.dialPlan());
            field(json, "mailbox", event.mailbox().map(UUID::toString).orElse(""));
            field(json, "subject", event.subject());
            field(json, "by", event.origin().by());
            field(json, "from", event.origin().from());
            field(json, "client", client(event.origin().from()).orElse(""));
            field(json, "call", call);
            json.writeNumberField("count", event.count());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return text.toString();
    }

    private static void field(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) json.writeStringField(name, value);
    }

    /// The leading address of `from`. For a call this is Asterisk's address, before the channel.
    private static Optional<String> client(String from) {
        var address = from.split(" ", 2)[0];
        try {
            // drop the interface's name, which no filter knows
            return Optional.of(
                    InetAddress.ofLiteral(address).getHostAddress().replaceFirst("%.*", ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
