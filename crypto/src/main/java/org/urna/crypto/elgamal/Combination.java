// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.elgamal;

import java.util.List;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Scalar;

/**
 * A ciphertext and what it is the sum of.
 *
 * @param value the sum of {@code factors[i]*parts[i]}
 * @param parts other ciphertexts, or {@code value} itself
 * @param factors as many as parts
 */
public record Combination(Ciphertext value, List<Ciphertext> parts, List<Scalar> factors) {

    private static final List<Scalar> ONCE = List.of(Scalar.ONE);

    /** @throws IllegalArgumentException unless every part has a factor */
    public Combination {
        parts = List.copyOf(parts);
        factors = List.copyOf(factors);
        if (parts.size() != factors.size()) {
            throw new IllegalArgumentException("as many factors as parts are needed");
        }
    }

    /** A ciphertext that is a sum of itself only. */
    public static Combination of(Ciphertext ciphertext) {
        return new Combination(ciphertext, List.of(ciphertext), ONCE);
    }

    /** The sum of parts; its value may be infinity. */
    public static Combination sum(List<Ciphertext> parts, List<Scalar> factors) {
        Ciphertext value = Ciphertext.NOTHING;
        for (int i = 0; i < parts.size(); i++) {
            value = value.plus(parts.get(i).times(factors.get(i)));
        }
        return new Combination(value, parts, factors);
    }

    /** Adds {@code ofAlpha*alpha + ofBeta*beta} of the value to a sum, by the parts' points. */
    public void addTo(MultiScalar sum, Scalar ofAlpha, Scalar ofBeta) {
        for (int i = 0; i < parts.size(); i++) {
            Scalar factor = factors.get(i);
            boolean once = factor.equals(Scalar.ONE);
            sum.add(once ? ofAlpha : ofAlpha.times(factor), parts.get(i).alpha());
            sum.add(once ? ofBeta : ofBeta.times(factor), parts.get(i).beta());
        }
    }
}
