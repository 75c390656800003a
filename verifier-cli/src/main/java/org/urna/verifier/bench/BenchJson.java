// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalDouble;

/** Writes what was measured for machines. */
public final class BenchJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private BenchJson() {}

    /**
     * Writes {@code {"unitMicros","referenceMicros","rows":[{"name","micros","units","perSecond"?,"peakHeapMiB"?}…]}}; {@code unitMicros} and
     * {@code units} are null where there is no OpenSSL.
     */
    public static void write(Bench.Measured measured, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            number(json, "unitMicros", measured.unitMicros());
            number(json, "referenceMicros", OptionalDouble.of(measured.referenceMicros()));
            json.writeArrayFieldStart("rows");
            for (Row row : measured.rows()) {
                row(json, row, measured.unitMicros());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void row(JsonGenerator json, Row row, OptionalDouble unit) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", row.name());
        number(json, "micros", OptionalDouble.of(row.micros()));
        number(
                json,
                "units",
                unit.isPresent() ? OptionalDouble.of(row.micros() / unit.getAsDouble()) : OptionalDouble.empty());
        if (row.perSecond().isPresent()) {
            json.writeNumberField("perSecond", row.perSecond().getAsLong());
        }
        if (row.peakHeapMiB().isPresent()) {
            json.writeNumberField("peakHeapMiB", row.peakHeapMiB().getAsLong());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, Math.round(value.getAsDouble() * 1000) / 1000.0);
        } else {
            json.writeNullField(name);
        }
    }
}
