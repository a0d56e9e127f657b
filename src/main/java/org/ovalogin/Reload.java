package org.ovalogin;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.utils.Signals;
import org.ovalogin.config.BadConfiguration;
import org.ovalogin.config.Configuration;
import org.ovalogin.config.Configuration.Listeners;
import org.ovalogin.config.Configuration.Outgoing;
import org.ovalogin.notify.mail.MailSettings;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.HttpSettings;
import org.ovalogin.web.http.HttpSettings.Encryption;
import org.ovalogin.web.http.HttpSettings.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads certificate, mail settings and log level anew when the process gets SIGHUP, while calls go
/// on. A mistake leaves all as it was. Other changes wait for a restart, and the log names them.
final class Reload {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final Supplier<Configuration> reading;
    private final Optional<HttpServer> pages;
    private final Core core;
    private final Consumer<Configuration> others;
    private Configuration inForce;

    /// @param reading throws [BadConfiguration] for any mistake
    /// @param others hear of the settings in force
    Reload(
            Configuration inForce,
            Supplier<Configuration> reading,
            Optional<HttpServer> pages,
            Core core,
            Consumer<Configuration> others) {
        this.inForce = inForce;
        this.reading = reading;
        this.pages = pages;
        this.core = core;
        this.others = others;
    }

    /// Runs `reload` at each SIGHUP from now on. A server in the foreground of a terminal still
    /// ends when the terminal is closed.
    static void atHangUp(Runnable reload) {
        if (!onTerminal()) Signals.register("HUP", reload);
    }

    private static boolean onTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/0"))
                    .toString()
                    .matches("/dev/(pts/|tty).*");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /// Returns the result in a line, for systemd.
    synchronized String run() {
        try {
            var found = reading.get();
            var renewed = renewed(found);
            takeOver(found);
            var waiting = waiting(inForce, found);
            inForce = reloaded(inForce, found);
            others.accept(inForce);
            if (!waiting.isEmpty())
                log.warn("reload: a restart is needed for {}", String.join(", ", waiting));
            log.info("reload: done{}", renewed ? ", with a new certificate" : "");
            return waiting.isEmpty()
                    ? "settings read anew"
                    : "settings read anew; a restart is needed for " + String.join(", ", waiting);
        } catch (BadConfiguration e) {
            e.problems().forEach(problem -> log.error("reload: {}", problem));
            return kept();
        } catch (UncheckedIOException e) {
            log.error("reload: {}: {}", e.getMessage(), Main.innermost(e).getMessage());
            return kept();
        } catch (RuntimeException e) {
            log.error("reload: failed", e);
            return kept();
        }
    }

    private static String kept() {
        log.error("reload: all settings and the certificate stay as they were");
        return "reload failed, the settings are those of before; see the log";
    }

    /// Comes first, since it may fail.
    private boolean renewed(Configuration found) {
        var files = tls(found);
        return pages.isPresent() && files.isPresent() && pages.get().renew(files.get());
    }

    private static Optional<Tls> tls(Configuration configuration) {
        return configuration.listeners().http().encryption().tls();
    }

    private void takeOver(Configuration found) {
        if (!found.outgoing().mail().equals(inForce.outgoing().mail()))
            core.mailBy(found.outgoing().mail(), inForce);
        if (LoggerFactory.getLogger("org.ovalogin") instanceof ch.qos.logback.classic.Logger ours)
            ours.setLevel(Level.toLevel(found.outgoing().log().level()));
    }

    /// The settings that differ and need a restart.
    static List<String> waiting(Configuration old, Configuration now) {
        var found = new ArrayList<String>();
        var as = reloaded(old, now);
        compare("server.timeZone", as.timeZone(), now.timeZone(), found);
        compare("fastagi, sounds", as.listeners().fastAgi(), now.listeners().fastAgi(), found);
        compare("http", as.listeners().http(), now.listeners().http(), found);
        compare("hashing", as.limits().hashing(), now.limits().hashing(), found);
        compare("budgets", as.limits().budgets(), now.limits().budgets(), found);
        compare("database, key", as.storage(), now.storage(), found);
        compare("mail.rate", as.outgoing().mail().rate(), now.outgoing().mail().rate(), found);
        compare("events.syslog", as.outgoing().syslog(), now.outgoing().syslog(), found);
        compare("log.format", as.outgoing().log(), now.outgoing().log(), found);
        return found;
    }

    /// The former settings with those of the new ones that a reload brings into force.
    private static Configuration reloaded(Configuration old, Configuration now) {
        var http = old.listeners().http();
        var encryption =
                tls(old).isPresent() && tls(now).isPresent()
                        ? new Encryption(tls(now), http.encryption().allowPlain())
                        : http.encryption();
        var mail = now.outgoing().mail();
        return new Configuration(
                old.timeZone(),
                new Listeners(
                        old.listeners().fastAgi(),
                        new HttpSettings(
                                http.listen(),
                                http.publicUrl(),
                                encryption,
                                http.clients(),
                                http.sessions())),
                old.limits(),
                old.storage(),
                new Outgoing(
                        new MailSettings(mail.from(), mail.smtp(), old.outgoing().mail().rate()),
                        old.outgoing().syslog(),
                        new Configuration.Log(
                                now.outgoing().log().level(), old.outgoing().log().format())),
                old.unknownVariables());
    }

    private static void compare(String key, Object old, Object now, List<String> found) {
        if (!old.equals(now)) found.add(key);
    }
}
