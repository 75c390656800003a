// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

/**
 * Adds small secret multiples of the base point to a point without showing, in the time taken, that they are small or zero:
 * {@code p + d*G} is computed as {@code (p + (d + b)*G) - b*G} with a fresh random {@code b}, so that no step meets infinity and
 * every multiplication is by a uniform scalar.
 */
public final class Blind {

    private final SecretScalar b;
    private final Point bG;

    private Blind(SecretScalar b) {
        this.b = b;
        this.bG = b.timesG();
    }

    /** A blind to be used for one ciphertext or one proof, then dropped. */
    public static Blind random(Entropy entropy) {
        return new Blind(SecretScalar.random(entropy));
    }

    /** {@code point + multiple*G}. */
    public Point plusG(Point point, SecretScalar multiple) {
        return point.plus(multiple.plus(b).timesG()).minus(bG);
    }
}
