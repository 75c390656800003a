// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.urna.crypto.hash.Sha256;

/** The draft of an election in English and Welsh with a contest of every kind; section {@code south} votes on the chair only. */
final class EveryKind {

    private static final JsonMapper JSON = new JsonMapper();

    /** A file of a candidate: a statement or a picture. */
    static final class Upload {

        private final String mediaType;
        private final byte[] content;

        private Upload(String mediaType, byte[] content) {
            this.mediaType = mediaType;
            this.content = content.clone();
        }

        String mediaType() {
            return mediaType;
        }

        byte[] content() {
            return content.clone();
        }

        private ObjectNode artifact() {
            return JSON.createObjectNode()
                    .put("sha256", HexFormat.of().formatHex(Sha256.hash(content)))
                    .put("length", content.length);
        }
    }

    private static final Upload STATEMENT = statement("I shall listen.\n\nAnd <b>report</b> every month.");
    private static final Upload WELSH_STATEMENT = statement("Byddaf yn gwrando.\n\nAc yn adrodd bob mis.");
    private static final Upload PICTURE = new Upload("image/png", picture());

    /** The files that the draft names. */
    static final List<Upload> UPLOADS = List.of(STATEMENT, WELSH_STATEMENT, PICTURE);

    private EveryKind() {}

    static ObjectNode of(List<JsonNode> officers, List<JsonNode> trustees) {
        ObjectNode draft = Draft.of(officers, trustees);
        draft.putArray("languages").add("en").add("cy");
        draft.set("title", texts("Society elections", "Etholiadau’r gymdeithas"));
        ArrayNode contests = draft.putArray("contests");
        chair(contests.addObject());
        council(contests.addObject());
        budget(contests.addObject());
        ArrayNode all = ((ObjectNode) draft.path("styles").path(0)).putArray("contests");
        contests.forEach(contest -> all.add(contest.path("id").asText()));
        ((ObjectNode) draft.path("styles").path(1)).putArray("contests").add("chair");
        return draft;
    }

    private static Upload statement(String text) {
        return new Upload("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] picture() {
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives the first candidate a statement in both languages and a picture. */
    private static void introduce(ObjectNode candidate) {
        ArrayNode statement = candidate.putArray("statement");
        statement.addObject().put("language", "en").set("artifact", STATEMENT.artifact());
        statement.addObject().put("language", "cy").set("artifact", WELSH_STATEMENT.artifact());
        ObjectNode picture = candidate.putObject("picture");
        picture.set("artifact", PICTURE.artifact());
        picture.put("mediaType", PICTURE.mediaType());
        picture.set("alternative", texts("Ada, smiling", "Ada, yn gwenu"));
    }

    private static void chair(ObjectNode contest) {
        terms(contest, "chair", texts("Chair", "Cadeirydd"), "per-voter");
        contest.set("description", texts("Leads the society.", "Mae’n arwain y gymdeithas."));
        options(
                contest,
                texts("Ada", "Ada"),
                texts("<b>Grace</b> & \"Co\"", "<b>Grace</b> & \"Co\""),
                texts("Émilie", "Émilie"));
        introduce((ObjectNode) contest.path("options").path(0));
        bounds(contest, 1, 1, 1, true);
    }

    private static void council(ObjectNode contest) {
        terms(contest, "council", texts("Council", "Cyngor"), "fixed");
        options(
                contest,
                texts("Alan", "Alan"),
                texts("Kathleen", "Kathleen"),
                texts("John", "John"),
                texts("Anita", "Anita"));
        bounds(contest, 2, 3, 1, false);
    }

    private static void budget(ObjectNode contest) {
        terms(contest, "budget", texts("The surplus", "Y gwarged"), "fixed");
        options(contest, texts("Library", "Llyfrgell"), texts("Garden", "Gardd"), texts("Roof", "To"));
        bounds(contest, 0, 6, 5, true);
    }

    private static void terms(ObjectNode contest, String id, ObjectNode title, String order) {
        contest.put("id", id).put("kind", "additive");
        contest.set("title", title);
        contest.put("rule", "plurality-1").put("seats", 1).put("order", order).put("bySection", false);
    }

    private static void options(ObjectNode contest, ObjectNode... names) {
        ArrayNode options = contest.putArray("options");
        for (ObjectNode name : names) {
            options.addObject().set("name", name);
        }
    }

    private static void bounds(ObjectNode contest, int min, int max, int maxPerOption, boolean blank) {
        contest.put("min", min)
                .put("max", max)
                .put("maxPerOption", maxPerOption)
                .put("blank", blank);
    }

    private static ObjectNode texts(String english, String welsh) {
        return JSON.createObjectNode().put("en", english).put("cy", welsh);
    }
}
