// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.VerificationKey;

/** JWS of messages, decisions and receipts (A7, G3). */
class SignatureVectorsTest {

    @TestFactory
    Stream<DynamicTest> signatures() throws Exception {
        return Vectors.tests("signatures", Map.of("jws", SignatureVectorsTest::check));
    }

    private static Verdict check(Fields fields) throws Exception {
        VerificationKey key = VerificationKey.parse(jwk(fields.object("key")));
        assertThat(key.thumbprint()).isEqualTo(fields.text("thumbprint"));
        String jws = fields.text("jws");
        String type = fields.text("type");
        byte[] payload = fields.text("payload").getBytes(StandardCharsets.UTF_8);
        if (fields.flag("detached")) {
            return DetachedJws.verify(jws, key, type, payload);
        }
        CompactJws compact = CompactJws.parse(jws);
        assertThat(compact.payload()).isEqualTo(payload);
        assertThat(compact.keyId()).isEqualTo(key.thumbprint());
        return compact.verify(key, type);
    }

    private static String jwk(Fields key) {
        String written = String.format(
                "{\"crv\":\"%s\",\"kty\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}",
                key.text("crv"), key.text("kty"), key.text("x"), key.text("y"));
        key.done();
        return written;
    }
}
