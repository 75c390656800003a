// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;

/** The fixed header, and the attacks on JSON Web Signatures that it shuts out. */
class JwsTest {

    private static final SigningKey KEY = SigningKey.generate(Entropy.secure());
    private static final SigningKey OTHER = SigningKey.generate(Entropy.secure());
    private static final VerificationKey PUBLIC = KEY.publicKey();
    private static final String TYPE = "urna-key-share";
    private static final byte[] PAYLOAD = "{\"M\":\"…\"}".getBytes(StandardCharsets.UTF_8);
    private static final String HEADER =
            "{\"alg\":\"ES256\",\"kid\":\"" + PUBLIC.thumbprint() + "\",\"typ\":\"" + TYPE + "\"}";

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A detached JWS with any header whatever, properly signed by {@code key}. */
    private static String forge(SigningKey key, String header) {
        String input = base64(header) + "." + base64(PAYLOAD);
        return base64(header) + ".." + base64(Es256.sign(key.secret(), input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void refused(String jws) {
        assertThat(DetachedJws.verify(jws, PUBLIC, TYPE, PAYLOAD))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class, it -> assertThat(it.check()).isEqualTo("jws"));
    }

    @Test
    void whatIsSignedVerifies() throws Exception {
        String jws = DetachedJws.sign(KEY, TYPE, PAYLOAD);
        assertThat(jws).startsWith(base64(HEADER) + "..").isEqualTo(forge(KEY, HEADER));
        assertThat(DetachedJws.verify(jws, PUBLIC, TYPE, PAYLOAD)).isEqualTo(Verdict.accept());
        assertThat(DetachedJws.keyId(jws)).isEqualTo(PUBLIC.thumbprint());
        assertThat(DetachedJws.sign(KEY, TYPE, PAYLOAD)).as("deterministic").isEqualTo(jws);
        byte[] nothing = {};
        assertThat(DetachedJws.verify(DetachedJws.sign(KEY, TYPE, nothing), PUBLIC, TYPE, nothing))
                .isEqualTo(Verdict.accept());
    }

    /** Verified once more by the platform's own ECDSA, which shares no code with ours. */
    @Test
    void theSignatureHoldsForAnotherImplementation() throws Exception {
        JWSVerifier verifier = new ECDSAVerifier(ECKey.parse(PUBLIC.jwk()));
        JWSObject detached = JWSObject.parse(DetachedJws.sign(KEY, TYPE, PAYLOAD), new Payload(PAYLOAD));
        assertThat(detached.verify(verifier)).isTrue();
        JWSObject compact = JWSObject.parse(CompactJws.sign(KEY, TYPE, PAYLOAD));
        assertThat(compact.verify(verifier)).isTrue();
        assertThat(ECKey.parse(PUBLIC.jwk()).computeThumbprint().toString()).isEqualTo(PUBLIC.thumbprint());
        assertThat(compact.getHeader().getKeyID()).isEqualTo(PUBLIC.thumbprint());
    }

    @Test
    void anotherKeyTypeOrPayloadIsRefused() {
        String jws = DetachedJws.sign(KEY, TYPE, PAYLOAD);
        assertThat(DetachedJws.verify(jws, OTHER.publicKey(), TYPE, PAYLOAD).isAccepted())
                .isFalse();
        assertThat(DetachedJws.verify(jws, PUBLIC, "urna-key-check", PAYLOAD).isAccepted())
                .isFalse();
        assertThat(DetachedJws.verify(jws, PUBLIC, TYPE, new byte[0]).isAccepted())
                .isFalse();
        for (int bit = 0; bit < PAYLOAD.length * 8; bit++) {
            byte[] changed = PAYLOAD.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(DetachedJws.verify(jws, PUBLIC, TYPE, changed).isAccepted())
                    .isFalse();
        }
    }

    /** One key signs, under the name of another: the header's key id binds nothing by itself. */
    @Test
    void aForeignSignatureUnderMyNameIsRefused() {
        refused(forge(OTHER, HEADER));
    }

    static Stream<String> otherHeaders() {
        String kid = PUBLIC.thumbprint();
        String jwk = OTHER.publicKey().jwk();
        return Stream.of(
                HEADER.replace("ES256", "none"),
                HEADER.replace("ES256", "None"),
                HEADER.replace("ES256", "HS256"),
                HEADER.replace("ES256", "ES384"),
                HEADER.replace("ES256", "ES256K"),
                HEADER.replace("ES256", "RS256"),
                HEADER.replace("ES256", "es256"),
                HEADER.replace(kid, OTHER.publicKey().thumbprint()),
                HEADER.replace("\"kid\":\"" + kid + "\",", ""),
                HEADER.replace("\"kid\"", "\"jwk\":" + jwk + ",\"kid\""),
                HEADER.replace("\"kid\"", "\"jku\":\"https://example.org/keys\",\"kid\""),
                HEADER.replace("\"kid\"", "\"x5u\":\"https://example.org/key\",\"kid\""),
                HEADER.replace("\"kid\"", "\"x5c\":[\"MIIB\"],\"kid\""),
                HEADER.replace("\"kid\"", "\"crit\":[\"b64\"],\"b64\":false,\"kid\""),
                HEADER.replace("\"kid\"", "\"b64\":false,\"kid\""),
                HEADER.replace("}", ",\"b64\":false,\"crit\":[\"b64\"]}"),
                HEADER.replace("}", ",\"crit\":[]}"),
                HEADER.replace("}", ",\"alg\":\"none\"}"),
                HEADER.replace("{", "{\"alg\":\"none\","),
                HEADER.replace(TYPE, "urna-receipt"),
                HEADER.replace(TYPE, "JWT"),
                HEADER.replace(",\"typ\":\"" + TYPE + "\"", ""),
                "{\"typ\":\"" + TYPE + "\",\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}",
                HEADER.replace(",", ", "),
                HEADER.replace(":", ": "),
                HEADER + " ",
                " " + HEADER,
                HEADER + "\n",
                HEADER.replace("ES256", "\\u0045S256"),
                HEADER.replace("{", "\ufeff{"),
                HEADER + HEADER,
                "{}",
                "");
    }

    @ParameterizedTest
    @MethodSource("otherHeaders")
    void anyOtherHeaderIsRefusedThoughProperlySigned(String header) {
        refused(forge(KEY, header));
    }

    /** The public key, or its JSON, as the secret of a symmetric signature. */
    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        String header = HEADER.replace("ES256", "HS256");
        byte[] input = (base64(header) + "." + base64(PAYLOAD)).getBytes(StandardCharsets.US_ASCII);
        for (byte[] secret : List.of(
                PUBLIC.jwk().getBytes(StandardCharsets.US_ASCII), PUBLIC.point().encode())) {
            String mac = new MACSigner(secret)
                    .sign(com.nimbusds.jose.JWSHeader.parse(header), input)
                    .toString();
            refused(base64(header) + ".." + mac);
            refused(base64(HEADER) + ".." + mac);
        }
    }

    @Test
    void otherFormsAreRefused() {
        String jws = DetachedJws.sign(KEY, TYPE, PAYLOAD);
        String signature = jws.substring(jws.indexOf("..") + 2);
        String spareBits = jws.substring(0, jws.length() - 1) + (char) (jws.charAt(jws.length() - 1) + 1);
        for (String other : List.of(
                "",
                "..",
                jws + ".",
                "." + jws,
                jws + "=",
                jws + "==",
                jws + "\n",
                " " + jws,
                jws.replace("..", "."),
                jws.replace("..", "..."),
                CompactJws.sign(KEY, TYPE, PAYLOAD),
                spareBits,
                base64(HEADER) + "..",
                base64(HEADER) + ".." + signature.substring(1),
                base64(HEADER) + ".." + signature + "AA",
                base64(HEADER) + "=.." + signature,
                "{\"payload\":\"\",\"signature\":\"" + signature + "\"}")) {
            refused(other);
            assertThatThrownBy(() -> DetachedJws.keyId(other)).isInstanceOf(MalformedException.class);
        }
    }

    /** CVE-2022-21449: a signature of zeros, and other values out of range. */
    @Test
    void signaturesOutOfRangeAreRefused() {
        byte[] order = org.bouncycastle.util.encoders.Hex.decode(
                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] zero = new byte[32];
        byte[] one = new byte[32];
        one[31] = 1;
        for (byte[] r : List.of(zero, one, order)) {
            for (byte[] s : List.of(zero, one, order)) {
                byte[] both = java.util.Arrays.copyOf(r, 64);
                System.arraycopy(s, 0, both, 32, 32);
                refused(base64(HEADER) + ".." + base64(both));
            }
        }
    }

    @Test
    void everyTurnedBitOfTheSignatureIsRefused() {
        String jws = DetachedJws.sign(KEY, TYPE, PAYLOAD);
        byte[] signature = Base64.getUrlDecoder().decode(jws.substring(jws.indexOf("..") + 2));
        for (int bit = 0; bit < 512; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(base64(HEADER) + ".." + base64(changed));
        }
    }

    @Test
    void aCompactOneCarriesItsPayload() throws Exception {
        String text = CompactJws.sign(KEY, "urna-receipt", PAYLOAD);
        CompactJws jws = CompactJws.parse(text);
        assertThat(jws.payload()).isEqualTo(PAYLOAD);
        assertThat(jws.keyId()).isEqualTo(PUBLIC.thumbprint());
        assertThat(jws.verify(PUBLIC, "urna-receipt")).isEqualTo(Verdict.accept());
        assertThat(jws.verify(PUBLIC, TYPE).isAccepted()).isFalse();
        assertThat(jws.verify(OTHER.publicKey(), "urna-receipt").isAccepted()).isFalse();
        String[] segments = text.split("\\.", -1);
        String swapped = segments[0] + "." + base64("{}") + "." + segments[2];
        assertThat(CompactJws.parse(swapped).verify(PUBLIC, "urna-receipt").isAccepted())
                .isFalse();
        for (String other : List.of(
                "",
                DetachedJws.sign(KEY, TYPE, PAYLOAD).replace("..", "."),
                text + ".",
                text + "=",
                text + "\n",
                segments[0] + "." + segments[1] + ".",
                segments[0] + "." + segments[1] + "=." + segments[2],
                base64(HEADER.replace("ES256", "none")) + "." + segments[1] + "." + segments[2],
                segments[0] + "." + segments[1] + "AA." + segments[2])) {
            assertThatThrownBy(() -> CompactJws.parse(other)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aLongPayloadIsReadAndATooLongOneIsNot() throws Exception {
        String text = CompactJws.sign(KEY, "urna-receipt", new byte[300_000]);
        assertThat(CompactJws.parse(text).verify(PUBLIC, "urna-receipt")).isEqualTo(Verdict.accept());
        String tooLong = CompactJws.sign(KEY, "urna-receipt", new byte[400_000]);
        assertThatThrownBy(() -> CompactJws.parse(tooLong)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aTypeIsAPlainWord() {
        for (String type : List.of("", "urna\"", "Urna", "urna receipt", "-urna", "a".repeat(65))) {
            assertThatThrownBy(() -> DetachedJws.sign(KEY, type, PAYLOAD)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
