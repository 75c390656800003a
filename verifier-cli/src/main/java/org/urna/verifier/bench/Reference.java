// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.urna.crypto.hash.Sha256;

/** The same verification by a library in Java, in this run: how fast this machine and this virtual machine are just now. */
final class Reference {

    private static final int ROUND = 50;

    private Reference() {}

    /** Microseconds of processor time of one ECDSA P-256 verification by Bouncy Castle. */
    static double micros() throws Exception {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        ECDomainParameters domain = new ECDomainParameters(curve);
        BigInteger secret = BigInteger.valueOf(0x5eed).pow(15);
        byte[] hash = Sha256.hash(new byte[] {1});
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, domain));
        BigInteger[] signature = signer.generateSignature(hash);
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(
                false, new ECPublicKeyParameters(domain.getG().multiply(secret).normalize(), domain));
        return Times.of(ROUND, 1, () -> {
                    for (int i = 0; i < ROUND; i++) {
                        if (!verifier.verifySignature(hash, signature[0], signature[1])) {
                            throw new IllegalStateException("a signature in order was refused");
                        }
                    }
                })
                .best();
    }
}
