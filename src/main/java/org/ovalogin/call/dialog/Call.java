package org.ovalogin.call.dialog;

/// One call as Asterisk announced it. Texts are as received; empty if Asterisk sent none.
///
/// @param script the path of the request without the query: `login`
/// @param query the query of the request as received: `dialplan=default&trusted=yes`
/// @param callerNumber the caller's number according to Asterisk; by itself it proves nothing
/// @param language the channel's language, such as `en` or `fr_CA`
/// @param uniqueId `agi_uniqueid`
/// @param channel `agi_channel`, such as `PJSIP/51234-00000003`
/// @param client address of the Asterisk server, without port
public record Call(
        String script,
        String query,
        String callerNumber,
        String language,
        String uniqueId,
        String channel,
        String client) {

    /// Omits the query: it may contain a token that opens a mailbox.
    @Override
    public String toString() {
        return "Call[script=%s, uniqueId=%s, channel=%s, client=%s]"
                .formatted(script, uniqueId, channel, client);
    }
}
