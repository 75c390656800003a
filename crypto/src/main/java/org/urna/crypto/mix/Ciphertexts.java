// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Hash;

/**
 * The ballots of a ranked contest as a mixer sees them: {@code N} vectors of {@code w} ciphertexts, kept in the form in which they are
 * published ({@code docs/protocol.md} §12.3): 128 bytes {@code α‖β} each, ballot by ballot, within each component by component.
 * Immutable.
 */
public final class Ciphertexts {

    /** Length of a ciphertext in bytes. */
    public static final int BYTES = 2 * Point.BYTES;

    private final byte[] bytes;
    private final int width;

    private Ciphertexts(byte[] bytes, int width) {
        this.bytes = bytes;
        this.width = width;
    }

    /**
     * Reads what {@link #bytes()} wrote.
     *
     * @param width ciphertexts of one ballot, {@code w}
     * @throws MalformedException unless the length is a multiple of {@code 128*w} and every point is on the curve
     */
    public static Ciphertexts decode(byte[] bytes, int width) throws MalformedException {
        if (width < 1 || bytes.length % (BYTES * width) != 0) {
            throw new MalformedException("a list of ciphertexts does not hold whole ballots");
        }
        Points.check(bytes, 0, bytes.length / Point.BYTES);
        return new Ciphertexts(bytes.clone(), width);
    }

    /**
     * Writes ballots down.
     *
     * @param ballots each of {@code width} finite ciphertexts
     */
    public static Ciphertexts of(List<List<Ciphertext>> ballots, int width) {
        byte[] bytes = new byte[Math.multiplyExact(ballots.size(), BYTES * width)];
        int at = 0;
        for (List<Ciphertext> ballot : ballots) {
            if (ballot.size() != width) {
                throw new IllegalArgumentException("a ballot has as many ciphertexts as the contest is wide");
            }
            for (Ciphertext ciphertext : ballot) {
                Points.write(ciphertext.alpha(), bytes, at++);
                Points.write(ciphertext.beta(), bytes, at++);
            }
        }
        return new Ciphertexts(bytes, width);
    }

    /**
     * Puts lists together, each of any number of whole ballots and with points that were checked before.
     *
     * @throws IllegalArgumentException if one does not hold whole ballots
     */
    public static Ciphertexts join(List<byte[]> lists, int width) {
        int length =
                Math.toIntExact(lists.stream().mapToLong(list -> list.length).sum());
        byte[] bytes = new byte[length];
        int at = 0;
        for (byte[] list : lists) {
            if (list.length % (BYTES * width) != 0) {
                throw new IllegalArgumentException("a list of ciphertexts does not hold whole ballots");
            }
            System.arraycopy(list, 0, bytes, at, list.length);
            at += list.length;
        }
        return new Ciphertexts(bytes, width);
    }

    /** Takes over bytes that this package wrote. */
    static Ciphertexts ofWritten(byte[] bytes, int width) {
        return new Ciphertexts(bytes, width);
    }

    /** Number of ballots, {@code N}. */
    public int size() {
        return bytes.length / (BYTES * width);
    }

    /** Ciphertexts of one ballot, {@code w}. */
    public int width() {
        return width;
    }

    /** The ciphertext at component {@code k} of ballot {@code i}, both from 0. */
    public Ciphertext get(int i, int k) {
        return new Ciphertext(alpha(i, k), beta(i, k));
    }

    Point alpha(int i, int k) {
        return Points.read(bytes, 2 * (i * width + k));
    }

    Point beta(int i, int k) {
        return Points.read(bytes, 2 * (i * width + k) + 1);
    }

    /** All ciphertexts in order. */
    public List<Ciphertext> all() {
        List<Ciphertext> all = new ArrayList<>(size() * width);
        for (int i = 0; i < size(); i++) {
            for (int k = 0; k < width; k++) {
                all.add(get(i, k));
            }
        }
        return all;
    }

    /** The published bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** For this package, which does not write to them. */
    byte[] shared() {
        return bytes;
    }

    /** SHA-256 of the published bytes: how {@code tally} and {@code shuffle} entries name what a mixer works on. */
    public Hash hash() {
        return Hash.sha256(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ciphertexts that && width == that.width && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Ciphertexts[" + size() + " ballots of " + width + "]";
    }
}
