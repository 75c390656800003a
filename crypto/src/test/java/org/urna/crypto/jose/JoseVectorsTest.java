// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Wycheproof;
import org.urna.crypto.group.Point;

/** Project Wycheproof on ES256 and on JSON Web Signatures. */
class JoseVectorsTest {

    static Iterable<Wycheproof.Case> ecdsa() throws Exception {
        return Wycheproof.read("ecdsa_secp256r1_sha256_p1363_test.json");
    }

    static Iterable<Wycheproof.Case> jws() throws Exception {
        return Wycheproof.read("json_web_signature_test.json");
    }

    @ParameterizedTest
    @MethodSource("ecdsa")
    void ecdsaAcceptsWhatIsValidAndNothingElse(Wycheproof.Case vector) throws Exception {
        Map<?, ?> key = (Map<?, ?>) vector.group().get("publicKey");
        byte[] point = HexFormat.of().parseHex((String) key.get("uncompressed"));
        Point verifier = Point.decode(Arrays.copyOfRange(point, 1, point.length));
        assertThat(Es256.verify(verifier, vector.bytes("msg"), vector.bytes("sig")))
                .isEqualTo(vector.isValid());
    }

    /** None has our header: valid or not for others, none is read here. */
    @ParameterizedTest
    @MethodSource("jws")
    void noOtherJwsIsRead(Wycheproof.Case vector) {
        if (vector.test().get("jws") instanceof String compact) {
            assertThatThrownBy(() -> CompactJws.parse(compact)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> DetachedJws.keyId(compact)).isInstanceOf(MalformedException.class);
        } else {
            assertThat(vector.test().get("jws"))
                    .as("JSON serialization, an object")
                    .isInstanceOf(Map.class);
        }
    }
}
