// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code stv-ers97}: R. A. Newland and F. S. Britton, How to conduct an election by the single transferable vote, third edition
 * 1997, rules 5.1 to 6.25 ({@code docs/counting.md}). Numbers in comments are its paragraphs.
 */
record StvErs97() implements RankedRule {

    private static final int DIGITS = 2;

    @Override
    public String name() {
        return "stv-ers97";
    }

    @Override
    public Count count(RankedInput input) {
        return new Counting(new Sheet(name(), input, DIGITS, LookBack.FIRST), input.seats()).count();
    }

    private static final class Counting {

        private final Sheet sheet;
        private final int seats;
        private final Piles piles;
        private Fraction quota = Fraction.ZERO;

        Counting(Sheet sheet, int seats) {
            this.sheet = sheet;
            this.seats = seats;
            this.piles = sheet.firstPreferences();
        }

        Count count() {
            sheet.point();
            quota = quota();
            electReached();
            finishStage();
            while (!sheet.isOver()) {
                int together = excludable();
                if (together == 0) {
                    transferSurplus(sheet.highest(withSurplus())); // 5.2.3
                } else {
                    exclude(lowest(together));
                }
                finishStage();
            }
            return sheet.count();
        }

        /** 5.1.6, and 5.4.8 with what is non-transferable by then left out. */
        private Fraction quota() {
            Fraction exact = Fraction.of(sheet.ballots().valid())
                    .minus(sheet.nonTransferable())
                    .over(Fraction.of(seats + 1L));
            Fraction cut = exact.cut(DIGITS);
            return cut.equals(exact) ? exact : cut.plus(Fraction.decimal(1, DIGITS));
        }

        private Fraction surplus(int candidate) {
            return sheet.votes(candidate).minus(quota);
        }

        private List<Integer> withSurplus() {
            return sheet.elected().stream()
                    .filter(candidate -> surplus(candidate).signum() > 0)
                    .toList();
        }

        /** 5.1.7, 5.3.13, 5.4.9: in descending order, by the quota or by the share of the active votes that the seats left ask for. */
        private void electReached() {
            while (!sheet.isOver()) {
                List<Integer> order = sheet.ordered(sheet.continuing());
                Fraction most = sheet.votes(order.get(0));
                boolean share =
                        most.signum() > 0 && most.times(sheet.seatsLeft() + 1L).compareTo(activeVotes()) >= 0;
                if (!share && most.compareTo(quota) < 0) {
                    return;
                }
                List<Integer> equal = order.stream()
                        .filter(candidate -> sheet.votes(candidate).equals(most))
                        .toList();
                int room = sheet.seatsLeft();
                if (equal.size() > room) { // 5.6.2
                    if (!sheet.haveDiffered(equal.get(room - 1), equal.get(room))) {
                        return;
                    }
                    sheet.recordIfTied(order, room - 1, room);
                }
                equal.stream().limit(room).forEach(sheet::elect);
            }
        }

        /** 6.20: votes of continuing candidates and votes awaiting transfer; what else is valid is with the elected or gone. */
        private Fraction activeVotes() {
            Fraction active = Fraction.of(sheet.ballots().valid()).minus(sheet.nonTransferable());
            for (int candidate : sheet.elected()) {
                Fraction votes = sheet.votes(candidate);
                active = active.minus(votes.compareTo(quota) > 0 ? quota : votes);
            }
            return active;
        }

        /**
         * 5.2.2 and 5.2.5: how many of the lowest can go together, so that with the surpluses they do not exceed the next above;
         * 0 if the surpluses forbid it, and then the largest of these is transferred.
         */
        private int excludable() {
            List<Integer> order = sheet.ordered(sheet.continuing());
            int together = 0;
            Fraction sum = withSurplus().stream().map(this::surplus).reduce(Fraction.ZERO, Fraction::plus);
            for (int n = 1; n <= order.size() - sheet.seatsLeft(); n++) {
                sum = sum.plus(sheet.votes(order.get(order.size() - n)));
                if (sum.compareTo(sheet.votes(order.get(order.size() - n - 1))) <= 0) {
                    together = n;
                }
            }
            return together;
        }

        private List<Integer> lowest(int together) {
            List<Integer> order = sheet.ordered(sheet.continuing());
            int first = order.size() - together;
            sheet.recordIfTied(order, first, first - 1);
            return List.copyOf(order.subList(first, order.size()));
        }

        /** Between stages: all who are left, if there is room for them (4.3) or would be after the next exclusion (5.5.1). */
        private void finishStage() {
            if (!sheet.isOver() && sheet.continuing().size() <= sheet.seatsLeft()) {
                sheet.electAll(sheet.continuing());
            }
            if (!sheet.isOver()) {
                int together = excludable();
                if (together > 0 && sheet.continuing().size() - together == sheet.seatsLeft()) {
                    List<Integer> rest = new ArrayList<>(sheet.continuing());
                    rest.removeAll(lowest(together));
                    sheet.electAll(rest);
                }
            }
            sheet.end(quota.toDecimal(DIGITS));
        }

        /** 5.3, from the last batch that the candidate received. */
        private void transferSurplus(int candidate) {
            sheet.begin(Count.Kind.SURPLUS, List.of(candidate));
            Fraction surplus = surplus(candidate);
            List<Piles.Parcel> parcels = piles.takeAll(candidate);
            Piles.Parcel last = parcels.get(parcels.size() - 1);
            List<Piles.Sorted> sorted = piles.sort(last.groups(), sheet.available());
            long transferable = sorted.stream()
                    .filter(each -> each.to() != 0)
                    .mapToLong(Piles.Sorted::papers)
                    .sum();
            boolean reduced = last.value().times(transferable).compareTo(surplus) > 0;
            Fraction value = reduced ? surplus.over(Fraction.of(transferable)).cut(DIGITS) : last.value(); // 5.3.7
            for (Piles.Sorted each : sorted) {
                if (each.to() == 0) {
                    sheet.keep(candidate, each);
                } else {
                    sheet.move(candidate, each, value);
                    piles.give(each, value);
                }
            }
            sheet.loseBeyond(candidate, quota, reduced);
            sheet.point();
            electReached();
        }

        /** 5.4, batch by batch in descending order of value. */
        private void exclude(List<Integer> losers) {
            sheet.begin(Count.Kind.EXCLUSION, losers);
            losers.forEach(sheet::exclude);
            boolean moved = false;
            for (Map.Entry<Fraction, Map<Integer, List<Piles.Parcel>>> batch :
                    batches(losers).entrySet()) {
                if (sheet.isOver()) {
                    return; // 5.5.2
                }
                transferBatch(batch.getKey(), batch.getValue());
                moved = true;
            }
            if (!moved) {
                sheet.point();
            }
        }

        private SortedMap<Fraction, Map<Integer, List<Piles.Parcel>>> batches(List<Integer> losers) {
            SortedMap<Fraction, Map<Integer, List<Piles.Parcel>>> batches = new TreeMap<>(Comparator.reverseOrder());
            for (int loser : losers) {
                for (Piles.Parcel parcel : piles.takeAll(loser)) {
                    batches.computeIfAbsent(parcel.value(), value -> new TreeMap<>())
                            .computeIfAbsent(loser, from -> new ArrayList<>())
                            .add(parcel);
                }
            }
            return batches;
        }

        private void transferBatch(Fraction value, Map<Integer, List<Piles.Parcel>> byCandidate) {
            boolean[] available = sheet.available();
            Map<Integer, List<Piles.Sorted>> received = new HashMap<>();
            byCandidate.forEach((from, parcels) -> {
                for (Piles.Parcel parcel : parcels) {
                    for (Piles.Sorted sorted : piles.sort(parcel.groups(), available)) {
                        sheet.move(from, sorted, value);
                        if (sorted.to() != 0) {
                            received.computeIfAbsent(sorted.to(), to -> new ArrayList<>())
                                    .add(sorted);
                        }
                    }
                }
            });
            received.values().forEach(parts -> piles.give(Piles.Sorted.together(parts), value)); // one batch, 6.1
            sheet.point();
            if (sheet.elected().isEmpty()) {
                quota = quota(); // 5.4.8
            }
            electReached();
        }
    }
}
