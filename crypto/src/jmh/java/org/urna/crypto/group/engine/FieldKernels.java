// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECFieldElement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation of the field, each on the result of the one before, beside the library's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FieldKernels {

    private final long[] a = new long[Field.LIMBS];
    private final long[] b = new long[Field.LIMBS];
    private final RegularInversion inversion = new RegularInversion();
    private ECFieldElement library;
    private ECFieldElement factor;

    public FieldKernels() {
        byte[] bytes = new byte[64];
        new Random(1).nextBytes(bytes);
        bytes[0] = 0;
        bytes[32] = 0;
        Field.read(a, 0, bytes, 0);
        Field.read(b, 0, bytes, 32);
        var curve = CustomNamedCurves.getByName("P-256").getCurve();
        library = curve.fromBigInteger(new BigInteger(1, bytes, 0, 32));
        factor = curve.fromBigInteger(new BigInteger(1, bytes, 32, 32));
    }

    @Benchmark
    public long[] multiply() {
        Product.multiply(a, 0, a, 0, b, 0);
        return a;
    }

    @Benchmark
    public long[] square() {
        Product.square(a, 0, a, 0);
        return a;
    }

    @Benchmark
    public long[] invert() {
        Field.invert(a, 0, a, 0);
        return a;
    }

    @Benchmark
    public long[] invertRegularly() {
        inversion.invert(a);
        return a;
    }

    @Benchmark
    public ECFieldElement multiplyByTheLibrary() {
        library = library.multiply(factor);
        return library;
    }
}
