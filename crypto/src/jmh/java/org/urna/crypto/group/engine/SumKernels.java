// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole sums of points: the public method that verifies, and the two regular ones that mix. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SumKernels {

    @Param({"38", "1000", "20000"})
    private int count;

    private long[] points;
    private long[] scalars;
    private long[][] separate;
    private byte[][] factors;
    private byte[][] opposites;
    private RegularTable table;

    @Setup
    public void setUp() {
        var curve = CustomNamedCurves.getByName("P-256");
        Random random = new Random(1);
        ECPoint[] all = new ECPoint[count];
        points = new long[count * Curve.AFFINE];
        scalars = new long[count * Order.LIMBS];
        separate = new long[count][];
        factors = new byte[count][];
        opposites = new byte[count][];
        ECPoint point = curve.getG().twice();
        for (int i = 0; i < count; i++) {
            point = point.add(curve.getG());
            all[i] = point;
        }
        curve.getCurve().normalizeAll(all);
        for (int i = 0; i < count; i++) {
            Coordinates.read(points, i * Curve.AFFINE, all[i].getEncoded(false), 1);
            separate[i] = Arrays.copyOfRange(points, i * Curve.AFFINE, (i + 1) * Curve.AFFINE);
            // As in ballots: a third of the factors is long, the others are weights.
            BigInteger factor = new BigInteger(i % 3 == 0 ? 255 : 128, random).setBit(7);
            System.arraycopy(Order.limbs(factor), 0, scalars, i * Order.LIMBS, Order.LIMBS);
            factors[i] = padded(new BigInteger(255, random).setBit(7));
            opposites[i] = padded(curve.getN().subtract(new BigInteger(1, factors[i])));
        }
        table = new RegularTable(separate[0]);
    }

    private static byte[] padded(BigInteger value) {
        byte[] raw = value.toByteArray();
        byte[] bytes = new byte[32];
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, bytes, 32 - length, length);
        return bytes;
    }

    /** {@code factor*point + …}, as in verifying. */
    @Benchmark
    public long[] sum() {
        return PointSum.of(points, scalars, count);
    }

    /** One base times every factor, as in re-encrypting. */
    @Benchmark
    public long[][] regularMultiples() {
        return RegularSums.of(count, List.of(new RegularTerms(table, factors, opposites)), new long[0][]);
    }

    /** {@code factor*point + …} for secret factors, as in proving a shuffle. */
    @Benchmark
    public long[] regularSum() {
        return RegularCombination.of(separate, factors, opposites);
    }
}
