// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Hex;
import org.urna.crypto.record.Manifest;
import org.urna.server.store.Store;

/** Compares an election's row and its credentials with what the log says of them. */
final class ElectionRows {

    /** Whether a slip with the credential was handed out is the server's own; these are the words for it. */
    private static final Set<String> GATES = Set.of("", "shut", "open", "lost");

    private final LogFacts facts;
    private final Findings findings;

    ElectionRows(LogFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    /** @param manifest as the row has it; null if it cannot be read */
    void terms(String check, Row row, @Nullable Manifest manifest) {
        boolean known =
                facts.states().stream().anyMatch(state -> state.toString().equals(row.getString("state")));
        findings.check(check, known, "the state is not one to which the log has come");
        if (manifest == null) {
            findings.check(check, false, "the manifest cannot be read");
            return;
        }
        findings.check(check, facts.isManifest(Store.bytes(row, "manifest")), "the manifest is not that of the log");
        facts.terms(manifest)
                .forEach((column, said) -> findings.check(
                        check,
                        said.equals(String.valueOf(row.getValue(column))),
                        column + " is not what the log says"));
    }

    /** @param rows of the table of credentials */
    void credentials(String check, Iterable<Row> rows, Manifest manifest, byte[] listed, byte[] spare)
            throws IOException {
        Map<String, LogFacts.Standing> expected;
        try {
            expected = facts.credentials(listed, spare);
        } catch (MalformedException e) {
            findings.check(check, false, "the list on the board cannot be read");
            return;
        }
        for (Row row : rows) {
            String k = Hex.encode(Store.bytes(row, "k"));
            LogFacts.Standing said = expected.remove(k);
            findings.check(
                    check, said != null && isThat(row, said, manifest), "credential " + k + " is not that of the log");
        }
        expected.keySet().forEach(k -> findings.check(check, false, "credential " + k + " is missing"));
    }

    private static boolean isThat(Row row, LogFacts.Standing said, Manifest manifest) {
        Optional<Manifest.Style> style = manifest.style(said.style());
        return said.status().equals(row.getString("status"))
                && said.style().equals(row.getString("style"))
                && style.map(Manifest.Style::section).orElse("").equals(row.getString("section"))
                && said.weight() == row.getLong("weight")
                && GATES.contains(row.getString("gate"));
    }
}
