package org.ovalogin.core.input;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The phone or trunk of a call, from Asterisk's name for its channel: without the serial number
/// and without any part that callers choose. A number forged anew for each call must not make each
/// call a line of its own.
public final class LineName {
    /// In characters: AST_CHANNEL_NAME (include/asterisk/channel.h), with the final zero.
    private static final int LONGEST = 80;

    /// `-%08x`, used by these channels alone: other names may end with a `-1` of their own.
    private static final Pattern LONG_SERIAL = Pattern.compile("-[0-9a-f]{8}(?:;[12])?$");

    private static final Set<String> WITH_LONG_SERIALS = Set.of("PJSIP", "SIP", "SCCP", "LOCAL");

    /// `-%08x` for most channels, `-%d`, `-%04lx`, `-%p`, `-u%d` (mISDN); then a half of a Local
    /// channel.
    private static final Pattern SERIAL =
            Pattern.compile("-(?:0x[0-9a-f]{1,16}|[0-9a-f]{1,16}|u[0-9]{1,10})(?:;[12])?$");

    /// Marks left by a masquerade (main/channel.c).
    private static final Pattern LEFT_BEHIND = Pattern.compile("<(?:MASQ|ZOMBIE)>$");

    /// Prefixes before another channel's name (main/channel.c; in older releases main/pbx.c,
    /// features.c).
    private static final Set<String> IN_PLACE_OF =
            Set.of("Surrogate", "AsyncGoto", "Parked", "Transfered", "Bridge");

    /// Channels whose whole name is configured: endpoint, or line and device (chan_pjsip.c,
    /// chan_skinny.c, chan_mgcp.c, chan_unistim.c).
    private static final Set<String> CONFIGURED = Set.of("PJSIP", "SKINNY", "MGCP", "USTM", "SCCP");

    /// Channels named after the caller alone: the other's XMPP address, the caller's H.323 alias, a
    /// channel's unique id (chan_motif.c, chan_ooh323.c, res_stasis_snoop.c).
    private static final Set<String> THE_CALLERS =
            Set.of("MOTIF", "GTALK", "JINGLE", "OOH323", "H323", "SNOOP");

    private LineName() {}

    /// @param channel such as `PJSIP/trunk-0000001a`; empty if unknown
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
        // in DAHDI/i1/4155550100:sub-3 and CAPI/ISDN1/4155550100-3 the number follows the span
        var span = rest.indexOf('/');
        if (span >= 0) return technology + "/" + place(rest.substring(0, span));
        return technology + "/" + place(bare);
    }

    /// The context of `Local/EXTENSION@CONTEXT` (main/core_local.c), or the host of a user's
    /// address.
    private static String place(String name) {
        return name.substring(name.indexOf('@') + 1);
    }
}
