package org.ovalogin.cli.moving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A voicemail.conf of 200 boxes as an older installation has it: numbers of three, four and five
/// digits, Latin-1 names, shared and missing addresses, passwords that can't be changed, weak ones,
/// an included file for each branch, and a template.
public final class VoicemailFixture {
    private static final long SEED = 20_091;
    private static final int BOXES = 200;
    private static final int USUAL_DIGITS = 6;

    /// @param password as written, with its minus
    public record Owner(String number, String password, String name, String address) {
        /// The digits that open the box.
        public String pin() {
            return password.startsWith("-") ? password.substring(1) : password;
        }

        String line() {
            return "%s => %s,%s,%s,,tz=paris|attach=yes".formatted(number, password, name, address);
        }

        @Override
        public String toString() {
            return "box " + number;
        }
    }

    private final Path file;
    private final List<Owner> owners;

    private VoicemailFixture(Path file, List<Owner> owners) {
        this.file = file;
        this.owners = List.copyOf(owners);
    }

    /// Writes voicemail.conf and its includes into the folder.
    public static VoicemailFixture write(Path folder) throws IOException {
        return write(folder, USUAL_DIGITS);
    }

    /// As [#write(Path)].
    ///
    /// @param digits length of good PINs
    public static VoicemailFixture write(Path folder, int digits) throws IOException {
        var owners = invented(digits);
        var main = new ArrayList<String>();
        main.addAll(
                List.of(
                        "; voice mail of the house",
                        "[general]",
                        "format=wav49|wav",
                        "[zonemessages]",
                        "paris=Europe/Paris|'vm-received' q 'digits/at' kM",
                        "[reception](!)",
                        owners.getFirst().line(),
                        "[default](reception)"));
        owners.subList(1, 50).forEach(o -> main.add(o.line()));
        main.add("#include \"branches/*.conf\"");
        main.add(owners.get(199).line() + " ; the last");
        latin1(folder.resolve("voicemail.conf"), main);
        for (var branch = 0; branch < 3; branch++) {
            var lines = new ArrayList<>(List.of("; branch " + branch));
            owners.subList(50 + branch * 50, Math.min(100 + branch * 50, 199))
                    .forEach(o -> lines.add(o.line()));
            latin1(folder.resolve("branches/" + branch + ".conf"), lines);
        }
        return new VoicemailFixture(folder.resolve("voicemail.conf"), owners);
    }

    private static void latin1(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
    }

    private static List<Owner> invented(int digits) {
        var random = new Random(SEED);
        var owners = new ArrayList<Owner>();
        for (var i = 0; i < BOXES; i++) {
            var number = String.valueOf(i < 20 ? 100 + i : i < 150 ? 2000 + i : 51_000 + i);
            owners.add(new Owner(number, password(i, number, digits, random), name(i), address(i)));
        }
        return owners;
    }

    private static String password(int i, String number, int digits, Random random) {
        return switch (i % 20) {
            case 3 -> number;
            case 7 -> "1234";
            case 11 -> "-" + random(digits, random);
            case 13 -> "";
            case 17 -> random(4, random);
            default -> random(digits, random);
        };
    }

    private static String random(int digits, Random random) {
        var lowest = (int) Math.pow(10, digits - 1);
        return String.valueOf(lowest + random.nextInt(9 * lowest));
    }

    private static String name(int i) {
        return List.of("Zoé", "Jörg", "Núria", "Ann", "Çelik").get(i % 5) + " No. " + i;
    }

    private static String address(int i) {
        return switch (i % 10) {
            case 4 -> "";
            case 6 -> "reception@contoso.com";
            case 8 -> "owner%d@contoso.com|office%d@contoso.com".formatted(i, i);
            default -> "owner%d@contoso.com".formatted(i);
        };
    }

    public Path file() {
        return file;
    }

    /// In the order of the file.
    public List<Owner> owners() {
        return owners;
    }
}
