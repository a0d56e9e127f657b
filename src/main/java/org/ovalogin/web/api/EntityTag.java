package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ovalogin.core.store.Revision;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.ProblemException;

/// `ETag` and `If-Match` (RFC 9110, 8.8.3 and 13.1.1): an object's version, as in `"v7"`.
final class EntityTag {
    private static final int LONGEST = 1_000;

    /// A weak or foreign tag is well-formed and never matches.
    private static final Pattern ONE =
            Pattern.compile("\\s*(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\")\\s*(?:,|$)");

    private static final Pattern OURS = Pattern.compile("v([0-9]{1,18})");

    private EntityTag() {}

    static String of(Revision revision) {
        return "\"v" + revision.version() + "\"";
    }

    /// The versions that a header names; empty for `*`.
    ///
    /// @throws ProblemException if it is malformed
    static Optional<Set<Long>> versions(String header) {
        if (header.strip().equals("*")) return Optional.empty();
        if (header.length() > LONGEST) throw malformed();
        var versions = new HashSet<Long>();
        var tags = ONE.matcher(header);
        var at = 0;
        while (at < header.length()) {
            if (!tags.find(at) || tags.start() != at) throw malformed();
            var ours = OURS.matcher(tags.group(2));
            if (tags.group(1) == null && ours.matches()) versions.add(Long.valueOf(ours.group(1)));
            at = tags.end();
        }
        if (at == 0) throw malformed();
        return Optional.of(versions);
    }

    private static ProblemException malformed() {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "The header If-Match is not readable; allowed: * or what ETag said, as in \"v7\".")
                .exception();
    }
}
