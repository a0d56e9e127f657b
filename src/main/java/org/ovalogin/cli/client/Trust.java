package org.ovalogin.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ovalogin.cli.terminal.ShellException;

/// Trusts the certificates of a private authority, and no others.
final class Trust {
    private Trust() {}

    /// @param file PEM, one certificate or several
    /// @throws ShellException where it has none
    static SSLContext in(Path file) {
        try (var input = Files.newInputStream(file)) {
            var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            var number = 0;
            for (var c : CertificateFactory.getInstance("X.509").generateCertificates(input))
                authorities.setCertificateEntry("ca" + number++, c);
            if (number == 0) throw noCertificate(file);
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | UncheckedIOException e) {
            throw ShellException.usage(
                    "the certificate file '%s' can't be read".formatted(file),
                    "--ca and OVA_CA name a PEM file");
        } catch (GeneralSecurityException e) {
            throw noCertificate(file);
        }
    }

    private static ShellException noCertificate(Path file) {
        return ShellException.usage(
                "the certificate file '%s' has no certificate in it".formatted(file),
                "a PEM file has lines like -----BEGIN CERTIFICATE-----");
    }
}
