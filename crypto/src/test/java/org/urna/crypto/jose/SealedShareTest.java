// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

class SealedShareTest {

    private static final DecryptionKey KEY = DecryptionKey.generate(Entropy.secure());
    private static final byte[] SHARE = SecretScalar.random(Entropy.secure()).encode();
    private static final SealedShare SEALED = SealedShare.encrypt(KEY.publicKey(), SHARE, Entropy.secure());
    private static final String[] SEGMENTS = SEALED.compact().split("\\.", -1);
    private static final Point EPHEMERAL = SEALED.ephemeralKey().orElseThrow();

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String header() {
        return new String(Base64.getUrlDecoder().decode(SEGMENTS[0]), StandardCharsets.US_ASCII);
    }

    private static String withHeader(String header) {
        return base64(header.getBytes(StandardCharsets.UTF_8))
                + SEALED.compact().substring(SEGMENTS[0].length());
    }

    @Test
    void theRecipientReadsWhatWasSealed() throws Exception {
        assertThat(SealedShare.parse(SEALED.compact())).isEqualTo(SEALED);
        assertThat(SEALED.decrypt(KEY)).isEqualTo(SHARE);
        assertThat(SealedShare.encrypt(KEY.publicKey(), SHARE, Entropy.secure()))
                .isNotEqualTo(SEALED);
        assertThat(header())
                .isEqualTo(
                        "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":" + new EncryptionKey(EPHEMERAL).jwk() + "}");
    }

    /** A complaint: whoever is shown the Diffie–Hellman point reads this share, and nobody with another point does. */
    @Test
    void theSharedPointOpensThisShareOnly() throws Exception {
        Point shared = KEY.sharedPoint(EPHEMERAL);
        assertThat(shared).isEqualTo(KEY.secret().times(EPHEMERAL));
        assertThat(SEALED.decryptWithSharedPoint(shared)).isEqualTo(SHARE);
        // The negative has the same x-coordinate; the proof of equality in a complaint tells the two apart.
        assertThat(SEALED.decryptWithSharedPoint(shared.negate())).isEqualTo(SHARE);
        for (Point other : List.of(Point.G, EPHEMERAL, KEY.publicKey().point(), shared.plus(Point.G))) {
            assertThatThrownBy(() -> SEALED.decryptWithSharedPoint(other)).isInstanceOf(MalformedException.class);
        }
        SealedShare second = SealedShare.encrypt(KEY.publicKey(), SHARE, Entropy.secure());
        assertThatThrownBy(() -> second.decryptWithSharedPoint(shared)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SEALED.decrypt(DecryptionKey.generate(Entropy.secure())))
                .isInstanceOf(MalformedException.class);
    }

    /** Concat KDF (NIST SP 800-56A, RFC 7518 §4.6.2) by hand and GCM of another library give the same bytes. */
    @Test
    void theKeyIsThatOfTheStandard() throws Exception {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(new byte[] {0, 0, 0, 1}); // the only round
        input.writeBytes(Arrays.copyOf(KEY.sharedPoint(EPHEMERAL).encode(), 32)); // Z
        input.writeBytes(new byte[] {0, 0, 0, 7});
        input.writeBytes("A256GCM".getBytes(StandardCharsets.US_ASCII)); // AlgorithmID
        input.writeBytes(new byte[8]); // PartyUInfo and PartyVInfo: empty, each with its length
        input.writeBytes(ByteBuffer.allocate(4).putInt(256).array()); // SuppPubInfo: bits of the key
        byte[] key = MessageDigest.getInstance("SHA-256").digest(input.toByteArray());
        Base64.Decoder base64 = Base64.getUrlDecoder();
        var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
        byte[] aad = SEGMENTS[0].getBytes(StandardCharsets.US_ASCII);
        gcm.init(false, new AEADParameters(new KeyParameter(key), 128, base64.decode(SEGMENTS[2]), aad));
        byte[] sealed = base64.decode(SEGMENTS[3]);
        byte[] tag = base64.decode(SEGMENTS[4]);
        byte[] plain = new byte[32];
        int done = gcm.processBytes(sealed, 0, 32, plain, 0);
        done += gcm.processBytes(tag, 0, 16, plain, done);
        gcm.doFinal(plain, done);
        assertThat(plain).isEqualTo(SHARE);
    }

    @Test
    void itIsAnOrdinaryJweForTheLibrary() throws Exception {
        JWEObject jwe = JWEObject.parse(SEALED.compact());
        jwe.decrypt(new ECDHDecrypter(ECKey.parse(KEY.privateJwk())));
        assertThat(jwe.getPayload().toBytes()).isEqualTo(SHARE);
    }

    @Test
    void everyTurnedBitIsRefused() {
        for (int segment : new int[] {0, 2, 3, 4}) {
            byte[] bytes = Base64.getUrlDecoder().decode(SEGMENTS[segment]);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << (bit % 8));
                String[] segments = SEGMENTS.clone();
                segments[segment] = base64(changed);
                assertThatThrownBy(() ->
                                SealedShare.parse(String.join(".", segments)).decrypt(KEY))
                        .isInstanceOf(MalformedException.class);
            }
        }
    }

    /** Every character of the text, too: no two texts are one share. */
    @Test
    void everyOtherCharacterIsRefused() {
        String text = SEALED.compact();
        for (int i = 0; i < text.length(); i++) {
            char changed = text.charAt(i) == 'A' ? 'B' : 'A';
            String other = text.substring(0, i) + changed + text.substring(i + 1);
            assertThatThrownBy(() -> SealedShare.parse(other).decrypt(KEY)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void otherHeadersAreRefused() {
        String header = header();
        for (String other : List.of(
                header.replace("ECDH-ES", "ECDH-ES+A256KW"),
                header.replace("ECDH-ES", "dir"),
                header.replace("ECDH-ES", "none"),
                header.replace("A256GCM", "A128GCM"),
                header.replace("A256GCM", "A128CBC-HS256"),
                header.replace("\"epk\"", "\"apu\":\"QQ\",\"epk\""),
                header.replace("\"epk\"", "\"apv\":\"QQ\",\"epk\""),
                header.replace("\"epk\"", "\"zip\":\"DEF\",\"epk\""),
                header.replace("}}", "},\"crit\":[\"x\"],\"x\":1}"),
                header.replace("}}", "},\"kid\":\"a\"}"),
                header.replace("}}", "}}}"),
                header.replace(",", ", "),
                header.replace("P-256", "P-521"),
                header.replace("\"kty\":\"EC\",", ""),
                header + " ",
                "{}",
                "")) {
            assertThat(other).isNotEqualTo(header);
            assertThatThrownBy(() -> SealedShare.parse(withHeader(other))).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void otherFormsAreRefused() {
        String text = SEALED.compact();
        for (String other : List.of(
                "",
                text + ".",
                "." + text,
                text + "=",
                text + "\n",
                text.replace("..", "."),
                text.replace("..", ".AA."),
                text.substring(1),
                text.substring(0, text.length() - 1))) {
            assertThatThrownBy(() -> SealedShare.parse(other)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> SealedShare.encrypt(KEY.publicKey(), new byte[31], Entropy.secure()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The library writes its members in another order: not our form, though it means the same. */
    @Test
    void anotherWritingOfTheSameIsRefused() throws Exception {
        JWEObject jwe =
                new JWEObject(new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM), new Payload(new byte[32]));
        jwe.encrypt(new ECDHEncrypter(ECKey.parse(KEY.publicKey().jwk())));
        assertThatThrownBy(() -> SealedShare.parse(jwe.serialize())).isInstanceOf(MalformedException.class);
    }

    /** An ephemeral key off the curve is readable as such, and never multiplied with a secret. */
    @Test
    void anEphemeralKeyOffTheCurveIsNamedAndNotUsed() throws Exception {
        String jwk = new EncryptionKey(EPHEMERAL).jwk();
        byte[] point = EPHEMERAL.encode();
        String y = base64(Arrays.copyOfRange(point, 32, 64));
        byte[] moved = Arrays.copyOfRange(point, 32, 64);
        moved[31] ^= 1;
        byte[] tooLarge = new byte[32];
        Arrays.fill(tooLarge, (byte) -1);
        for (byte[] coordinate : List.of(moved, tooLarge, new byte[32])) {
            SealedShare off = SealedShare.parse(withHeader(header().replace(y, base64(coordinate))));
            assertThat(off.ephemeralKey()).isEmpty();
            assertThatThrownBy(() -> off.decrypt(KEY)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> off.decryptWithSharedPoint(Point.G)).isInstanceOf(MalformedException.class);
        }
        SealedShare other = SealedShare.parse(
                withHeader(header().replace(jwk, new EncryptionKey(Point.G.times(Scalar.of(3))).jwk())));
        assertThat(other.ephemeralKey()).contains(Point.G.times(Scalar.of(3)));
    }
}
