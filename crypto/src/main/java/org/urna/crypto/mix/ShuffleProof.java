// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.record.Hash;

/**
 * The proof of one shuffle in the form in which it is published ({@code docs/protocol.md} §12.3): the points
 * {@code c_1 … c_N, ĉ_1 … ĉ_N, t_1, t_2, t_3, t_4,1 … t_4,w} (two points each) and {@code t̂_1 … t̂_N}, then the scalars
 * {@code s_1, s_2, s_3, s_4,1 … s_4,w, ŝ_1 … ŝ_N, s'_1 … s'_N}; {@code 256*N + 160*w + 288} bytes. Immutable.
 */
public final class ShuffleProof {

    private final byte[] bytes;
    private final int n;
    private final int w;

    private ShuffleProof(byte[] bytes, int n, int w) {
        this.bytes = bytes;
        this.n = n;
        this.w = w;
    }

    /** Length in bytes of a proof for {@code n} ballots of {@code w} ciphertexts. */
    public static long length(int n, int w) {
        return (long) Point.BYTES * (3L * n + 3 + 2L * w) + (long) Scalar.BYTES * (2L * n + 3 + w);
    }

    /**
     * Reads what {@link #bytes()} wrote.
     *
     * @param n number of ballots
     * @param w ciphertexts of one ballot
     * @throws MalformedException unless it has exactly the length for them, points of the curve and scalars below {@code q}
     */
    public static ShuffleProof decode(byte[] bytes, int n, int w) throws MalformedException {
        if (n < 1 || w < 1 || bytes.length != length(n, w)) {
            throw new MalformedException("a proof of a shuffle has another length than its ballots ask for");
        }
        int points = 3 * n + 3 + 2 * w;
        Points.check(bytes, 0, points);
        Points.checkScalars(bytes, points * Point.BYTES, 2 * n + 3 + w);
        return new ShuffleProof(bytes.clone(), n, w);
    }

    /** Puts together what a prover made. */
    static ShuffleProof of(int n, int w, byte[] c, byte[] chain, byte[] few, byte[] many, byte[] responses) {
        byte[] bytes = new byte[Math.toIntExact(length(n, w))];
        int at = 0;
        for (byte[] part : new byte[][] {c, chain, few, many, responses}) {
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        if (at != bytes.length) {
            throw new IllegalArgumentException("parts of another proof");
        }
        return new ShuffleProof(bytes, n, w);
    }

    int size() {
        return n;
    }

    int width() {
        return w;
    }

    /** Commitment {@code c_i}, from 1. */
    Point c(int i) {
        return Points.read(bytes, i - 1);
    }

    /** Link {@code ĉ_i} of the chain, from 1. */
    Point chain(int i) {
        return Points.read(bytes, n + i - 1);
    }

    /** {@code t_1}, {@code t_2}, {@code t_3}. */
    Point t(int which) {
        return Points.read(bytes, 2 * n + which - 1);
    }

    /** First part of {@code t_4,k}, from 1. */
    Point t4Alpha(int k) {
        return Points.read(bytes, 2 * n + 3 + 2 * (k - 1));
    }

    /** Second part of {@code t_4,k}, from 1. */
    Point t4Beta(int k) {
        return Points.read(bytes, 2 * n + 4 + 2 * (k - 1));
    }

    /** {@code t̂_i}, from 1. */
    Point tChain(int i) {
        return Points.read(bytes, 2 * n + 3 + 2 * w + i - 1);
    }

    /** {@code s_1}, {@code s_2}, {@code s_3}. */
    Scalar s(int which) {
        return scalar(which - 1);
    }

    /** {@code s_4,k}, from 1. */
    Scalar s4(int k) {
        return scalar(3 + k - 1);
    }

    /** {@code ŝ_i}, from 1. */
    Scalar sChain(int i) {
        return scalar(3 + w + i - 1);
    }

    /** {@code s'_i}, from 1. */
    Scalar sPrime(int i) {
        return scalar(3 + w + n + i - 1);
    }

    private Scalar scalar(int place) {
        return Points.readScalarAt(bytes, (3 * n + 3 + 2 * w) * Point.BYTES + place * Scalar.BYTES);
    }

    /** {@code c_1 ‖ … ‖ c_N}. */
    byte[] commitments() {
        return points(0, n);
    }

    /** {@code ĉ_1 ‖ … ‖ ĉ_N}. */
    byte[] chain() {
        return points(n, 2 * n);
    }

    /** {@code t_1 ‖ t_2 ‖ t_3 ‖ t_4,1 ‖ …}. */
    byte[] few() {
        return points(2 * n, 2 * n + 3 + 2 * w);
    }

    /** {@code t̂_1 ‖ … ‖ t̂_N}. */
    byte[] many() {
        return points(2 * n + 3 + 2 * w, 3 * n + 3 + 2 * w);
    }

    private byte[] points(int from, int to) {
        return Arrays.copyOfRange(bytes, from * Point.BYTES, to * Point.BYTES);
    }

    /** The published bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the published bytes. */
    public Hash hash() {
        return Hash.of(Sha256.hash(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShuffleProof that && n == that.n && w == that.w && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
