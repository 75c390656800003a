// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.show;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.urna.crypto.count.Count;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.CountArtifact;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.verify.Poll;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Row;

/** A report for machines: one JSON object, in ASCII. */
public final class ReportJson {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ReportJson() {}

    /** Writes {@code {"overall","phase","election"?,"fingerprint"?,"size"?,"root"?,"poll"?,"checks":[…],"trust":[…],"results":[…]}}. */
    public static void write(Verified verified, Rounds rounds, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("overall", word(verified.report().overall()));
            json.writeStringField("phase", verified.phase().name().toLowerCase(Locale.ROOT));
            if (verified.sealed().isPresent()) {
                json.writeStringField(
                        "election",
                        verified.sealed().get().manifest().election().hex());
                json.writeStringField(
                        "fingerprint", verified.sealed().get().election().hex());
            }
            if (verified.checkpoint().isPresent()) {
                json.writeNumberField("size", verified.checkpoint().get().size());
                json.writeStringField("root", verified.checkpoint().get().root().toString());
            }
            if (verified.poll().isPresent()) {
                json.writeFieldName("poll");
                poll(json, verified.poll().get());
            }
            json.writeArrayFieldStart("checks");
            for (Row row : verified.report().rows()) {
                row(json, row);
            }
            json.writeEndArray();
            strings(json, "trust", verified.report().trust());
            json.writeArrayFieldStart("results");
            for (Result result : verified.report().results()) {
                if (result instanceof AdditiveResult additive) {
                    result(json, additive);
                } else if (result instanceof RankedResult ranked) {
                    result(json, ranked, rounds);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void poll(JsonGenerator json, Poll poll) throws IOException {
        json.writeStartObject();
        if (poll.opened() != null) {
            json.writeStringField("opened", poll.opened().toString());
        }
        json.writeStringField("closed", poll.closed().toString());
        json.writeNumberField("issued", poll.issued());
        json.writeNumberField("electors", poll.electors());
        json.writeNumberField("ballots", poll.ballots());
        json.writeNumberField("replaced", poll.replaced());
        json.writeNumberField("revoked", poll.revoked());
        json.writeArrayFieldStart("sections");
        for (Poll.Section section : poll.sections()) {
            json.writeStartObject();
            json.writeStringField("section", section.id());
            json.writeNumberField("issued", section.issued());
            json.writeNumberField("electors", section.electors());
            json.writeNumberField("ballots", section.ballots());
            json.writeEndObject();
        }
        json.writeEndArray();
        numbers(json, "agreed", poll.agreed().stream().sorted().toList());
        numbers(json, "decrypted", poll.decrypted().stream().sorted().toList());
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", row.check().id());
        json.writeStringField("items", row.check().items());
        json.writeNumberField("expected", row.expected());
        json.writeNumberField("checked", row.checked());
        json.writeStringField("outcome", word(row.outcome()));
        json.writeNumberField("failed", row.failed());
        json.writeArrayFieldStart("failures");
        for (Failure failure : row.failures()) {
            json.writeStartObject();
            if (failure.entry().isPresent()) {
                json.writeNumberField("entry", failure.entry().getAsLong());
            }
            json.writeStringField("contest", failure.contest());
            json.writeStringField("reason", failure.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "notes", row.notes());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void result(JsonGenerator json, AdditiveResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("contest", result.contest());
        json.writeStringField("rule", result.rule());
        json.writeBooleanField("counted", result.counted());
        json.writeNumberField("ballots", result.total().ballots());
        json.writeNumberField("weight", result.total().weight());
        numbers(json, "votes", result.total().votes());
        json.writeNumberField("blank", result.total().blank());
        numbers(json, "withdrawn", result.withdrawn());
        numbers(json, "elected", result.elected());
        json.writeEndObject();
    }

    /** The rounds are the object of {@code docs/protocol.md} §12.3, as published. */
    private static void result(JsonGenerator json, RankedResult result, Rounds rounds) throws IOException {
        json.writeStartObject();
        json.writeStringField("contest", result.contest());
        json.writeStringField("rule", result.rule());
        json.writeBooleanField("counted", result.counted());
        json.writeNumberField("ballots", result.total().ballots());
        json.writeNumberField("blank", result.total().blank());
        json.writeNumberField("spoilt", result.total().spoilt());
        numbers(json, "withdrawn", result.withdrawn());
        numbers(json, "elected", result.elected());
        Optional<Count> count = rounds.of(result.contest());
        if (count.isPresent()) {
            json.writeFieldName("count");
            json.writeRawValue(new String(CountArtifact.write(count.get()), StandardCharsets.US_ASCII));
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, List<? extends Number> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Number value : values) {
            json.writeNumber(value.longValue());
        }
        json.writeEndArray();
    }
}
