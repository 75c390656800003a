// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mail system behind TLS with a login gets codes only if it is the one that is meant. The mail system keeps the first key that it was given for as
 * long as the process lives, so what varies is whom the sender trusts, and by what name it calls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureMailTest {

    private static final Sender SENDER = new Sender("elections@urna.test", "returns@urna.test");
    private static final String SECRET = "changeit";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String LOGIN = "office:pass%20word%3A1";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> before = new HashMap<>();
    private GreenMail system;
    private Path trusting;
    private Path trustingOthers;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path ours = key(folder, "ours");
        Path others = key(folder, "others");
        trusting = trust(folder, ours);
        trustingOthers = trust(folder, others);
        set("greenmail.tls.keystore.file", ours.toString());
        set("greenmail.tls.keystore.password", SECRET);
        set("greenmail.tls.key.password", SECRET);
        set(TRUST, trusting.toString());
        set(TRUST_PASSWORD, SECRET);
        system = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        system.setUser("returns@urna.test", "office", "pass word:1");
        system.start();
    }

    @AfterAll
    void stop() throws Exception {
        system.stop();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        await(vertx.close());
    }

    @BeforeEach
    void empty() throws Exception {
        system.purgeEmailFromAllMailboxes();
        System.setProperty(TRUST, trusting.toString());
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    private static Path key(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -alias key -keyalg EC -groupname secp256r1 -dname CN=localhost"
                + " -ext san=dns:localhost -validity 30 -storetype PKCS12 -storepass " + SECRET + " -keystore " + file;
        Process made = new ProcessBuilder((keytool + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    private static Path trust(Path folder, Path key) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(key)) {
            own.load(in, SECRET.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("key", own.getCertificate("key"));
        Path file = folder.resolve("trusting-" + key.getFileName());
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, SECRET.toCharArray());
        }
        return file;
    }

    private Posting send(String host, String login) throws Exception {
        URI url = URI.create(
                "smtps://" + login + "@" + host + ":" + system.getSmtps().getPort());
        SmtpClient client = new SmtpClient(vertx, url, SENDER);
        try {
            return await(client.send(
                    new Message("returns@urna.test", "Your vote", "CODE", "<p>CODE</p>"), "0".repeat(32), "1"));
        } finally {
            await(client.close());
        }
    }

    private void refused(Posting posting) {
        assertThat(posting.kind()).isEqualTo(Posting.Kind.UNAVAILABLE);
        assertThat(system.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMailGoesOverTlsAfterALogin() throws Exception {
        assertThat(send("localhost", LOGIN)).isEqualTo(new Posting(Posting.Kind.ACCEPTED, "2.0.0"));

        assertThat(system.getReceivedMessages()).hasSize(1);
        assertThat(GreenMailUtil.getBody(system.getReceivedMessages()[0])).contains("CODE");
    }

    @Test
    void withAnotherPasswordNothingIsSent() throws Exception {
        refused(send("localhost", "office:wrong"));
    }

    @Test
    void aCertificateThatNobodyTrustsGetsNoCode() throws Exception {
        System.setProperty(TRUST, trustingOthers.toString());

        refused(send("localhost", LOGIN));
    }

    @Test
    void aCertificateOfAnotherNameGetsNoCode() throws Exception {
        refused(send("127.0.0.1", LOGIN));
    }
}
