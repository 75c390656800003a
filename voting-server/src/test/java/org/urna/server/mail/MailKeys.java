// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys of mail systems with certificates for {@code localhost} and {@code 127.0.0.2}, and who trusts them. */
final class MailKeys {

    static final String SECRET = "changeit";

    private MailKeys() {}

    /** A new key with a certificate that it signed itself. */
    static Path key(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -alias key -keyalg EC -groupname secp256r1 -dname CN=localhost"
                + " -ext san=dns:localhost,ip:127.0.0.2 -validity 30 -storetype PKCS12 -storepass " + SECRET
                + " -keystore " + file;
        Process made = new ProcessBuilder((keytool + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    /** A file of those who are trusted: the certificate of a key, and no other. */
    static Path trust(Path folder, Path key) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("key", read(key).getCertificate("key"));
        Path file = folder.resolve("trusting-" + key.getFileName());
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, SECRET.toCharArray());
        }
        return file;
    }

    /** TLS as a mail system with this key speaks it. */
    static SSLContext serving(Path key) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(read(key), SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** TLS as a client speaks it that trusts those of the file. */
    static SSLContext trusting(Path file) throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(read(file));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore read(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, SECRET.toCharArray());
        }
        return store;
    }
}
