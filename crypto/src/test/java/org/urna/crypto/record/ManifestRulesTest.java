// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.crypto.MalformedException;

class ManifestRulesTest {

    private final ManifestSamples samples = new ManifestSamples(new Samples(7));
    private final Manifest good = samples.good(
            List.of(ManifestSamples.additive("chair", 3, 1, 2, 1, true), ManifestSamples.ranked("board", 3, 3)));

    @Test
    void aGoodManifestHasNoProblems() {
        assertThat(good.problems()).isEmpty();
        assertThat(samples.good().problems()).isEmpty();
    }

    /** Each row replaces one piece of the good manifest's writing, and names the rules that are then broken. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "threshold":2|"threshold":1|threshold
            "threshold":2|"threshold":4|threshold
            "threshold":2|"threshold":3|all-trustees
            "mixers":2|"mixers":1|mixers
            "mixers":2|"mixers":4|mixers
            "quorum":1|"quorum":2|quorum
            "maxGapMinutes":5|"maxGapMinutes":0|max-gap
            "minBallots":10|"minBallots":9|min-ballots
            "overrides":[]|"overrides":[{"rule":"other","reason":"because"}]|overrides
            "size":1000|"size":0|roll
            "size":1000|"size":100|ranking-signature
            "replacements":20|"replacements":51|roll
            "closes":"2026-11-22T12:00:00Z"|"closes":"2026-11-21T12:00:00Z"|schedule
            "disputeEnds":"2026-12-22T12:00:00Z"|"disputeEnds":"2026-11-22T11:59:00Z"|schedule
            "languages":["en","de-CH"]|"languages":["en","en"]|languages
            "languages":["en","de-CH"]|"languages":["de-CH","en"]|texts
            "title":{"en":"An election"}|"title":{"en":"A","fr":"B"}|texts
            "title":{"en":"An election"}|"title":{"de-CH":"Eine Wahl"}|texts
            "origin":"urna.example/e/1"|"origin":"urna.example/e/2"|board-key
            "origin":"urna.example/e/1"|"origin":"witness.example"|witness-key
            "section":"south"|"section":"west"|styles
            "contests":["chair","board"]}]|"contests":["board","chair"]}]|styles
            "contests":["chair","board"]}]|"contests":["chair","chair"]}]|styles
            "contests":["chair","board"]}]|"contests":[]}]|styles
            "contests":["chair","board"]}]|"contests":["chair","other"]}]|styles
            "sections":[{"id":"north"|"sections":[{"id":"south"|sections
            "styles":[{"id":"north"|"styles":[{"id":"south"|styles
            {"id":"chair"|{"id":"board"|contests
            "rule":"plurality-1"|"rule":"plurality-2"|rule
            "rule":"plurality-1"|"rule":"irv-1"|rule
            "rule":"irv-1"|"rule":"plurality-1"|rule
            "seats":1|"seats":0|seats
            "seats":1|"seats":4|seats
            "min":1|"min":3|sum-bounds
            "max":2|"max":4|sum-bounds
            "min":1,"max":2|"min":0,"max":0|sum-bounds
            "maxPerOption":1|"maxPerOption":0|sum-bounds
            "maxRanks":3|"maxRanks":0|max-ranks
            "maxRanks":3|"maxRanks":4|max-ranks
            "bySection":false|"bySection":false,"x":1|malformed
            """)
    void aBrokenRuleIsNamed(String from, String to, String rule) {
        String text = new String(good.write(), StandardCharsets.US_ASCII);
        assertThat(text).contains(from);
        String bent = text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        Manifest manifest;
        try {
            manifest = Manifest.read(bent.getBytes(StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            assertThat(rule).isEqualTo("malformed");
            return;
        }

        assertThat(manifest.problems()).extracting(Problem::rule).contains(rule);
    }

    @Test
    void aVerifierKeyUnderTheIdOfAnotherIsRefused() {
        String text = new String(good.write(), StandardCharsets.US_ASCII);
        Matcher id = Pattern.compile("\\+([0-9a-f]{8})\\+").matcher(text);
        assertThat(id.find()).isTrue();
        String other = id.group(1).equals("01234567") ? "01234568" : "01234567";
        String bent = text.substring(0, id.start(1)) + other + text.substring(id.end(1));

        assertThatThrownBy(() -> Manifest.read(bent.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("verifier key");
    }

    /** F4 A threshold of all trustees is one of the departures that need a reason in words. */
    @Test
    void aRuleDepartedFromOnPurposeIsNoProblem() {
        Manifest manifest = edited(text -> text.replace("\"threshold\":2", "\"threshold\":3")
                .replace("\"minBallots\":10", "\"minBallots\":1")
                .replace("\"size\":1000", "\"size\":20")
                .replace(
                        "\"overrides\":[]",
                        "\"overrides\":[{\"rule\":\"all-trustees\",\"reason\":\"a\"},{\"rule\":\"min-ballots\",\"reason\":\"b\"},"
                                + "{\"rule\":\"ranking-signature\",\"reason\":\"c\"}]"));

        assertThat(manifest.problems()).isEmpty();
    }

    @Test
    void twoOfficersNeedTwoKeys() {
        String first = good.officers().get(0).key().jwk();
        String second = good.officers().get(1).key().jwk();

        Manifest manifest = edited(text -> text.replace(second, first));

        assertThat(manifest.problems()).extracting(Problem::rule).containsExactly("officers");
    }

    @Test
    void lookUpsFollowTheManifestsOrder() {
        Manifest manifest = edited(text -> text.replace(
                "\"section\":\"south\",\"contests\":[\"chair\",\"board\"]",
                "\"section\":\"south\",\"contests\":[\"board\"]"));

        assertThat(manifest.problems()).isEmpty();
        Manifest.Style south = manifest.style("south").orElseThrow();
        assertThat(manifest.contestsOf(south)).extracting(Contest::id).containsExactly("board");
        assertThat(manifest.sectionsOf(manifest.contest("chair").orElseThrow())).containsExactly("north");
        assertThat(manifest.sectionsOf(manifest.contest("board").orElseThrow())).containsExactly("north", "south");
        assertThat(manifest.contest("other")).isEmpty();
        assertThat(manifest.style("other")).isEmpty();
        assertThat(manifest.maxBallotBytes())
                .isEqualTo(manifest.maxBallotBytes(manifest.styles().get(0)));
    }

    @Test
    @DisplayName("B4 weights over the decryptable range are refused at set-up")
    void weightsMustStayDecryptable() {
        long most = 1L << 36;

        assertThat(good.weightProblems(Map.of("north", most - 1, "south", 1L), Set.of()))
                .isEmpty();
        assertThat(good.weightProblems(Map.of("north", most, "south", 1L), Set.of()))
                .extracting(Problem::rule)
                .containsExactly("weight-sum");
        assertThat(good.weightProblems(Map.of("north", Long.MAX_VALUE, "south", Long.MAX_VALUE), Set.of()))
                .extracting(Problem::rule)
                .containsExactly("weight-sum");
        assertThat(good.weightProblems(Map.of("north", 5L), Set.of("north")))
                .extracting(Problem::rule)
                .containsExactly("weight-ranked");
    }

    @Test
    void aLongManifestIsAnArtifact() throws MalformedException {
        Instant time = Instant.parse("2026-11-21T10:00:00Z");
        Manifest shorter = samples.good(List.of(ManifestSamples.additive("chair", 500, 1, 1, 1, true)));
        Manifest longer = samples.good(List.of(ManifestSamples.additive("chair", 1100, 1, 1, 1, true)));

        ManifestEntry inline = ManifestEntry.of(time, shorter);
        ManifestEntry artifact = ManifestEntry.of(time, longer);

        assertThat(inline.manifest()).isEqualTo(shorter);
        assertThat(artifact.manifest()).isNull();
        assertThat(artifact.artifact()).isEqualTo(Artifact.of(longer.write()));
        assertThat(Entry.read(artifact.write())).isEqualTo(artifact);
        assertThat(Manifest.read(longer.write())).isEqualTo(longer);
        assertThatThrownBy(() -> new ManifestEntry(time, longer, null).write())
                .isInstanceOf(IllegalArgumentException.class);
        String spliced = "{\"type\":\"manifest\",\"time\":\"2026-11-21T10:00:00Z\",\"manifest\":"
                + new String(longer.write(), StandardCharsets.US_ASCII) + "}";
        byte[] tooLong = spliced.getBytes(StandardCharsets.US_ASCII);
        assertThat(tooLong).hasSizeBetween(Manifest.MAX_INLINE, Entry.MAX_BYTES);
        assertThatThrownBy(() -> Entry.read(tooLong))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("too long to stand in its entry");
    }

    private Manifest edited(UnaryOperator<String> edit) {
        String text = new String(good.write(), StandardCharsets.US_ASCII);
        String bent = edit.apply(text);
        assertThat(bent).isNotEqualTo(text);
        try {
            return Manifest.read(bent.getBytes(StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
