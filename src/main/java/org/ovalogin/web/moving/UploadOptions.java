package org.ovalogin.web.moving;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.core.moving.ImportRules;
import org.ovalogin.core.moving.ImportRules.OnConflict;
import org.ovalogin.core.moving.ImportRules.Welcome;
import org.ovalogin.core.moving.OldPinRules;
import org.ovalogin.core.moving.OldPinRules.Treatment;
import org.ovalogin.core.moving.OldPinRules.Weak;
import org.ovalogin.web.frame.Upload;

/// The choices of the form, as of `./ova import csv`.
///
/// @param policy GUID, or empty for the dial plan's default one
/// @param keepPins false: PINs are generated
/// @param keepWeak at the owner's phone; false: a generated one replaces a weak PIN
/// @param letters owners get a welcome
/// @param update mailboxes that did not come by an import
public record UploadOptions(
        String dialPlan,
        String policy,
        boolean keepPins,
        boolean keepWeak,
        boolean letters,
        boolean update) {
    private static final Pattern DIAL_PLAN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern GUID = Pattern.compile("[0-9a-f-]{36}");
    private static final int FLAGS = 4;
    private static final Duration LIFETIME = Duration.ofDays(60);

    static UploadOptions first(String dialPlan) {
        return new UploadOptions(dialPlan, "", true, true, true, false);
    }

    static UploadOptions of(Upload upload) {
        return new UploadOptions(
                matching(DIAL_PLAN, upload.text("dialPlan")),
                matching(GUID, upload.text("policy")),
                !upload.text("pins").equals("new"),
                !upload.text("weak").equals("new"),
                !upload.text("welcome").equals("none"),
                upload.text("conflict").equals("update"));
    }

    private static String matching(Pattern allowed, String text) {
        return allowed.matcher(text).matches() ? text : "";
    }

    /// @param generate every PIN is generated, whatever the form says
    ImportRules rules(boolean generate) {
        return new ImportRules(
                Optional.of(dialPlan),
                Optional.of(policy).filter(text -> !text.isEmpty()),
                new OldPinRules(
                        keepPins && !generate ? Treatment.KEEP : Treatment.NEW,
                        keepWeak ? Weak.OWN_PHONE : Weak.NEW,
                        LIFETIME,
                        Optional.empty()),
                false,
                letters ? new Welcome.Now() : new Welcome.None(),
                update ? OnConflict.UPDATE : OnConflict.SKIP);
    }

    /// One line that [#read] reads.
    String line() {
        return "%s %s %s%s%s%s"
                .formatted(
                        dialPlan,
                        policy.isEmpty() ? "-" : policy,
                        flag(keepPins),
                        flag(keepWeak),
                        flag(letters),
                        flag(update));
    }

    private static String flag(boolean on) {
        return on ? "1" : "0";
    }

    static UploadOptions read(String line) {
        var words = line.split(" ", -1);
        var flags = words[2];
        if (flags.length() != FLAGS) throw new IllegalArgumentException("not a line of options");
        return new UploadOptions(
                words[0],
                words[1].equals("-") ? "" : words[1],
                flags.charAt(0) == '1',
                flags.charAt(1) == '1',
                flags.charAt(2) == '1',
                flags.charAt(3) == '1');
    }
}
