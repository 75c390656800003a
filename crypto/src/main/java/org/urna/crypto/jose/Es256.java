// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Sha256;

/**
 * ES256 (RFC 7518 §3.4) on Bouncy Castle, in the form that the JOSE library asks for. Nonces are deterministic (RFC
 * 6979), so no bad generator can reveal a key.
 */
final class Es256 {

    /** Length of a signature {@code r ‖ s} in bytes. */
    static final int BYTES = 64;

    private static final ECDomainParameters DOMAIN = domain();

    private Es256() {}

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve);
    }

    static byte[] sign(SecretScalar key, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, key.encode()), DOMAIN));
        BigInteger[] rs = signer.generateSignature(Sha256.hash(message));
        byte[] signature = new byte[BYTES];
        write(rs[0], signature, BYTES / 2);
        write(rs[1], signature, BYTES);
        return signature;
    }

    private static void write(BigInteger value, byte[] target, int end) {
        byte[] bytes = value.toByteArray(); // may have a sign byte in front, which does not fit
        int length = Math.min(bytes.length, BYTES / 2);
        System.arraycopy(bytes, bytes.length - length, target, end - length, length);
    }

    /** Whether the signature has 64 bytes, {@code 0 < r, s < q}, and holds. */
    static boolean verify(Point key, byte[] message, byte[] signature) {
        if (signature.length != BYTES) {
            return false;
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, BYTES / 2));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, BYTES / 2, BYTES));
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(DOMAIN.getCurve().createPoint(key.x(), key.y()), DOMAIN));
        return verifier.verifySignature(Sha256.hash(message), r, s); // refuses r and s that are zero or not below q
    }

    /** Signs for the JOSE library. */
    static final class Signer extends BaseJWSProvider implements JWSSigner {

        private final SecretScalar key;

        Signer(SecretScalar key) {
            super(Set.of(JWSAlgorithm.ES256));
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] signingInput) {
            return new Base64URL(Base64Url.encode(Es256.sign(key, signingInput)));
        }
    }

    /** Verifies for the JOSE library. */
    static final class Verifier extends BaseJWSProvider implements JWSVerifier {

        private final Point key;

        Verifier(Point key) {
            super(Set.of(JWSAlgorithm.ES256));
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
            return Es256.verify(key, signingInput, signature.decode());
        }
    }
}
