// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;

/**
 * Numbers {@code first + i*step}, each with its multiples of some points, all of it public: every multiple costs one addition instead of a
 * multiplication, and anyone who knows the seed knows the numbers. For measuring only.
 */
final class Progression {

    /**
     * One of the numbers.
     *
     * @param value the number
     * @param multiples its multiples of the bases, in their order
     */
    record Term(Scalar value, List<Point> multiples) {

        /** The multiple of the first base. */
        Point point() {
            return multiples.get(0);
        }
    }

    private final List<Point> bases;
    private final Scalar first;
    private final Scalar step;
    private final List<Point> steps;

    /**
     * A progression.
     *
     * @param name others have another name
     * @param bases what is multiplied
     */
    Progression(long seed, String name, List<Point> bases) {
        this.bases = List.copyOf(bases);
        this.first =
                Transcript.of("bench").integer(seed).text(name).text("first").toScalar();
        this.step = Transcript.of("bench").integer(seed).text(name).text("step").toScalar();
        this.steps = multiples(step);
        Point.normalize(steps);
    }

    private List<Point> multiples(Scalar factor) {
        return bases.stream().map(base -> base.times(factor)).toList();
    }

    /** The terms from number {@code index} on. */
    Run from(long index) {
        return new Run(first.plus(step.times(Scalar.of(index))));
    }

    /**
     * The first terms as encryptions under the second base, which is the key; the first base must be {@code G}.
     *
     * @param message what each is of, by its number from 0; few different ones
     */
    List<Ciphertext> encrypted(int count, IntUnaryOperator message) {
        Map<Integer, Point> messages = new HashMap<>();
        List<Ciphertext> ciphertexts = new ArrayList<>(count);
        List<Point> points = new ArrayList<>(2 * count);
        Run run = from(0);
        for (int i = 0; i < count; i++) {
            Term r = run.next();
            Point m = messages.computeIfAbsent(message.applyAsInt(i), each -> Point.G.times(Scalar.of(each)));
            Ciphertext ciphertext =
                    new Ciphertext(r.point(), r.multiples().get(1).plus(m));
            ciphertexts.add(ciphertext);
            points.add(ciphertext.alpha());
            points.add(ciphertext.beta());
        }
        Point.normalize(points);
        return ciphertexts;
    }

    /** Terms one after another. Not safe for concurrent use. */
    final class Run {

        private Scalar value;
        private List<Point> multiples;

        private Run(Scalar value) {
            this.value = value;
            this.multiples = multiples(value);
        }

        /** The next one; its points are best normalized together with others before they are written. */
        Term next() {
            Term term = new Term(value, multiples);
            List<Point> sums = new ArrayList<>(multiples.size());
            for (int i = 0; i < steps.size(); i++) {
                sums.add(multiples.get(i).plus(steps.get(i)));
            }
            value = value.plus(step);
            multiples = sums;
            return term;
        }
    }
}
