// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Wycheproof;

/** Project Wycheproof on the two signature schemes of checkpoints. */
class SignatureVectorsTest {

    static Iterable<Wycheproof.Case> ed25519() throws Exception {
        return Wycheproof.read("ed25519_test.json");
    }

    /** Those of the protocol's variant: a message, deterministic, without a context (one of no bytes is none). */
    private static List<Wycheproof.Case> ofOurVariant(String file) throws Exception {
        return Wycheproof.read(file).stream()
                .filter(vector -> vector.test().getOrDefault("ctx", "").equals("")
                        && vector.test().containsKey("msg")
                        && !vector.test().containsKey("rnd"))
                .toList();
    }

    static Iterable<Wycheproof.Case> mlDsaVerify() throws Exception {
        return ofOurVariant("mldsa_44_verify_test.json");
    }

    static Iterable<Wycheproof.Case> mlDsaSign() throws Exception {
        return ofOurVariant("mldsa_44_sign_seed_test.json");
    }

    @ParameterizedTest
    @MethodSource("ed25519")
    void ed25519AcceptsWhatIsValidAndNothingElse(Wycheproof.Case vector) throws Exception {
        Map<?, ?> key = (Map<?, ?>) vector.group().get("publicKey");
        byte[] bytes = HexFormat.of().parseHex((String) key.get("pk"));
        NoteKey verifier = NoteKey.of("wycheproof", SignatureType.ED25519, bytes);
        assertThat(NoteSignatures.verify(verifier, vector.bytes("msg"), vector.bytes("sig")))
                .isEqualTo(vector.isValid());
    }

    @ParameterizedTest
    @MethodSource("mlDsaVerify")
    void mlDsaAcceptsWhatIsValidAndNothingElse(Wycheproof.Case vector) throws Exception {
        byte[] bytes = HexFormat.of().parseHex((String) vector.group().get("publicKey"));
        if (bytes.length != 1312) {
            assertThatThrownBy(() -> NoteKey.of("wycheproof", SignatureType.ML_DSA_44_COSIGNATURE, bytes))
                    .isInstanceOf(MalformedException.class);
            return;
        }
        NoteKey verifier = NoteKey.of("wycheproof", SignatureType.ML_DSA_44_COSIGNATURE, bytes);
        assertThat(NoteSignatures.verify(verifier, vector.bytes("msg"), vector.bytes("sig")))
                .isEqualTo(vector.isValid());
    }

    /** Deterministic signing gives the very bytes of the vectors. */
    @ParameterizedTest
    @MethodSource("mlDsaSign")
    void mlDsaSignsAsTheVectorsDo(Wycheproof.Case vector) throws Exception {
        byte[] seed = HexFormat.of().parseHex((String) vector.group().get("privateSeed"));
        if (seed.length != 32) {
            assertThat(vector.isValid()).isFalse();
            assertThatThrownBy(() -> NoteSigningKey.decode("w", SignatureType.ML_DSA_44_COSIGNATURE, seed))
                    .isInstanceOf(MalformedException.class);
            return;
        }
        NoteSigningKey key = NoteSigningKey.decode("wycheproof", SignatureType.ML_DSA_44_COSIGNATURE, seed);
        assertThat(key.publicKey().key())
                .isEqualTo(HexFormat.of().parseHex((String) vector.group().get("publicKey")));
        assertThat(key.sign(vector.bytes("msg"))).isEqualTo(vector.bytes("sig"));
        assertThat(vector.isValid()).isTrue();
    }

    @Test
    void thereAreVectors() throws Exception {
        assertThat(mlDsaVerify()).hasSizeGreaterThan(100);
        assertThat(mlDsaSign()).hasSizeGreaterThan(40);
        assertThat(ed25519()).hasSizeGreaterThan(100);
    }
}
