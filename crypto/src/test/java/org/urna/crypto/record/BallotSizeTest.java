// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Property;

@DisplayName("B3 the largest ballot is known at set-up")
class BallotSizeTest {

    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void everyBallotEntryOfAStyleHasExactlyTheComputedLength() {
        Property.holds(60, random -> {
            Samples samples = new Samples(random.nextLong());
            List<Contest> contests = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                int n = 1 + random.nextInt(4);
                int most = 1 + random.nextInt(3);
                int max = 1 + random.nextInt(n * most);
                String id = "c".repeat(1 + random.nextInt(28)) + i;
                contests.add(
                        random.nextInt(3) == 0
                                ? ManifestSamples.ranked(id, n, 1 + random.nextInt(n))
                                : ManifestSamples.additive(
                                        id, n, random.nextInt(max + 1), max, most, random.nextBoolean()));
            }
            check(new ManifestSamples(samples).good(contests), samples);
        });
    }

    @Test
    void aRankingTooLongForOnePointTakesTwo() throws MalformedException {
        RankedContest contest = ManifestSamples.ranked("board", 60, 60);
        Samples samples = new Samples(1);

        assertThat(contest.components()).isEqualTo(2);
        check(new ManifestSamples(samples).good(List.of(contest)), samples);
    }

    @Test
    void aBallotThatNoEntryHoldsIsAProblemOfTheManifest() {
        Manifest fits = withOptions(40, 1);
        Manifest tooLong = withOptions(40, 5);

        assertThat(fits.problems()).isEmpty();
        assertThat(tooLong.maxBallotBytes()).isGreaterThan(Entry.MAX_BYTES);
        assertThat(tooLong.problems()).extracting(Problem::rule).containsOnly("ballot-size");
    }

    @Test
    void hugeNumbersDoNotOverflow() {
        Manifest huge = withOptions(100, Integer.MAX_VALUE);

        assertThat(huge.maxBallotBytes()).isGreaterThan(100L * Integer.MAX_VALUE);
    }

    private static Manifest withOptions(int n, int maxPerOption) {
        return new ManifestSamples(new Samples(1))
                .good(List.of(ManifestSamples.additive("chair", n, 0, Math.min(n, 5), maxPerOption, true)));
    }

    private static void check(Manifest manifest, Samples samples) throws MalformedException {
        Manifest.Style style = manifest.styles().get(0);
        byte[] entry = new CastRequest(samples.knowledge(), samples.ballot(manifest, style))
                .at(TIME)
                .write();

        assertThat(manifest.maxBallotBytes(style)).isEqualTo(entry.length);
        assertThat(manifest.maxBallotBytes()).isEqualTo(entry.length);
        assertThat(Entry.read(entry).write()).isEqualTo(entry);
    }
}
