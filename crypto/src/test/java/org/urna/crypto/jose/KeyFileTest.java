// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC3394WrapEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

class KeyFileTest {

    private static final byte[] CONTENT = "{\"a key\":\"and what belongs to it\"}".getBytes(StandardCharsets.US_ASCII);
    private static final char[] PASSPHRASE = Passphrase.generate(Entropy.secure());
    private static String file;
    private static String[] segments;

    @BeforeAll
    static void write() {
        file = KeyFile.encrypt(PASSPHRASE, CONTENT, Entropy.secure());
        segments = file.split("\\.", -1);
    }

    private static String decode(String segment) {
        return new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String withHeader(String header) {
        return encode(header) + file.substring(file.indexOf('.'));
    }

    private static void refused(String changed) {
        assertThat(changed).isNotEqualTo(file);
        assertThatThrownBy(() -> KeyFile.decrypt(PASSPHRASE, changed)).isInstanceOf(MalformedException.class);
    }

    @Test
    void whatIsWrittenOpensUnderThePassphraseHoweverItIsTyped() throws Exception {
        assertThat(KeyFile.decrypt(PASSPHRASE, file)).isEqualTo(CONTENT);
        String typed = new String(PASSPHRASE)
                .replace("-", " ")
                .toLowerCase(Locale.ROOT)
                .replace('0', 'o');
        assertThat(KeyFile.decrypt(typed.toCharArray(), file)).isEqualTo(CONTENT);
        assertThat(decode(segments[0]))
                .matches(
                        "\\{\"alg\":\"PBES2-HS512\\+A256KW\",\"enc\":\"A256GCM\",\"p2c\":600000,\"p2s\":\"[\\w-]{22}\"\\}");
    }

    @Test
    void noOtherPassphraseOpensIt() {
        char[] other = PASSPHRASE.clone();
        other[0] = other[0] == 'A' ? 'B' : 'A';
        assertThatThrownBy(() -> KeyFile.decrypt(other, file))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("passphrase is wrong")
                .hasMessageNotContaining(new String(other));
        assertThatThrownBy(() -> KeyFile.decrypt(new char[0], file)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsAnOrdinaryJweForTheLibrary() throws Exception {
        JWEObject jwe = JWEObject.parse(file);
        jwe.decrypt(new PasswordBasedDecrypter(new String(PASSPHRASE)));
        assertThat(jwe.getPayload().toBytes()).isEqualTo(CONTENT);
    }

    /** The same bytes out of PBKDF2, key wrap and GCM of Bouncy Castle, put together after RFC 7518 by hand. */
    @Test
    void itOpensWithPrimitivesOfAnotherLibrary() throws Exception {
        Base64.Decoder base64 = Base64.getUrlDecoder();
        String header = decode(segments[0]);
        byte[] salt = base64.decode(header.substring(header.indexOf("\"p2s\":\"") + 7, header.length() - 2));
        byte[] algorithm = "PBES2-HS512+A256KW\0".getBytes(StandardCharsets.US_ASCII);
        byte[] salted = Arrays.copyOf(algorithm, algorithm.length + salt.length);
        System.arraycopy(salt, 0, salted, algorithm.length, salt.length);
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(new SHA512Digest());
        pbkdf2.init(new String(PASSPHRASE).getBytes(StandardCharsets.UTF_8), salted, 600_000);
        RFC3394WrapEngine wrap = new RFC3394WrapEngine(AESEngine.newInstance());
        wrap.init(false, pbkdf2.generateDerivedMacParameters(256));
        byte[] key = wrap.unwrap(base64.decode(segments[1]), 0, 40);
        var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
        byte[] aad = segments[0].getBytes(StandardCharsets.US_ASCII);
        gcm.init(false, new AEADParameters(new KeyParameter(key), 128, base64.decode(segments[2]), aad));
        byte[] sealed = base64.decode(segments[3]);
        byte[] tag = base64.decode(segments[4]);
        byte[] plain = new byte[gcm.getOutputSize(sealed.length + tag.length)];
        int done = gcm.processBytes(sealed, 0, sealed.length, plain, 0);
        done += gcm.processBytes(tag, 0, tag.length, plain, done);
        gcm.doFinal(plain, done);
        assertThat(plain).isEqualTo(CONTENT);
    }

    /** One bit of each segment: deriving the key takes too long to turn them all. */
    @Test
    void aTurnedBitIsRefused() {
        for (int segment = 0; segment < 5; segment++) {
            String[] changed = segments.clone();
            byte[] bytes = Base64.getUrlDecoder().decode(changed[segment]);
            bytes[bytes.length - 3] ^= 1;
            changed[segment] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            refused(String.join(".", changed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 310_000, 599_999, 2_000_001, 9_999_999, 1_000_000_000})
    void tooFewAndTooManyIterationsAreRefusedWithoutDoingThem(int iterations) {
        // With any key derived, the message would be about the passphrase.
        String changed = withHeader(decode(segments[0]).replace("600000", Integer.toString(iterations)));
        assertThatThrownBy(() -> KeyFile.decrypt(PASSPHRASE, changed))
                .isInstanceOf(MalformedException.class)
                .hasMessageNotContaining("passphrase");
    }

    @Test
    void otherHeadersAreRefused() {
        String header = decode(segments[0]);
        for (String other : List.of(
                header.replace("HS512+A256KW", "HS256+A128KW"),
                header.replace("PBES2-HS512+A256KW", "dir"),
                header.replace("PBES2-HS512+A256KW", "none"),
                header.replace("A256GCM", "A128CBC-HS256"),
                header.replace("}", ",\"zip\":\"DEF\"}"),
                header.replace("}", ",\"crit\":[\"x\"],\"x\":1}"),
                header.replace(",", ", "),
                header.replace("600000", "6e5"),
                header.replace("600000", "0600000"),
                header.replace("600000", "\"600000\""),
                header.replace("{", "{\"p2c\":1,"),
                "{}",
                "")) {
            refused(withHeader(other));
        }
    }

    @Test
    void otherFormsAreRefused() {
        for (String other : List.of(
                "",
                file + ".",
                file + "\n",
                "." + file,
                file.replace(".", ".."),
                file.substring(1),
                file + "=",
                file.substring(0, file.length() - 1),
                segments[0] + "." + segments[1])) {
            refused(other);
        }
    }

    /** A file of the library's own making has its members in another order or other parameters. */
    @Test
    void aWeakFileOfAnotherProgramIsRefused() throws Exception {
        JWEObject weak = new JWEObject(
                new JWEHeader(JWEAlgorithm.PBES2_HS256_A128KW, EncryptionMethod.A128GCM), new Payload(CONTENT));
        weak.encrypt(new PasswordBasedEncrypter(new String(PASSPHRASE), 16, 1000));
        refused(weak.serialize());
    }

    @Test
    void contentHasALimit() {
        byte[] tooLong = new byte[KeyFile.MAX_CONTENT_BYTES + 1];
        assertThatThrownBy(() -> KeyFile.encrypt(PASSPHRASE, tooLong, Entropy.secure()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
