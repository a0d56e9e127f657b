package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.lab.DebianLab;

/// The package in bare Debians, installed, used, removed and purged by root. systemd itself runs
/// the service, so its limits are those of the unit, the filter of system calls among them.
@EnabledIfSystemProperty(named = "lab.debian", matches = "yes")
class DebianPackageIT {
    private static final String CHOSEN = "749163";
    private static final Pattern PIN = Pattern.compile("PIN: (\\d{4,24})");

    /// As much as an administrator waits for.
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path place;
    private @Nullable DebianLab booted;

    private void boot(int release) throws IOException {
        lay(place);
        booted = DebianLab.boot(release, place);
    }

    /// Copies the package of this build to where a Debian finds it.
    static void lay(Path place) throws IOException {
        try (var packages = Files.newDirectoryStream(Path.of("target/dist"), "*.deb")) {
            Files.copy(packages.iterator().next(), place.resolve("ova-login.deb"));
        }
    }

    private DebianLab debian() {
        return Objects.requireNonNull(booted);
    }

    @AfterEach
    void end() {
        if (booted != null) booted.close();
    }

    private String install() {
        return debian().run("apt-get", "install", "-q", "-y", "/mnt/host/ova-login.deb")
                .succeeded();
    }

    private String addMailbox() {
        debian().run("ova", "mailbox", "add", "51234", "--email", "lea@example.com").succeeded();
        return await().until(this::mailedPin, pin -> !pin.isEmpty());
    }

    /// Of the newest letter that has one.
    private String mailedPin() {
        var newestFirst =
                "cd /var/lib/ova-login/mail; for letter in $(ls -t); do grep 'PIN: [0-9]' $letter && break; done";
        var pin = PIN.matcher(debian().shell(newestFirst).out());
        return pin.find() ? pin.group(1) : "";
    }

    private String call(String keys) {
        return debian().run("ova", "phone", "--keys", keys).out();
    }

    private String property(String name) {
        return debian().run("systemctl", "show", "-P", name, "ova-login.service")
                .succeeded()
                .strip();
    }

    private void assertServes() {
        assertThat(property("ActiveState")).isEqualTo("active");
        assertThat(debian().run("ova", "health").succeeded()).isEqualTo("ready\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13})
    void aBareDebianAnswersCallsWithinAMinute(int release) throws IOException {
        boot(release);
        assertThat(debian().shell("! command -v java").status()).isZero();
        var begun = System.nanoTime();
        var said = install();
        assertThat(said).contains("ova account add NAME --role administrator");
        assertServes();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(MINUTE);

        var pin = addMailbox();
        assertThat(call("51234#%s#,%s#,%s#,1".formatted(pin, CHOSEN, CHOSEN)))
                .endsWith("RESULT SUCCESS mailbox=51234@default next=voicemail\n");
        debian().run("ova", "mailbox", "reset", "51234").succeeded();
        assertThat(call("51234#" + CHOSEN + "#")).endsWith("RESULT NONE\n");
        var fresh = await().until(this::mailedPin, p -> !p.isEmpty() && !p.equals(pin));
        assertThat(call("51234#%s#,%s#,%s#,1".formatted(fresh, "318264", "318264")))
                .contains("RESULT SUCCESS");
        assertIsConfined();
        assertReloads();
        assertManual();
    }

    private void assertIsConfined() {
        var pid = property("MainPID");
        var status = debian().run("cat", "/proc/" + pid + "/status").succeeded();
        assertThat(status)
                .containsPattern("Seccomp:\\s+2")
                .containsPattern("NoNewPrivs:\\s+1")
                .containsPattern("CapEff:\\s+0000000000000000");
        assertThat(debian().shell("stat -c %U /proc/" + pid).succeeded()).isEqualTo("ova\n");
        // In force it is as much as this machine's kernel grants a container.
        assertThat(property("LimitNOFILE")).isEqualTo("65536");
        var find =
                "find /var/lib/ova-login /tmp /var/tmp /proc/%s/root/tmp -type f \\( -perm /111 -o -name '*.so*' \\)"
                        .formatted(pid);
        assertThat(debian().shell(find).succeeded()).isEmpty();
        assertThat(debian().shell("awk '$2 ~ /x/ { print $6 }' /proc/" + pid + "/maps").succeeded())
                .contains("/usr/lib/ova-login/native/libsodium.so")
                .contains("/usr/lib/ova-login/native/libsqlitejdbc.so")
                .doesNotContain("/var/", "/tmp/");
        var log = debian().run("journalctl", "-u", "ova-login", "--no-pager").succeeded();
        assertThat(log).doesNotContain("/first/");
        assertThat(
                        debian().run(
                                        "systemd-analyze",
                                        "security",
                                        "--offline=true",
                                        "--threshold=15",
                                        "/usr/lib/systemd/system/ova-login.service")
                                .status())
                .isZero();
    }

    private void assertReloads() {
        var pid = property("MainPID");
        debian().run("systemctl", "reload", "ova-login").succeeded();
        await().untilAsserted(
                        () -> assertThat(property("StatusText")).contains("settings read anew"));
        assertThat(property("MainPID")).isEqualTo(pid);
        debian().run("systemctl", "restart", "ova-login").succeeded();
        assertServes();
    }

    private void assertManual() {
        assertThat(debian().shell("zcat /usr/share/man/man1/ova-mailbox-add.1.gz").succeeded())
                .contains(".SH SYNOPSIS", "\\-\\-email");
        assertThat(debian().shell("bash -n /usr/share/bash-completion/completions/ova").status())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13})
    void removeAndPurgeKeepTheDataUnlessToldOtherwise(int release) throws IOException {
        boot(release);
        debian().shell(
                        "mkdir -p /etc/asterisk /usr/share/asterisk/sounds/en; touch /etc/asterisk/asterisk.conf; groupadd -r asterisk")
                .succeeded();
        install();
        var link = "readlink /usr/share/asterisk/sounds/en/ova";
        assertThat(debian().shell(link).succeeded())
                .isEqualTo("/usr/share/ova-login/sounds/en/ova\n");
        var pin = addMailbox();
        assertThat(call("51234#%s#,%s#,%s#,1".formatted(pin, CHOSEN, CHOSEN)))
                .contains("RESULT SUCCESS");
        var key = debian().run("cat", "/var/lib/ova-login/key").succeeded();

        debian().run("apt-get", "remove", "-q", "-y", "ova-login").succeeded();
        assertThat(debian().shell(link).status()).isNotZero();
        assertThat(debian().run("cat", "/var/lib/ova-login/key").succeeded()).isEqualTo(key);
        install();
        assertThat(call("51234#" + CHOSEN + "#,1")).contains("RESULT SUCCESS");

        assertThat(debian().run("apt-get", "purge", "-q", "-y", "ova-login").succeeded())
                .contains("are kept in /var/lib/ova-login");
        assertThat(debian().run("cat", "/var/lib/ova-login/key").succeeded()).isEqualTo(key);
        install();
        assertThat(call("51234#" + CHOSEN + "#,1")).contains("RESULT SUCCESS");

        debian().shell(
                        "echo 'ova-login ova-login/purge-data boolean true' | debconf-set-selections")
                .succeeded();
        assertThat(debian().run("apt-get", "purge", "-q", "-y", "ova-login").succeeded())
                .contains("deleted /var/lib/ova-login");
        assertThat(debian().shell("ls /var/lib/ova-login /var/cache/ova-login").status())
                .isNotZero();
    }

    @ParameterizedTest
    @ValueSource(ints = 13)
    void aFullDiskCostsTheFasterStartAndADowngradeIsRefused(int release) throws IOException {
        boot(release);
        debian().shell(
                        "mkdir /var/cache/ova-login; mount -t tmpfs -o size=1m tmpfs /var/cache/ova-login")
                .succeeded();
        assertThat(install()).contains("without a start cache");
        assertServes();

        var pid = property("MainPID");
        debian().shell(
                        """
                        mkdir -p /root/older/DEBIAN
                        dpkg-deb -e /mnt/host/ova-login.deb /root/older/DEBIAN
                        cd /root/older/DEBIAN
                        rm md5sums conffiles
                        sed -i 's/^Version: .*/Version: 0.9/' control
                        sed -i 's/^schema=.*/schema=25/' preinst
                        dpkg-deb -b /root/older /root/older.deb
                        """)
                .succeeded();
        var refused = debian().run("dpkg", "-i", "/root/older.deb");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.out()).contains("a downgrade is refused", "steps up to 25");
        assertServes();
        assertThat(property("MainPID")).isEqualTo(pid);

        debian().run("apt-get", "remove", "-q", "-y", "ova-login").succeeded();
        assertThat(debian().run("dpkg", "-i", "/root/older.deb").out())
                .as("by the data alone")
                .contains("a downgrade is refused");
    }
}
