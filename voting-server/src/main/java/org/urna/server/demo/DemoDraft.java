// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.urna.crypto.record.Artifact;

/** The drafts of the demo's manifests: a contest for leader, in one of them a committee too; a section and a ballot style per class of elector. */
final class DemoDraft {

    static final String CONTEST = "leader";

    private static final String COMMITTEE = "committee";

    private final PublishedBallot ballot;
    private final Demonstration words;
    private final boolean committee;

    /** @param committee whether members elect a committee too */
    DemoDraft(PublishedBallot ballot, Demonstration words, boolean committee) {
        this.ballot = ballot;
        this.words = words;
        this.committee = committee;
    }

    /**
     * The draft. The statements that it names must be uploaded. Parameters as for {@link DraftFrame#begin}.
     */
    ObjectNode write(String title, Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        DraftFrame frame = new DraftFrame(words).begin(title, opens, officers, trustees);
        for (PublishedBallot.Section section : ballot.sections()) {
            boolean both = committee && section.id().equals(words.committee().section());
            frame.section(section.id(), section.title(), both ? List.of(CONTEST, COMMITTEE) : List.of(CONTEST));
        }
        leader(frame.contest());
        if (committee) {
            committee(frame.contest());
        }
        return frame.draft();
    }

    private void leader(ObjectNode contest) {
        contest.put("id", CONTEST).put("kind", "additive").set("title", words.texts("Leader"));
        contest.put("rule", "plurality-1")
                .put("seats", 1)
                .put("order", "per-voter")
                .put("bySection", true);
        ArrayNode options = contest.putArray("options");
        for (int i = 0; i < ballot.options().size(); i++) {
            ObjectNode option = options.addObject();
            option.set("name", words.texts(ballot.options().get(i)));
            ArrayNode statement = option.putArray("statement");
            words.statements().get(i).forEach((language, text) -> statement(statement, language, text));
        }
        contest.put("min", 1).put("max", 1).put("maxPerOption", 1).put("blank", true);
    }

    private static void statement(ArrayNode statement, String language, String text) {
        Artifact artifact = Artifact.of(text.getBytes(StandardCharsets.UTF_8));
        statement
                .addObject()
                .put("language", language)
                .putObject("artifact")
                .put("sha256", artifact.sha256().hex())
                .put("length", artifact.length());
    }

    private void committee(ObjectNode contest) {
        Demonstration.Committee elected = words.committee();
        contest.put("id", COMMITTEE).put("kind", "additive").set("title", words.texts(elected.title()));
        contest.set("description", words.texts(elected.description()));
        contest.put("rule", "block-1").put("seats", elected.seats()).put("order", "per-voter");
        ArrayNode options = contest.putArray("options");
        for (String name : elected.candidates()) {
            ObjectNode option = options.addObject();
            option.set("name", words.texts(name));
            option.set("detail", words.texts(elected.detail()));
        }
        contest.put("min", 0).put("max", elected.seats()).put("maxPerOption", 1).put("blank", true);
    }
}
