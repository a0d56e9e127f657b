package org.ovalogin.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Locale;

/// Makes the runtime's `cacerts` of a folder of certificates, in the form of the JDK's own: PKCS
/// #12 without password. Equal folders give equal files.
public final class Authorities {
    private Authorities() {}

    /// @param args folder of `*.crt`, the file to make
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var certificates = CertificateFactory.getInstance("X.509");
        try (var files = Files.list(Path.of(args[0]))) {
            for (var file : files.filter(f -> f.toString().endsWith(".crt")).sorted().toList()) {
                try (var in = Files.newInputStream(file)) {
                    var name = String.valueOf(file.getFileName()).replaceFirst("\\.crt$", "");
                    store.setCertificateEntry(
                            name.toLowerCase(Locale.ROOT), certificates.generateCertificate(in));
                }
            }
        }
        if (store.size() < FEWEST)
            throw new IOException(
                    "%d authorities in %s, expected at least %d"
                            .formatted(store.size(), args[0], FEWEST));
        try (var out = Files.newOutputStream(Path.of(args[1]))) {
            store.store(out, null);
        }
    }

    /// Mozilla's list has some 140.
    private static final int FEWEST = 100;
}
