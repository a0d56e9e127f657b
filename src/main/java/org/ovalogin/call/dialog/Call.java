package org.ovalogin.call.dialog;

/// One call as Asterisk announced it. Texts are as received, empty where Asterisk sent none.
///
/// @param script the path of the request without the query: `login`
/// @param query the query of the request as received: `dialplan=default&trusted=yes`
/// @param callerNumber what Asterisk says the caller's number is; proof of nothing by itself
/// @param language the channel's language, as in `en` or `fr_CA`
/// @param uniqueId `agi_uniqueid`
/// @param channel `agi_channel`, as in `PJSIP/51234-00000003`
/// @param client address of the Asterisk server, without port
public record Call(
        String script,
        String query,
        String callerNumber,
        String language,
        String uniqueId,
        String channel,
        String client) {

    /// Without the query: it may have a token in it, which opens a mailbox.
    @Override
    public String toString() {
        return "Call[script=%s, uniqueId=%s, channel=%s, client=%s]"
                .formatted(script, uniqueId, channel, client);
    }
}
