// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * References and numbers within a draft whose form the API's schema has checked already: names that point somewhere, thresholds, ranges of
 * choices, order of times (docs/protocol.md §4).
 */
final class DraftRules {

    private static final long MAX_TOTAL = 1L << 36;

    private final JsonNode draft;
    private final List<DraftProblem> problems = new ArrayList<>();

    private DraftRules(JsonNode draft) {
        this.draft = draft;
    }

    static List<DraftProblem> problems(JsonNode draft) {
        DraftRules rules = new DraftRules(draft);
        rules.languages();
        rules.people();
        rules.schedule();
        rules.papers();
        rules.contests();
        return rules.problems;
    }

    private void require(boolean holds, String pointer, String rule, String reason) {
        if (!holds) {
            problems.add(new DraftProblem(pointer, rule, reason));
        }
    }

    private void languages() {
        String first = draft.path("languages").path(0).asText("en");
        texts(draft, "", first);
    }

    /** Every object named title, name, detail or description holds a text in the first language. */
    private void texts(JsonNode node, String pointer, String first) {
        node.properties().forEach(member -> {
            String below = pointer + "/" + member.getKey();
            if (Set.of("title", "name", "detail", "description").contains(member.getKey())
                    && member.getValue().isObject()) {
                require(
                        member.getValue().has(first),
                        below,
                        "first-language",
                        "a text in the first language, " + first + ", is needed everywhere");
            } else {
                texts(member.getValue(), below, first);
            }
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                texts(node.get(i), pointer + "/" + i, first);
            }
        }
    }

    private void people() {
        int n = draft.path("trustees").size();
        int t = draft.path("threshold").asInt();
        require(2 * t > n && t <= n, "/threshold", "threshold", "more than half of the trustees, and at most all");
        require(
                t < n || overridden("all-trustees"),
                "/threshold",
                "all-trustees",
                "when all trustees are needed, the loss of one key loses the election: override it in words");
        int mixers = draft.path("mixers").asInt(Math.max(2, t));
        require(
                (mixers >= 2 && mixers <= n) || overridden("mixers"),
                "/mixers",
                "mixers",
                "at least two mixers, and no more than there are trustees");
        distinct("/trustees", draft.path("trustees"), "thumbprint");
        distinct("/officers", draft.path("officers"), "key");
        require(
                draft.path("quorum").asInt(0) <= draft.path("witnesses").size(),
                "/quorum",
                "quorum",
                "no more than there are witnesses");
        boolean separate = draft.path("registrar").path("mode").asText("server").equals("separate");
        require(
                separate == draft.path("registrar").has("key"),
                "/registrar/key",
                "registrar-key",
                "a key is given in mode separate, and only there");
    }

    private void schedule() {
        JsonNode schedule = draft.path("schedule");
        String opens = schedule.path("opens").asText();
        String closes = schedule.path("closes").asText();
        require(opens.compareTo(closes) < 0, "/schedule/closes", "schedule", "the election closes after it opens");
        require(
                schedule.path("disputeEnds").asText(closes).compareTo(closes) >= 0,
                "/schedule/disputeEnds",
                "schedule",
                "the dispute period does not end before the election closes");
        require(
                draft.path("minBallots").asInt(10) >= 10 || overridden("min-ballots"),
                "/minBallots",
                "min-ballots",
                "fewer than ten ballots may betray votes: override it in words");
    }

    private void papers() {
        Set<String> sections = distinct("/sections", draft.path("sections"), "id");
        Set<String> contests = distinct("/contests", draft.path("contests"), "id");
        distinct("/styles", draft.path("styles"), "id");
        JsonNode styles = draft.path("styles");
        Set<String> used = new HashSet<>();
        for (int i = 0; i < styles.size(); i++) {
            JsonNode style = styles.get(i);
            String at = "/styles/" + i;
            require(sections.contains(style.path("section").asText()), at + "/section", "section", "no such section");
            Set<String> listed = new HashSet<>();
            for (JsonNode contest : style.path("contests")) {
                require(contests.contains(contest.asText()), at + "/contests", "contest", "no such contest");
                require(listed.add(contest.asText()), at + "/contests", "contest-twice", "a contest stands twice");
            }
            used.addAll(listed);
        }
        require(used.containsAll(contests), "/contests", "contest-unused", "every contest stands on some ballot style");
    }

    private void contests() {
        JsonNode contests = draft.path("contests");
        for (int i = 0; i < contests.size(); i++) {
            JsonNode contest = contests.get(i);
            String at = "/contests/" + i;
            long options = contest.path("options").size();
            long perOption = contest.path("maxPerOption").asLong(1);
            long min = contest.path("min").asLong(0);
            long max = contest.path("max").asLong(1);
            require(
                    min <= max && max <= options * perOption && options * perOption < MAX_TOTAL,
                    at,
                    "range",
                    "0 <= min <= max <= options times maxPerOption is needed");
            require(contest.path("seats").asLong() <= options, at + "/seats", "seats", "no more seats than options");
        }
    }

    private Set<String> distinct(String pointer, JsonNode list, String member) {
        Set<String> seen = new HashSet<>();
        for (JsonNode each : list) {
            require(seen.add(asText(each.path(member))), pointer, member + "-twice", "one " + member + " stands twice");
        }
        return seen;
    }

    private static String asText(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private boolean overridden(String rule) {
        for (JsonNode override : draft.path("overrides")) {
            if (override.path("rule").asText().equals(rule)) {
                return true;
            }
        }
        return false;
    }
}
