// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.KeyFile;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.jose.VerificationKey;

/** The pages and the programs write the same key files, sign alike, and read the same texts of decisions. */
@ExtendWith(InChromium.class)
class OfficerKeysTest {

    private static final String TYPE = "urna-decision";
    private static final String VOID = "{\"M\":\"" + "0a".repeat(32) + "\",\"action\":\"void\",\"arguments\":{},"
            + "\"sequence\":7,\"notBefore\":\"2026-03-01T10:00:00Z\",\"notAfter\":\"2026-03-02T10:00:00Z\","
            + "\"reason\":\"legal-order\"}";

    private static ModulePage page;

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    @SuppressWarnings("unchecked") // what the module returns
    private static Map<String, Object> call(String name, Map<String, ?> argument) {
        return (Map<String, Object>) page.call("officers", name, argument);
    }

    private static Map<String, Object> open(String file, String passphrase) {
        return call("open", Map.of("file", file, "passphrase", passphrase, "text", VOID));
    }

    private static String content(SigningKey key) {
        return "{\"keyFile\":\"urna-officer-1\",\"name\":\"B\\u00f6\",\"signingKey\":" + key.privateJwk() + "}";
    }

    private static String file(String content, String passphrase) {
        return KeyFile.encrypt(passphrase.toCharArray(), content.getBytes(StandardCharsets.US_ASCII), Entropy.secure());
    }

    @Test
    void aKeyFileOfTheBrowserOpensInTheProgram() throws Exception {
        Map<String, Object> made = call("make", Map.of("name", "Bö"));
        String file = made.get("file").toString().strip();
        String passphrase = made.get("passphrase").toString();

        String content = new String(KeyFile.decrypt(passphrase.toCharArray(), file), StandardCharsets.US_ASCII);

        assertThat(passphrase).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
        int jwk = content.indexOf("\"signingKey\":") + "\"signingKey\":".length();
        SigningKey key = SigningKey.parse(content.substring(jwk, content.length() - 1));
        assertThat(content).isEqualTo(content(key));
        Map<String, Object> opened = open(file, passphrase.replace("-", "").toLowerCase(java.util.Locale.ROOT));
        VerificationKey publicKey = key.publicKey();
        assertThat(opened)
                .containsEntry("thumbprint", publicKey.thumbprint())
                .containsEntry("key", publicKey.jwk())
                .containsEntry("spoken", publicKey.spoken());
        assertThat(DetachedJws.verify(opened.get("jws").toString(), publicKey, TYPE, bytes(VOID))
                        .isAccepted())
                .isTrue();
    }

    @Test
    void aKeyFileOfTheProgramOpensInTheBrowserAndNoOtherDoes() {
        SigningKey key = SigningKey.generate(Entropy.secure());
        String file = file(content(key), "7K3M-V0QX-9RTB-2HNC");

        assertThat(open(file + "\n", "7k3m voqx 9rtb 2hnc"))
                .containsEntry("name", "Bö")
                .containsEntry("key", key.publicKey().jwk());
        assertThat(open(file, "7K3M-V0QX-9RTB-2HND")).containsOnlyKeys("malformed");
        char last = file.charAt(file.length() - 2);
        String damaged =
                file.substring(0, file.length() - 2) + (last == 'A' ? 'B' : 'A') + file.substring(file.length() - 1);
        assertThat(open(damaged, "7K3M-V0QX-9RTB-2HNC")).containsOnlyKeys("malformed");
        SigningKey other = SigningKey.generate(Entropy.secure());
        String halves = content(key)
                .replace(
                        key.publicKey().jwk().substring(key.publicKey().jwk().indexOf("\"x\"")),
                        other.publicKey()
                                .jwk()
                                .substring(other.publicKey().jwk().indexOf("\"x\"")));
        assertThat(open(file(halves, "secret"), "secret").get("malformed").toString())
                .contains("do not belong together");
        assertThat(open(file(content(key).replace("officer", "trustee"), "secret"), "secret"))
                .containsOnlyKeys("malformed");
    }

    @Test
    void aSignatureCountsForItsTextAndItsOfficerOnlyAndOnce() {
        SigningKey key = SigningKey.generate(Entropy.secure());
        String own = DetachedJws.sign(key, TYPE, bytes(VOID));
        String again = DetachedJws.sign(key, TYPE, bytes(VOID));
        String foreign = DetachedJws.sign(SigningKey.generate(Entropy.secure()), TYPE, bytes(VOID));
        String otherType = DetachedJws.sign(key, "urna-registrar", bytes(VOID));
        String jwk = key.publicKey().jwk();

        assertThat(call("signed", Map.of("text", VOID, "jws", List.of(own, again, foreign, otherType), "key", jwk)))
                .containsEntry("count", 1);
        assertThat(call("signed", Map.of("text", VOID.replace("7", "8"), "jws", List.of(own), "key", jwk)))
                .containsEntry("count", 0);
        assertThat(call("signed", Map.of("text", VOID, "jws", List.of("garbage", foreign), "key", jwk)))
                .containsEntry("count", 0);
    }

    @Test
    void everyKindOfDecisionIsRead() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("..", "docs", "examples"))) {
            List<Path> decisions = examples.filter(
                            file -> file.getFileName().toString().startsWith("decision-"))
                    .toList();
            assertThat(decisions).hasSize(13);
            for (Path file : decisions) {
                String name = file.getFileName().toString();
                assertThat(call(
                                "decision",
                                Map.of("text", Files.readString(file).strip())))
                        .as(name)
                        .containsEntry(
                                "action", name.substring("decision-".length(), name.length() - ".json".length()));
            }
        }
    }

    @Test
    void aTextThatIsNotTheOneWritingOfADecisionIsNotRead() {
        assertThat(call("decision", Map.of("text", VOID))).containsEntry("action", "void");
        assertThat(call("decision", Map.of("text", VOID.replace("void", "map-destroyed"))))
                .containsEntry("action", "map-destroyed");
        for (String wrong : List.of(
                VOID + " ",
                VOID.replace("\"sequence\":7", "\"sequence\":7.0"),
                VOID.replace("{}", "{\"more\":1}"),
                VOID.replace("\"M\"", "\"E\"").replace("void", "setup"),
                VOID.replace("legal-order", "because"),
                VOID.replace("\"action\":\"void\",", ""),
                VOID.replace("void", "tally"),
                VOID.replace("T10:00:00Z", "T10:00:01Z"),
                VOID.replace("legal", "\\u006cegal"))) {
            assertThat(call("decision", Map.of("text", wrong))).as(wrong).containsOnlyKeys("malformed");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
