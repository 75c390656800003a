// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;

/** The manifest and the log of the example election up to its set-up entry. */
class EntryVectorsTest {

    @TestFactory
    Stream<DynamicTest> entries() throws Exception {
        return Vectors.tests(
                "entries",
                Map.of(
                        "manifest",
                        EntryVectorsTest::manifest,
                        "fingerprint",
                        EntryVectorsTest::fingerprint,
                        "credentials",
                        fields -> artifact(fields, Lines.credentials()),
                        "reserves",
                        fields -> artifact(fields, Lines.reserves())));
    }

    private static Verdict manifest(Fields fields) throws Exception {
        byte[] bytes = bytes(fields, "manifest");
        Manifest manifest = Manifest.read(bytes);
        assertThat(manifest.write()).isEqualTo(bytes);
        return manifest.problems().isEmpty()
                ? Verdict.accept()
                : Verdict.reject("manifest", manifest.problems().toString());
    }

    private static Verdict fingerprint(Fields fields) throws Exception {
        byte[] bytes = bytes(fields, "entry");
        Entry entry = Entry.read(bytes);
        assertThat(entry.type().code()).isEqualTo(fields.text("type"));
        assertThat(entry.write()).isEqualTo(bytes);
        assertThat(entry.hash().bytes()).isEqualTo(fields.bytes("sha256"));
        return Verdict.accept();
    }

    private static <L> Verdict artifact(Fields fields, Lines<L> lines) throws IOException, MalformedException {
        byte[] bytes = bytes(fields, "artifact");
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Optional<L> line = lines.read(in);
        while (line.isPresent()) {
            line = lines.read(in);
        }
        assertThat(lines.count()).isEqualTo(fields.integer("count"));
        assertThat(Sha256.hash(bytes)).isEqualTo(fields.bytes("sha256"));
        return Verdict.accept();
    }

    private static byte[] bytes(Fields fields, String name) {
        return fields.text(name).getBytes(StandardCharsets.UTF_8);
    }
}
