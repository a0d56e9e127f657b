package org.ovalogin.core.input;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The phone or trunk of a call, of Asterisk's name for its channel: without the serial number, and
/// without what callers choose. A number that is forged anew for each call must not make each a
/// line of its own.
public final class LineName {
    /// AST_CHANNEL_NAME (include/asterisk/channel.h), the ending zero included.
    private static final int LONGEST = 80;

    /// `-%08x`, of these alone: other names may well end with a `-1` of their own.
    private static final Pattern LONG_SERIAL = Pattern.compile("-[0-9a-f]{8}(?:;[12])?$");

    private static final Set<String> WITH_LONG_SERIALS = Set.of("PJSIP", "SIP", "SCCP", "LOCAL");

    /// `-%08x` of most, `-%d`, `-%04lx`, `-%p`, `-u%d` (mISDN); a half of a Local channel after it.
    private static final Pattern SERIAL =
            Pattern.compile("-(?:0x[0-9a-f]{1,16}|[0-9a-f]{1,16}|u[0-9]{1,10})(?:;[12])?$");

    /// What a masquerade leaves (main/channel.c).
    private static final Pattern LEFT_BEHIND = Pattern.compile("<(?:MASQ|ZOMBIE)>$");

    /// Before the name of another channel (main/channel.c, older releases: main/pbx.c, features.c).
    private static final Set<String> IN_PLACE_OF =
            Set.of("Surrogate", "AsyncGoto", "Parked", "Transfered", "Bridge");

    /// Configured in whole: endpoint, or line and device (chan_pjsip.c, chan_skinny.c, chan_mgcp.c,
    /// chan_unistim.c).
    private static final Set<String> CONFIGURED = Set.of("PJSIP", "SKINNY", "MGCP", "USTM", "SCCP");

    /// Named after the caller alone: the other's XMPP address, the caller's H.323 alias, a
    /// channel's unique id (chan_motif.c, chan_ooh323.c, res_stasis_snoop.c).
    private static final Set<String> THE_CALLERS =
            Set.of("MOTIF", "GTALK", "JINGLE", "OOH323", "H323", "SNOOP");

    private LineName() {}

    /// @param channel as in `PJSIP/trunk-0000001a`; empty where it is not known
    public static String of(String channel) {
        var clipped = channel.length() <= LONGEST ? channel : channel.substring(0, LONGEST);
        var whole = LEFT_BEHIND.matcher(clipped).replaceFirst("");
        var slash = whole.indexOf('/');
        if (slash < 0) return whole;
        var technology = whole.substring(0, slash);
        var rest = whole.substring(slash + 1);
        if (IN_PLACE_OF.contains(technology)) return of(rest);
        return named(technology, rest);
    }

    private static String named(String technology, String rest) {
        var known = technology.toUpperCase(Locale.ROOT);
        if (THE_CALLERS.contains(known)) return technology;
        var serial = WITH_LONG_SERIALS.contains(known) ? LONG_SERIAL : SERIAL;
        var bare = serial.matcher(rest).replaceFirst("");
        if (CONFIGURED.contains(known)) return technology + "/" + bare;
        // DAHDI/i1/4155550100:sub-3, CAPI/ISDN1/4155550100-3 have the number after their span
        var span = rest.indexOf('/');
        if (span >= 0) return technology + "/" + place(rest.substring(0, span));
        return technology + "/" + place(bare);
    }

    /// Of `Local/EXTENSION@CONTEXT` the context (main/core_local.c), of a user's address the host.
    private static String place(String name) {
        return name.substring(name.indexOf('@') + 1);
    }
}
