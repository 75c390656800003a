// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Minute;

/** What the schema of drafts cannot say of single values: times that exist, keys on the curve, printable texts, members of a contest's kind. */
final class DraftValues {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*");
    private static final Pattern DESCRIPTION = Pattern.compile("/contests/[0-9]+/description/.*");

    private final List<DraftProblem> faults = new ArrayList<>();

    private DraftValues() {}

    /** The faults of a draft's values, whatever is missing. */
    static List<DraftProblem> faults(JsonNode draft) {
        DraftValues values = new DraftValues();
        values.plain("", draft);
        each(draft, "languages", (pointer, language) -> {
            if (!LANGUAGE.matcher(language.asText()).matches()) {
                values.fault(pointer, "language", "not a language tag");
            }
        });
        for (String time : new String[] {"opens", "closes", "disputeEnds"}) {
            JsonNode given = draft.path("schedule").path(time);
            values.parsed("/schedule/" + time, "time", given, () -> Minute.parse(given.asText()));
        }
        each(draft, "officers", (pointer, officer) -> values.key(pointer + "/key", officer.path("key")));
        values.key("/registrar/key", draft.path("registrar").path("key"));
        each(draft, "trustees", (pointer, trustee) -> {
            JsonNode thumbprint = trustee.path("thumbprint");
            values.parsed(
                    pointer + "/thumbprint", "thumbprint", thumbprint, () -> Base64Url.decode(thumbprint.asText()));
        });
        each(draft, "contests", values::kind);
        return List.copyOf(values.faults);
    }

    private interface Visitor {
        void visit(String pointer, JsonNode element);
    }

    private interface Parsing {
        Object parse() throws MalformedException;
    }

    private static void each(JsonNode draft, String list, Visitor visitor) {
        for (int i = 0; i < draft.path(list).size(); i++) {
            visitor.visit("/" + list + "/" + i, draft.path(list).path(i));
        }
    }

    private void fault(String pointer, String rule, String reason) {
        faults.add(new DraftProblem(pointer, rule, reason));
    }

    private void parsed(String pointer, String rule, JsonNode value, Parsing parsing) {
        if (!value.isTextual() && !value.isObject()) {
            return;
        }
        try {
            Object unused = parsing.parse();
        } catch (MalformedException e) {
            fault(pointer, rule, String.valueOf(e.getMessage()));
        }
    }

    private void key(String pointer, JsonNode jwk) {
        if (jwk.path("x").isTextual() && jwk.path("y").isTextual()) {
            parsed(
                    pointer,
                    "key",
                    jwk,
                    () -> VerificationKey.parse("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                            + jwk.path("x").asText() + "\",\"y\":\""
                            + jwk.path("y").asText() + "\"}"));
        }
    }

    /** A member that means nothing in a contest of this kind was meant to mean something. */
    private void kind(String pointer, JsonNode contest) {
        boolean ranked = contest.path("kind").asText("additive").equals("ranked");
        for (String member : ranked ? DraftReader.ADDITIVE_ONLY : DraftReader.RANKED_ONLY) {
            if (contest.has(member)) {
                fault(pointer + "/" + member, "kind", (ranked ? "ranked" : "additive") + " contests have none");
            }
        }
    }

    private void plain(String pointer, JsonNode node) {
        if (node.isTextual()
                && !isPrintable(node.textValue(), DESCRIPTION.matcher(pointer).matches())) {
            fault(pointer, "control-character", "holds a control character");
        } else if (node.isNumber() && !node.canConvertToInt()) {
            fault(pointer, "maximum", "more than 2^31 - 1");
        }
        node.properties().forEach(member -> plain(pointer + "/" + member.getKey(), member.getValue()));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                plain(pointer + "/" + i, node.get(i));
            }
        }
    }

    private static boolean isPrintable(String text, boolean lines) {
        return text.chars().noneMatch(c -> c < 0x20 && !(lines && c == '\n'));
    }
}
