package org.ovalogin.web.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/// Reads when a certificate ends.
public final class CertificateEnd {
    private CertificateEnd() {}

    /// The end of the first certificate in a PEM file, which is the server's own.
    ///
    /// @throws IOException if the file can't be read, or has no certificate
    public static Instant of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var factory = CertificateFactory.getInstance("X.509");
            return ((X509Certificate) factory.generateCertificate(in)).getNotAfter().toInstant();
        } catch (CertificateException e) {
            throw new IOException("no certificate in '%s'".formatted(file), e);
        }
    }
}
