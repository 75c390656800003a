// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code stv-meek-nz}: Meek's method as in New Zealand, Local Electoral Regulations 2001, schedule 1A ({@code docs/counting.md}).
 * Numbers in comments are its clauses.
 *
 * <p>Nine decimals. Each iteration distributes all ballots anew by the candidates' keep values; a stage is as many iterations as it
 * takes until somebody is elected or excluded. What a ballot gives a candidate is rounded up and taken from the rest of the
 * ballot, so that no ballot counts for more or less than one vote. Ties look back to the first iteration at which the tied
 * differed, then to the published lot, which takes the place of the regulations' generator.
 */
record StvMeekNz() implements RankedRule {

    private static final int DIGITS = 9;
    private static final long UNIT = 1_000_000_000;

    /** 13: a total surplus below this is none. */
    private static final Fraction NEGLIGIBLE = Fraction.decimal(1, 4);

    @Override
    public String name() {
        return "stv-meek-nz";
    }

    @Override
    public Count count(RankedInput input) {
        return new Counting(new Sheet(name(), input, DIGITS, LookBack.FIRST), input.seats()).count();
    }

    private static final class Counting {

        private final Sheet sheet;
        private final int seats;

        /** By candidate, in billionths; 0 for the excluded and the withdrawn (8, 9). */
        private final long[] keep;

        private Fraction quota = Fraction.ZERO;

        Counting(Sheet sheet, int seats) {
            this.sheet = sheet;
            this.seats = seats;
            boolean[] standing = sheet.available();
            keep = new long[standing.length];
            for (int candidate = 0; candidate < keep.length; candidate++) {
                keep[candidate] = standing[candidate] ? UNIT : 0;
            }
        }

        Count count() {
            boolean stage = iterate();
            while (!sheet.isOver()) {
                if (stage) {
                    sheet.begin(Count.Kind.ITERATION, List.of());
                }
                stage = iterate();
            }
            return sheet.count();
        }

        /** One iteration; whether it ended a stage. */
        private boolean iterate() {
            distribute();
            quota = Fraction.of(sheet.ballots().valid())
                    .minus(sheet.nonTransferable())
                    .over(Fraction.of(seats + 1L))
                    .cut(DIGITS)
                    .plus(Fraction.decimal(1, DIGITS)); // 5, 11
            List<Integer> reached = sheet.continuing().stream()
                    .filter(candidate -> sheet.votes(candidate).compareTo(quota) >= 0)
                    .toList(); // 6, 12
            sheet.electAll(reached);
            electRest();
            List<BigDecimal> kept = shownKeep();
            int excluded = sheet.isOver() ? 0 : exclude(surplus());
            boolean changed = !sheet.isOver() && updateKeep();
            if (!sheet.isOver() && excluded == 0 && reached.isEmpty() && !changed) { // 23
                excluded = exclude(Fraction.ZERO);
            }
            boolean stage = !reached.isEmpty() || excluded != 0 || sheet.isOver();
            if (stage) {
                sheet.end(quota.toDecimal(DIGITS), kept);
            }
            return stage;
        }

        /** 3: hopeful candidates for whom there is room become successful. */
        private void electRest() {
            if (!sheet.isOver() && sheet.continuing().size() <= sheet.seatsLeft()) {
                sheet.electAll(sheet.continuing());
            }
        }

        /** 10: each ballot along its preferences. */
        private void distribute() {
            Ballots ballots = sheet.ballots();
            boolean[] open = new boolean[keep.length];
            for (int candidate = 0; candidate < keep.length; candidate++) {
                open[candidate] = keep[candidate] > 0;
            }
            long[] votes = new long[keep.length];
            long exhausted = 0;
            for (int i = 0; i < ballots.rankings().length; i++) {
                Ranking ranking = ballots.rankings()[i];
                long rest = UNIT;
                int place = ranking.next(0, open);
                while (rest > 0 && place != Ranking.NONE) {
                    int candidate = ranking.at(place);
                    long given = roundedUp(rest * keep[candidate]);
                    votes[candidate] += given * ballots.papers()[i];
                    rest -= given;
                    place = ranking.next(place + 1, open);
                }
                exhausted += rest * ballots.papers()[i];
            }
            sheet.set(
                    Arrays.stream(votes)
                            .mapToObj(each -> Fraction.decimal(each, DIGITS))
                            .toList(),
                    Fraction.decimal(exhausted, DIGITS));
            sheet.point();
        }

        private static long roundedUp(long product) {
            return (product + UNIT - 1) / UNIT;
        }

        private Fraction surplus() {
            return sheet.elected().stream()
                    .map(candidate -> sheet.votes(candidate).minus(quota))
                    .filter(each -> each.signum() > 0)
                    .reduce(Fraction.ZERO, Fraction::plus);
        }

        /** 13: excludes the lowest if the surplus cannot lift anybody past another, or is negligible; 0 if neither. */
        private int exclude(Fraction surplus) {
            List<Fraction> ascending =
                    sheet.continuing().stream().map(sheet::votes).sorted().toList();
            boolean safe =
                    ascending.size() > 1 && ascending.get(0).plus(surplus).compareTo(ascending.get(1)) < 0;
            if (!safe && surplus.compareTo(NEGLIGIBLE) >= 0) {
                return 0;
            }
            int lowest = sheet.lowest(sheet.continuing());
            sheet.exclude(lowest);
            keep[lowest] = 0;
            electRest();
            return lowest;
        }

        /** 7: keep value times quota / votes, each step rounded up; whether one changed. */
        private boolean updateKeep() {
            boolean changed = false;
            for (int candidate : sheet.elected()) {
                if (sheet.votes(candidate).compareTo(quota) > 0) {
                    Fraction product =
                            up(Fraction.decimal(keep[candidate], DIGITS).times(quota));
                    long next = up(product.over(sheet.votes(candidate)))
                            .toDecimal(DIGITS)
                            .unscaledValue()
                            .longValueExact();
                    if (next
                            < keep[candidate]) { // rounding up twice can lift a tiny value, which would raise the quota
                        keep[candidate] = next;
                        changed = true;
                    }
                }
            }
            return changed;
        }

        private static Fraction up(Fraction exact) {
            Fraction cut = exact.cut(DIGITS);
            return cut.equals(exact) ? exact : cut.plus(Fraction.decimal(1, DIGITS));
        }

        private List<BigDecimal> shownKeep() {
            return IntStream.range(1, keep.length)
                    .mapToObj(candidate -> BigDecimal.valueOf(keep[candidate], DIGITS))
                    .toList();
        }
    }
}
