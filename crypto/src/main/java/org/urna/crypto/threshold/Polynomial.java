// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

/**
 * A trustee's secret polynomial {@code f_i}, whose values the others are dealt ({@code docs/protocol.md} §9). Immutable; it does
 * not print.
 */
public final class Polynomial {

    private final List<SecretScalar> coefficients;

    private Polynomial(List<SecretScalar> coefficients) {
        this.coefficients = List.copyOf(coefficients);
    }

    /** A fresh polynomial of {@code threshold} coefficients, which any {@code threshold} of its values determine. */
    public static Polynomial random(int threshold, Entropy entropy) {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is at least 1");
        }
        return new Polynomial(Stream.generate(() -> SecretScalar.random(entropy))
                .limit(threshold)
                .toList());
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException unless the bytes are scalars of 32 bytes each, at least one
     */
    public static Polynomial decode(byte[] bytes) throws MalformedException {
        if (bytes.length == 0 || bytes.length % Scalar.BYTES != 0) {
            throw new MalformedException("polynomial is not a list of scalars");
        }
        List<SecretScalar> coefficients = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Scalar.BYTES) {
            coefficients.add(SecretScalar.decode(Arrays.copyOfRange(bytes, at, at + Scalar.BYTES)));
        }
        return new Polynomial(coefficients);
    }

    /** The coefficients, lowest first, 32 bytes each; for a trustee's own key file only. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        coefficients.forEach(coefficient -> bytes.writeBytes(coefficient.encode()));
        return bytes.toByteArray();
    }

    /** The secret that is shared, {@code a_{i,0} = f_i(0)}. */
    SecretScalar constant() {
        return coefficients.get(0);
    }

    /**
     * The share {@code f_i(j)} of trustee {@code j}.
     *
     * @throws IllegalArgumentException if {@code j} is below 1: the value at 0 is the secret itself
     */
    public SecretScalar share(int j) {
        if (j < 1) {
            throw new IllegalArgumentException("trustees are numbered from 1");
        }
        SecretScalar value = coefficients.get(coefficients.size() - 1);
        for (int k = coefficients.size() - 2; k >= 0; k--) {
            value = value.times(Scalar.of(j)).plus(coefficients.get(k));
        }
        return value;
    }

    /** {@code A_{i,k} = a_{i,k}*G}, lowest first. */
    public PublicPolynomial toPublic() {
        List<Point> points = coefficients.stream().map(SecretScalar::timesG).toList();
        return new PublicPolynomial(points);
    }

    @Override
    public String toString() {
        return "Polynomial[hidden]";
    }
}
