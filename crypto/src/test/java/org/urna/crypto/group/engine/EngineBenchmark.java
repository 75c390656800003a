// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;

/** Prints what the engine's operations cost beside Bouncy Castle's, in microseconds of one thread's processor time, taken in turns. */
public final class EngineBenchmark {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");
    private static final int MOST = 20_000;

    private final ECPoint[] points = new ECPoint[MOST];
    private final BigInteger[] factors = new BigInteger[MOST];
    private final long[] limbs = new long[MOST * Curve.AFFINE];
    private final long[] scalars = new long[MOST * Order.LIMBS];

    private EngineBenchmark() {
        Random random = new Random(1);
        for (int i = 0; i < MOST; i++) {
            points[i] = i == 0 ? CURVE.getG().twice() : points[i - 1].add(CURVE.getG());
            // As in ballots: a third of the factors is long, the others are weights.
            factors[i] = new BigInteger(i % 3 == 0 ? 255 : 128, random);
            System.arraycopy(Order.limbs(factors[i]), 0, scalars, i * Order.LIMBS, Order.LIMBS);
        }
        CURVE.getCurve().normalizeAll(points);
        for (int i = 0; i < MOST; i++) {
            Coordinates.read(limbs, i * Curve.AFFINE, points[i].getEncoded(false), 1);
        }
    }

    public static void main(String[] args) {
        EngineBenchmark benchmark = new EngineBenchmark();
        System.out.printf("%-32s %10s %10s %7s%n", "", "engine", "library", "ratio");
        benchmark.products();
        benchmark.multiplication();
        for (int count : new int[] {3, 38, 1000, MOST}) {
            benchmark.sum(count);
        }
    }

    private void products() {
        ECFieldElement x = points[1].getAffineXCoord();
        ECFieldElement y = points[1].getAffineYCoord();
        long[] r = new long[Field.LIMBS];
        row(
                "1000 field products",
                300,
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        Product.multiply(r, 0, limbs, i * Curve.AFFINE, limbs, i * Curve.AFFINE + Field.LIMBS);
                    }
                },
                () -> {
                    ECFieldElement product = x;
                    for (int i = 0; i < 1000; i++) {
                        product = product.multiply(y);
                    }
                });
    }

    private void multiplication() {
        long[] factor = Order.limbs(factors[0]);
        row(
                "one multiplication",
                100,
                () -> Coordinates.affine(Coordinates.times(limbs, factor)),
                () -> points[0].multiply(factors[0]).normalize());
    }

    private void sum(int count) {
        ECPoint[] some = Arrays.copyOf(points, count);
        BigInteger[] their = Arrays.copyOf(factors, count);
        row(
                "sum of " + count + " multiples",
                Math.max(3, 2000 / count),
                () -> PointSum.of(limbs, scalars, count),
                () -> {
                    if (count < MOST) {
                        ECAlgorithms.sumOfMultiplies(some, their).normalize();
                    }
                });
    }

    private static void row(String name, int rounds, Runnable engine, Runnable library) {
        double ours = Double.MAX_VALUE;
        double theirs = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            ours = Math.min(ours, micros(engine));
            theirs = Math.min(theirs, micros(library));
        }
        System.out.printf("%-32s %10.1f %10.1f %7.2f%n", name, ours, theirs, theirs / ours);
    }

    private static double micros(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e3;
    }
}
