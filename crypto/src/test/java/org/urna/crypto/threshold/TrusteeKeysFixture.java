// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;

/** A key shared by {@code n} trustees, of whom any {@code t} can decrypt, without the messages by which they came to it. */
public record TrusteeKeysFixture(int threshold, JointKey key, List<SecretScalar> secrets) {

    public static TrusteeKeysFixture of(int n, int t, Entropy entropy) {
        List<Polynomial> polynomials = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            polynomials.add(Polynomial.random(t, entropy));
        }
        List<SecretScalar> secrets = new ArrayList<>();
        for (int j = 1; j <= n; j++) {
            SecretScalar secret = SecretScalar.of(0);
            for (Polynomial f : polynomials) {
                secret = secret.plus(f.share(j));
            }
            secrets.add(secret);
        }
        JointKey key = JointKey.of(
                        polynomials.stream().map(Polynomial::toPublic).toList())
                .orElseThrow();
        return new TrusteeKeysFixture(t, key, secrets);
    }

    public SecretScalar secret(int i) {
        return secrets.get(i - 1);
    }

    public Map<Integer, DecryptionShare> shares(EncryptedTally tally, Set<Integer> trustees, Entropy entropy) {
        Map<Integer, DecryptionShare> shares = new TreeMap<>();
        trustees.forEach(i -> shares.put(i, DecryptionShare.prove(tally, i, secret(i), entropy)));
        return shares;
    }
}
