package org.ovalogin.cli.phone;

/// What the server left in the channel's variables for the dialplan; each may be empty.
///
/// @param mailbox as in `51234@default`
record CallResult(String result, String mailbox, String next) {
    /// `RESULT SUCCESS mailbox=51234@default next=voicemail`, without what is empty; `RESULT NONE`.
    String line() {
        if (result.isEmpty()) return "RESULT NONE";
        return "RESULT "
                + result
                + (mailbox.isEmpty() ? "" : " mailbox=" + mailbox)
                + (next.isEmpty() ? "" : " next=" + next);
    }

    /// 0 for a caller who is in, 1 otherwise.
    int exitCode() {
        return result.equals("SUCCESS") ? 0 : 1;
    }
}
