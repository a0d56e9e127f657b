package org.ovalogin.web.http;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import org.ovalogin.web.http.HttpSettings.Tls;

/// The server's certificate and its key. A new pair is for connections that begin later; those
/// under way go on with theirs. Thread-safe.
final class ServedCertificate implements TlsProvider {
    private static final int PROBE_BYTES = 32;

    private volatile TlsKeyPair pair;

    /// @throws UncheckedIOException if the files can't be used
    ServedCertificate(Tls files) {
        pair = read(files);
    }

    /// Serves these files from now on. Whatever fails, the former pair stays.
    ///
    /// @return false: the pair is the one that is served already
    /// @throws UncheckedIOException if the files can't be used
    boolean renew(Tls files) {
        var read = read(files);
        if (read.equals(pair)) return false;
        pair = read;
        return true;
    }

    @Override
    public TlsKeyPair keyPair(String hostname) {
        return pair;
    }

    private static TlsKeyPair read(Tls files) {
        try {
            var read = TlsKeyPair.of(files.key().toFile(), files.certificate().toFile());
            if (!belongTogether(read)) throw new IOException("the key is not the certificate's");
            return read;
        } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
            throw noUse(files, e);
        }
    }

    /// A client that renews certificates writes two files. Between the two writes they don't match.
    private static boolean belongTogether(TlsKeyPair pair) throws GeneralSecurityException {
        var probe = new byte[PROBE_BYTES];
        new SecureRandom().nextBytes(probe);
        var algorithm = algorithm(pair.privateKey().getAlgorithm());
        var signing = Signature.getInstance(algorithm);
        signing.initSign(pair.privateKey());
        signing.update(probe);
        var signature = signing.sign();
        var own = pair.certificateChain().getFirst().getPublicKey();
        if (!own.getAlgorithm().equals(pair.privateKey().getAlgorithm())) return false;
        var checking = Signature.getInstance(algorithm);
        checking.initVerify(own);
        checking.update(probe);
        try {
            return checking.verify(signature);
        } catch (SignatureException _) {
            return false; // of another length
        }
    }

    private static String algorithm(String key) {
        return switch (key) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key;
        };
    }

    static UncheckedIOException noUse(Tls files, Exception e) {
        return new UncheckedIOException(
                "can't use the certificate '%s' with the key '%s'"
                        .formatted(files.certificate(), files.key()),
                e instanceof IOException io ? io : new IOException(e));
    }
}
