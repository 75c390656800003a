// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact rational number in lowest terms. Counting knows no other arithmetic, and no rounding that a rule does not ask for. */
final class Fraction implements Comparable<Fraction> {

    static final Fraction ZERO = of(0);
    static final Fraction ONE = of(1);

    private final BigInteger numerator;
    private final BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    static Fraction of(long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** {@code unscaled / 10^digits}. */
    static Fraction decimal(long unscaled, int digits) {
        return reduced(BigInteger.valueOf(unscaled), BigInteger.TEN.pow(digits));
    }

    private static Fraction reduced(BigInteger numerator, BigInteger denominator) {
        if (denominator.equals(BigInteger.ONE)) {
            return new Fraction(numerator, denominator);
        }
        BigInteger divisor = numerator.gcd(denominator);
        return divisor.equals(BigInteger.ONE)
                ? new Fraction(numerator, denominator)
                : new Fraction(numerator.divide(divisor), denominator.divide(divisor));
    }

    Fraction plus(Fraction other) {
        if (denominator.equals(other.denominator)) {
            return reduced(numerator.add(other.numerator), denominator);
        }
        return reduced(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    Fraction times(Fraction other) {
        return reduced(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Fraction times(long factor) {
        return times(of(factor));
    }

    /** The quotient by something positive. */
    Fraction over(Fraction divisor) {
        if (divisor.signum() <= 0) {
            throw new IllegalArgumentException("a count divides by positive numbers only");
        }
        return reduced(numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
    }

    /** The largest multiple of {@code 10^-digits} that is not larger. */
    Fraction cut(int digits) {
        BigInteger scale = BigInteger.TEN.pow(digits);
        BigInteger[] parts = numerator.multiply(scale).divideAndRemainder(denominator);
        BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return reduced(floor, scale);
    }

    int signum() {
        return numerator.signum();
    }

    /** Cut to {@code digits} decimals and written with all of them. */
    BigDecimal toDecimal(int digits) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), digits, RoundingMode.FLOOR);
    }

    @Override
    public int compareTo(Fraction other) {
        return denominator.equals(other.denominator)
                ? numerator.compareTo(other.numerator)
                : numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fraction that
                && numerator.equals(that.numerator)
                && denominator.equals(that.denominator);
    }

    @Override
    public int hashCode() {
        return 31 * numerator.hashCode() + denominator.hashCode();
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
