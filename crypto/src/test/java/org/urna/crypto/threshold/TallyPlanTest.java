// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.urna.crypto.record.Manifest;

/** C5: what too few ballots stand behind is not decrypted, unless the manifest says in writing that it is. */
class TallyPlanTest {

    private static final String LIMIT = "\"minBallots\":10";

    /** A contest of sections north and south, counted by section, and one of the north only. */
    private static Manifest manifest(String limit, String overrides) throws Exception {
        String text = Files.readString(Path.of("..", "docs", "examples", "manifest.json"));
        assertThat(text).contains(LIMIT, "\"overrides\":[]");
        return Manifest.read(text.replace(LIMIT, limit)
                .replace("\"overrides\":[]", "\"overrides\":[" + overrides + "]")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Iterable<TallySlot> plan(Manifest manifest, int north, int south) {
        Map<String, Integer> ballots = Map.of("north", north, "south", south);
        return TallyPlan.of(manifest, (contest, section) -> {
            int count = ballots.getOrDefault(section, 0);
            return new TallyPlan.Count(count, count);
        });
    }

    @Test
    void asManyBallotsAsAreNeededAreCountedBySection() throws Exception {
        assertThat(plan(manifest(LIMIT, ""), 10, 10))
                .containsExactly(
                        new TallySlot("chair", "north", 10, 10, true),
                        new TallySlot("chair", "south", 10, 10, true),
                        new TallySlot("council", "", 10, 10, true));
    }

    @Test
    void aSectionWithOneTooFewIsCountedWithTheOthersOnly() throws Exception {
        assertThat(plan(manifest(LIMIT, ""), 10, 9))
                .containsExactly(new TallySlot("chair", "", 19, 19, true), new TallySlot("council", "", 10, 10, true));
    }

    @Test
    void aContestWithOneTooFewIsNotDecrypted() throws Exception {
        assertThat(plan(manifest(LIMIT, ""), 9, 0))
                .containsExactly(new TallySlot("chair", "", 9, 9, false), new TallySlot("council", "", 9, 9, false));
    }

    @Test
    void fewerAreCountedOnlyWhereTheManifestDepartsFromTheRuleWithAReason() throws Exception {
        String reason = "{\"rule\":\"min-ballots\",\"reason\":\"a committee of five\"}";

        assertThat(manifest("\"minBallots\":3", "").problems()).hasSize(1);
        assertThat(manifest("\"minBallots\":3", reason).problems()).isEmpty();
        assertThat(plan(manifest("\"minBallots\":3", reason), 3, 3))
                .allMatch(TallySlot::counted)
                .hasSize(3);
    }
}
