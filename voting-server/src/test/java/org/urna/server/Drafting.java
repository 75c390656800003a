// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.server.json.StrictJson;

/** Manifest drafts for tests: two sections, two styles, two contests, two officers, trustees to taste. */
public final class Drafting {

    private Drafting() {}

    public static ObjectNode draft(int trustees, int threshold) {
        ObjectNode draft = StrictJson.object();
        draft.set("title", text("Committee 2026"));
        ArrayNode officers = draft.putArray("officers");
        officers.addObject().put("name", "Returning officer").set("key", jwk());
        officers.addObject().put("name", "Deputy").set("key", jwk());
        ArrayNode all = draft.putArray("trustees");
        for (int i = 1; i <= trustees; i++) {
            byte[] print = new byte[32];
            Entropy.secure().fill(print);
            all.addObject().put("name", "Trustee " + i).put("thumbprint", Base64Url.encode(print));
        }
        draft.put("threshold", threshold);
        draft.putObject("schedule").put("opens", "2030-01-01T10:00:00Z").put("closes", "2030-01-08T12:00:00Z");
        ArrayNode sections = draft.putArray("sections");
        sections.addObject().put("id", "members").set("title", text("Members"));
        sections.addObject().put("id", "students").set("title", text("Students"));
        ArrayNode styles = draft.putArray("styles");
        style(styles, "full", "members", "chair", "board");
        style(styles, "student", "students", "chair");
        ArrayNode contests = draft.putArray("contests");
        contest(contests, "chair", 1, 1, "Ada", "Bel");
        contest(contests, "board", 2, 2, "Cid", "Dot", "Eve");
        return draft;
    }

    public static ObjectNode text(String english) {
        ObjectNode texts = StrictJson.object();
        texts.put("en", english);
        return texts;
    }

    /** The public key of a random P-256 key. */
    public static JsonNode jwk() {
        Point key = SecretScalar.random(Entropy.secure()).timesG();
        ObjectNode jwk = StrictJson.object();
        byte[] xy = key.encode();
        jwk.put("crv", "P-256").put("kty", "EC");
        jwk.put("x", half(xy, 0));
        jwk.put("y", half(xy, 32));
        return jwk;
    }

    private static String half(byte[] xy, int from) {
        return Base64Url.encode(Arrays.copyOfRange(xy, from, from + 32));
    }

    private static void style(ArrayNode styles, String id, String section, String... contests) {
        ObjectNode style = styles.addObject().put("id", id);
        style.set("title", text(id));
        style.put("section", section);
        ArrayNode list = style.putArray("contests");
        for (String contest : contests) {
            list.add(contest);
        }
    }

    private static void contest(ArrayNode contests, String id, int seats, int max, String... options) {
        ObjectNode contest = contests.addObject().put("id", id).put("kind", "additive");
        contest.set("title", text(id));
        contest.put("rule", "plurality-1").put("seats", seats);
        ArrayNode list = contest.putArray("options");
        for (String option : options) {
            list.addObject().set("name", text(option));
        }
        contest.put("min", 0).put("max", max).put("maxPerOption", 1).put("blank", true);
    }
}
