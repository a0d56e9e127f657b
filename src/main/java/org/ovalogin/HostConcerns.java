package org.ovalogin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.cli.doctor.Diagnosis;
import org.ovalogin.cli.doctor.Host;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.Concern.Kind;
import org.ovalogin.core.administration.PageCertificate;
import org.ovalogin.core.administration.PageCertificate.Source;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.web.http.CertificateEnd;
import org.ovalogin.web.http.HttpSettings.Tls;

/// The running server's concerns about its host and its settings: those checks of `./ova doctor`
/// that need neither Asterisk nor a mail server's time. Thread-safe.
final class HostConcerns {
    /// Certificate authorities' clients renew a month before the end; a week later something is
    /// wrong.
    private static final Duration NEAR = Duration.ofDays(21);

    private final DataFolder folder;
    private volatile Configuration configuration;
    private final InstantSource clock;
    private volatile List<Concern> found = List.of();
    private volatile PageCertificate certificate;

    HostConcerns(DataFolder folder, Configuration configuration, InstantSource clock) {
        this.folder = folder;
        this.configuration = configuration;
        this.clock = clock;
        var http = configuration.listeners().http();
        certificate =
                new PageCertificate(
                        http.encryption().tls().isPresent()
                                ? Source.SERVER
                                : http.isSecure() ? Source.PROXY : Source.NONE,
                        Optional.empty());
    }

    /// The encryption of the pages, as of the last look.
    PageCertificate certificate() {
        return certificate;
    }

    /// As of the last look.
    List<Concern> now() {
        return found;
    }

    /// Looks at these settings from now on.
    void reloaded(Configuration inForce) {
        configuration = inForce;
        look();
    }

    void look() {
        var concerns = new ArrayList<Concern>();
        if (configuration.outgoing().mail().smtp().isEmpty())
            concerns.add(new Concern(Kind.NO_MAIL_SERVER, 0, "", ""));
        configuration.listeners().http().encryption().tls().stream()
                .map(Tls::certificate)
                .flatMap(this::certificate)
                .forEach(concerns::add);
        diagnoses()
                .filter(d -> d.level() != Diagnosis.Level.OK)
                .map(HostConcerns::finding)
                .forEach(concerns::add);
        found = List.copyOf(concerns);
    }

    private Stream<Diagnosis> diagnoses() {
        return Stream.concat(
                Stream.of(
                        Host.openFiles(configuration.listeners().fastAgi().maxConnections()),
                        Host.space(Path.of(folder.toString()))),
                Host.privateFiles(InstallationCheck.secrets(folder, configuration)).stream());
    }

    private static Concern finding(Diagnosis diagnosis) {
        var remedy = diagnosis.hint().isEmpty() ? "" : "; " + diagnosis.hint();
        return new Concern(Kind.FINDING, 0, diagnosis.subject(), diagnosis.found() + remedy);
    }

    private Stream<Concern> certificate(Path file) {
        try {
            var end = CertificateEnd.of(file);
            certificate = new PageCertificate(Source.SERVER, Optional.of(end));
            var left = Duration.between(clock.instant(), end);
            return left.compareTo(NEAR) > 0
                    ? Stream.of()
                    : Stream.of(
                            new Concern(
                                    Kind.CERTIFICATE_ENDS,
                                    left.isPositive() ? Math.max(1, left.toDays()) : 0,
                                    end.toString(),
                                    ""));
        } catch (IOException e) {
            certificate = new PageCertificate(Source.SERVER, Optional.empty());
            return Stream.of(
                    new Concern(
                            Kind.FINDING,
                            0,
                            "certificate",
                            Optional.ofNullable(e.getMessage()).orElse(e.toString())));
        }
    }
}
