// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.count;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.Outcome;

/** A count for machines: one JSON object, in ASCII; numbers of votes are decimal strings with the rule's digits. */
public final class CountJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final CountedFile file;
    private final List<String> names;
    private final JsonGenerator json;

    private CountJson(CountedFile file, JsonGenerator json) {
        this.file = file;
        this.names = file.names();
        this.json = json;
    }

    /**
     * Writes {@code {"rule","seats","validVotes","quota","winners":[…],"stages":[{"votes":{…},"nonTransferable","elected":[…],"excluded":[…]}…],"ties":[…]}}.
     */
    public static void write(CountedFile file, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            new CountJson(file, json).write();
        }
    }

    private void write() throws IOException {
        Count count = file.count();
        json.writeStartObject();
        json.writeStringField("rule", count.rule());
        json.writeNumberField("seats", count.seats());
        json.writeNumberField("validVotes", count.valid());
        json.writeStringField("quota", count.quota().toPlainString());
        candidates("winners", count.elected());
        json.writeArrayFieldStart("stages");
        for (Count.Stage stage : count.stages()) {
            stage(stage);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("ties");
        for (Outcome.Tie tie : count.ties()) {
            tie(tie);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void stage(Count.Stage stage) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("votes");
        for (int i = 0; i < names.size(); i++) {
            json.writeStringField(names.get(i), stage.votes().get(i).toPlainString());
        }
        json.writeEndObject();
        json.writeStringField("nonTransferable", stage.nonTransferable().toPlainString());
        candidates("elected", stage.elected());
        candidates("excluded", stage.excluded());
        json.writeEndObject();
    }

    private void tie(Outcome.Tie tie) throws IOException {
        json.writeStartObject();
        json.writeNumberField("stage", tie.stage());
        candidates("candidates", tie.candidates());
        json.writeStringField("settledBy", tie.settledBy());
        json.writeStringField("first", names.get(tie.first() - 1));
        if (tie.settledBy().equals("lot")) {
            json.writeObjectFieldStart("lots");
            json.writeStringField("source", file.lots().source());
            candidates("order", file.lots().order());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void candidates(String field, List<Integer> candidates) throws IOException {
        json.writeArrayFieldStart(field);
        for (int candidate : candidates) {
            json.writeString(names.get(candidate - 1));
        }
        json.writeEndArray();
    }
}
