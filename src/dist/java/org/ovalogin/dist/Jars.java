package org.ovalogin.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies the jars of the libraries. Native libraries for this system become files beside the jars,
/// those for other systems are dropped, as is a part of Armeria that is never used. What is left of a jar keeps its order and its times.
public final class Jars {
    private static final Pattern NATIVE =
            Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)(\\.[0-9]+)*|org/jline/nativ/.+/.+");

    /// The page on which Armeria would describe our services, without its classes. It is not served.
    private static final Pattern UNUSED =
            Pattern.compile("com/linecorp/armeria/server/docs/.*\\.(gz|ttf|png|svg|ico|html)");

    /// The natives that a server or a command loads.
    private static final Map<String, String> KEPT =
            Map.of(
                    "com/sun/jna/linux-x86-64/libjnidispatch.so", "libjnidispatch.so",
                    "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so", "libsqlitejdbc.so",
                    "linux64/libsodium.so", "libsodium.so");

    private Jars() {}

    /// @param args folder of the jars, folder of the copies, folder of the natives
    public static void main(String[] args) throws IOException {
        var natives = Files.createDirectories(Path.of(args[2]));
        var copies = Files.createDirectories(Path.of(args[1]));
        try (var jars = Files.list(Path.of(args[0]))) {
            for (var jar : jars.sorted().toList()) copy(jar, copies, natives);
        }
        for (var name : KEPT.values()) {
            if (!Files.exists(natives.resolve(name)))
                throw new IOException("no library has " + name + " for this system");
        }
    }

    private static void copy(Path jar, Path copies, Path natives) throws IOException {
        var copy = copies.resolve(jar.getFileName());
        try (var zip = new ZipFile(jar.toFile())) {
            if (zip.stream().noneMatch(Jars::isDropped)) {
                Files.copy(jar, copy);
                return;
            }
            try (var out =
                    new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
                for (var entry : zip.stream().toList()) {
                    if (!isDropped(entry)) copy(zip, entry, out);
                    else if (KEPT.containsKey(entry.getName()))
                        keep(zip, entry, natives.resolve(KEPT.get(entry.getName())));
                }
            }
        }
    }

    private static boolean isDropped(ZipEntry entry) {
        var name = entry.getName();
        return NATIVE.matcher(name).matches() || UNUSED.matcher(name).matches();
    }

    private static void copy(ZipFile zip, ZipEntry entry, ZipOutputStream out)
            throws IOException {
        var same = new ZipEntry(entry);
        same.setCompressedSize(-1); // another compressor may need more
        out.putNextEntry(same);
        try (var in = zip.getInputStream(entry)) {
            in.transferTo(out);
        }
        out.closeEntry();
    }

    private static void keep(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            Files.copy(in, file);
        }
    }
}
