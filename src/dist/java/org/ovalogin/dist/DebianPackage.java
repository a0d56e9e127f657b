package org.ovalogin.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A binary package, deb(5). The version, the size and the sums are added to the control files.
///
/// @param control `control` with `@VERSION@` and `@SIZE@`, and all files beside it
record DebianPackage(Tree tree, Tree control, String version) {
    private static final int MODE = 0100644;

    /// Level of xz: the highest of its fast mode. The next one takes five times as long.
    private static final int LEVEL = 3;

    /// Bytes of a sample of the prompts.
    private static final int SAMPLE = 2;

    void write(OutputStream out) throws IOException {
        try (var ar = new ArArchiveOutputStream(out)) {
            add("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII), ar);
            add("control.tar.xz", controlMember(), ar);
            add("data.tar.xz", dataMember(), ar);
        }
    }

    private void add(String name, byte[] content, ArArchiveOutputStream ar) throws IOException {
        ar.putArchiveEntry(
                new ArArchiveEntry(
                        name, content.length, 0, 0, MODE, control.time().getEpochSecond()));
        ar.write(content);
        ar.closeArchiveEntry();
    }

    private byte[] controlMember() throws IOException {
        var folder = control.folder();
        var text = Files.readString(folder.resolve("control"));
        Files.writeString(
                folder.resolve("control"),
                text.replace("@VERSION@", version)
                        .replace("@SIZE@", String.valueOf(tree.kibibytes())));
        Files.writeString(folder.resolve("md5sums"), sums());
        var bytes = new ByteArrayOutputStream();
        try (var tar = Tree.tar(new XZOutputStream(bytes, new LZMA2Options()))) {
            control.add(control.files(_ -> true), tar);
        }
        return bytes.toByteArray();
    }

    /// Of all files but those of `/etc`, which belong to the administrator.
    private String sums() throws IOException {
        var lines = new ArrayList<String>();
        for (var file : tree.files(Tree::isRegular)) {
            var name = tree.name(file);
            if (!name.startsWith("etc/")) lines.add(md5(file) + "  " + name + "\n");
        }
        return String.join("", lines);
    }

    /// dpkg knows no other sum here; it finds accidents, not attacks.
    private static String md5(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Prompts come last and are compressed as sequences of samples, which saves a tenth of their
    /// size. xz allows other filters for each block of a file.
    private byte[] dataMember() throws IOException {
        Predicate<Path> prompt = file -> file.toString().endsWith(".wav");
        var bytes = new ByteArrayOutputStream();
        var xz = new XZOutputStream(bytes, new LZMA2Options(LEVEL));
        try (var tar = Tree.tar(xz)) {
            tree.add(tree.files(prompt.negate()), tar);
            xz.endBlock();
            xz.updateFilters(forSamples().toArray(FilterOptions[]::new));
            tree.add(tree.files(prompt), tar);
        }
        return bytes.toByteArray();
    }

    private static List<FilterOptions> forSamples() throws IOException {
        var options = new LZMA2Options(LEVEL);
        options.setLcLp(0, 1);
        options.setPb(1);
        return List.of(new DeltaOptions(SAMPLE), options);
    }
}
