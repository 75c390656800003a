// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Manifest;
import org.urna.server.keys.ElectionKeys;
import org.urna.server.problem.Refusal;

/**
 * Holds a draft that may be incomplete against the rules that its manifest will be held against, and no others. What a missing part makes
 * wrong elsewhere is not said again.
 */
final class Examination {

    private static final Pattern OF_CONTEST = Pattern.compile("(/contests/[0-9]+)(?:/.*)?");

    /** Rules about the number of candidates. */
    private static final Set<String> COUNTING = Set.of("seats", "sum-bounds", "max-ranks");

    private final JsonNode draft;
    private final DraftForm form;

    Examination(JsonNode draft) {
        this.draft = draft;
        this.form = DraftForm.of(draft);
    }

    Examined examine(String election, ElectionKeys passing, int rollSize) {
        if (!form.faults().isEmpty()) {
            throw Drafts.refused(form.faults());
        }
        Manifest sketch;
        try {
            sketch = DraftReader.read(election, sketched(), passing, rollSize);
        } catch (MalformedException | IllegalArgumentException e) {
            throw Drafts.refused(List.of(new DraftProblem("", "form", String.valueOf(e.getMessage()))));
        }
        List<DraftProblem> missing = new ArrayList<>(form.missing());
        List<DraftProblem> problems = new ArrayList<>();
        for (DraftProblem problem :
                sketch.problems().stream().map(DraftProblem::of).toList()) {
            if (problem.pointer().equals("/roll/size")) {
                missing.add(new DraftProblem("/roll/size", "roll", "the roll has no members yet"));
            } else if (problem.rule().equals("candidates")) {
                missing.add(problem);
            } else if (!followsFromMissing(problem) && (rollSize > 0 || !Drafts.ROLL_RULES.contains(problem.rule()))) {
                problems.add(problem);
            }
        }
        JsonNode registrar = draft.path("registrar");
        if (registrar.path("mode").asText().equals("separate") && !registrar.has("key")) {
            missing.add(new DraftProblem("/registrar/key", "required", "the registrar's public key"));
        }
        problems.addAll(Drafts.door(draft, sketch));
        missing.addAll(Drafts.unconfirmed(draft));
        if (missing.isEmpty() && problems.isEmpty()) {
            problems.addAll(left(election, passing, rollSize));
        }
        return new Examined(sketch, missing, problems);
    }

    /** What only the whole shows: the same judgement as when the draft is frozen. */
    private List<DraftProblem> left(String election, ElectionKeys passing, int rollSize) {
        try {
            Manifest unused = Drafts.manifest(election, draft, passing, rollSize, Set.of());
            return List.of();
        } catch (Refusal e) {
            return Drafts.problems(e);
        }
    }

    private boolean followsFromMissing(DraftProblem problem) {
        Matcher contest = OF_CONTEST.matcher(problem.pointer());
        if (COUNTING.contains(problem.rule()) && contest.matches()) {
            JsonNode of = draft.at(contest.group(1));
            if (of.path("options").isEmpty() && of.path("candidates").isEmpty()) {
                return true;
            }
        }
        return form.missing().stream().map(DraftProblem::pointer).anyMatch(missing -> {
            if (isWithin(problem.pointer(), missing)) {
                return true;
            }
            return switch (missing) {
                case "/trustees" ->
                    Set.of("threshold", "all-trustees", "mixers").contains(problem.rule());
                case "/threshold" -> problem.rule().equals("mixers");
                case "/styles" -> problem.reason().equals("no style votes on it");
                case "/sections", "/contests" -> problem.rule().equals("styles");
                case "/schedule/opens", "/schedule/closes" -> problem.rule().equals("schedule");
                default -> false;
            };
        });
    }

    private static boolean isWithin(String pointer, String outer) {
        return pointer.equals(outer) || pointer.startsWith(outer + "/");
    }

    /** The draft with stand-ins for what has a form of its own: times and keys. */
    private ObjectNode sketched() {
        ObjectNode sketch = draft.deepCopy();
        ObjectNode schedule = sketch.withObjectProperty("schedule");
        if (!schedule.hasNonNull("opens")) {
            schedule.put("opens", "2000-01-01T00:00:00Z");
        }
        if (!schedule.hasNonNull("closes")) {
            String opens = schedule.path("opens").asText();
            schedule.put("closes", opens.compareTo("2000-01-02") < 0 ? "2000-01-02T00:00:00Z" : "9999-01-01T00:00:00Z");
        }
        ArrayNode officers = sketch.putArray("officers");
        draft.path("officers").forEach(officer -> {
            if (officer.path("key").has("x") && officer.path("key").has("y")) {
                officers.add(officer);
            }
        });
        if (!sketch.path("registrar").has("key")) {
            sketch.remove("registrar");
        }
        return sketch;
    }
}
