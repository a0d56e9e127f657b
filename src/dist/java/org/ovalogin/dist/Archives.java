package org.ovalogin.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// Packs a tree as `tar.gz` and, with its control files, as a Debian package. Nothing in them
/// depends on the machine, and Java's own compressors are used: equal trees give equal files.
public final class Archives {
    private Archives() {}

    /// @param args the tree, the folder of control files, the version, the time of all files, the
    ///   `tar.gz` and the `deb` to make
    public static void main(String[] args) throws IOException {
        var time = Instant.parse(args[3]);
        var tree = new Tree(Path.of(args[0]), time);
        try (var out = out(args[4])) {
            gzip(tree, out);
        }
        try (var out = out(args[5])) {
            new DebianPackage(tree, new Tree(Path.of(args[1]), time), args[2]).write(out);
        }
    }

    private static OutputStream out(String file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(Path.of(file)));
    }

    private static void gzip(Tree tree, OutputStream out) throws IOException {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (var tar = Tree.tar(new GzipCompressorOutputStream(out, parameters))) {
            tree.add(tree.files(_ -> true), tar);
        }
    }
}
