package org.ovalogin.call.dialog;

/// One call as Asterisk announced it. Texts are as received; empty if Asterisk sent none.
///
/// @param callerNumber the caller's number according to Asterisk; by itself it proves nothing
/// @param client address of the Asterisk server, without port
public record Call(Request request, String callerNumber, Channel channel, String client) {
    /// @param script the path of the request without the query: `login`
    /// @param query the query of the request as received: `dialplan=default&trusted=yes`
    public record Request(String script, String query) {
        /// Omits the query: it may contain a token that opens a mailbox.
        @Override
        public String toString() {
            return "Request[script=%s]".formatted(script);
        }
    }

    /// @param name `agi_channel`, such as `PJSIP/51234-00000003`
    /// @param uniqueId `agi_uniqueid`
    /// @param language the channel's language, such as `en` or `fr_CA`
    public record Channel(String name, String uniqueId, String language) {}

    /// Omits the query: it may contain a token that opens a mailbox.
    @Override
    public String toString() {
        return "Call[script=%s, uniqueId=%s, channel=%s, client=%s]"
                .formatted(request.script(), channel.uniqueId(), channel.name(), client);
    }
}
