// SPDX-License-Identifier: Apache-2.0

/** An exact rational number in lowest terms; its denominator is positive. */
export class Fraction {
  constructor(numerator, denominator = 1n) {
    const divisor = denominator === 1n ? 1n : gcd(numerator < 0n ? -numerator : numerator, denominator);
    this.numerator = numerator / divisor;
    this.denominator = denominator / divisor;
  }

  /** Of a whole number, as number or bigint. */
  static of(value) {
    return new Fraction(BigInt(value));
  }

  /** `unscaled / 10^digits` */
  static decimal(unscaled, digits) {
    return new Fraction(BigInt(unscaled), 10n ** BigInt(digits));
  }

  plus(other) {
    if (this.denominator === other.denominator) return new Fraction(this.numerator + other.numerator, this.denominator);
    return new Fraction(this.numerator * other.denominator + other.numerator * this.denominator, this.denominator * other.denominator);
  }

  minus(other) {
    return this.plus({ numerator: -other.numerator, denominator: other.denominator });
  }

  times(other) {
    return new Fraction(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** The quotient by something positive. */
  over(divisor) {
    if (divisor.numerator <= 0n) throw new RangeError("a count divides by positive numbers only");
    return new Fraction(this.numerator * divisor.denominator, this.denominator * divisor.numerator);
  }

  /** The largest multiple of `10^-digits` that is not larger. */
  cut(digits) {
    return Fraction.decimal(this.#floor(digits), digits);
  }

  #floor(digits) {
    const scaled = this.numerator * 10n ** BigInt(digits);
    const quotient = scaled / this.denominator;
    return scaled < 0n && scaled % this.denominator !== 0n ? quotient - 1n : quotient;
  }

  /** The least multiple of `10^-digits` that is not smaller. */
  up(digits) {
    const cut = this.cut(digits);
    return cut.compare(this) === 0 ? this : cut.plus(Fraction.decimal(1, digits));
  }

  compare(other) {
    const [left, right] = [this.numerator * other.denominator, other.numerator * this.denominator];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other) {
    return this.compare(other) === 0;
  }

  get sign() {
    return this.numerator < 0n ? -1 : this.numerator > 0n ? 1 : 0;
  }

  /** Cut to so many decimals and written with all of them. */
  write(digits) {
    const text = String(this.#floor(digits)).padStart(digits + 1, "0");
    return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
}

export const ZERO = Fraction.of(0);
export const ONE = Fraction.of(1);

function gcd(a, b) {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
