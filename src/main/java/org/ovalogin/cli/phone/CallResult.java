package org.ovalogin.cli.phone;

/// The channel variables that the server set for the dialplan; each may be empty.
///
/// @param mailbox for example `51234@default`
record CallResult(String result, String mailbox, String next) {
    /// `RESULT SUCCESS mailbox=51234@default next=voicemail`, without the empty parts; or `RESULT
    /// NONE`.
    String line() {
        if (result.isEmpty()) return "RESULT NONE";
        return "RESULT "
                + result
                + (mailbox.isEmpty() ? "" : " mailbox=" + mailbox)
                + (next.isEmpty() ? "" : " next=" + next);
    }

    /// 0 for a caller who signed in, otherwise 1.
    int exitCode() {
        return result.equals("SUCCESS") ? 0 : 1;
    }
}
