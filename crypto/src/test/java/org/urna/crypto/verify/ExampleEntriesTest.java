// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Reason;
import org.urna.crypto.record.ResultEntry;

/**
 * {@code docs/examples} holds an entry of every type. Those that an election without incidents does not make come from one with all of them;
 * {@code -Durna.examples=write} writes the ones that are missing.
 */
class ExampleEntriesTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    @Test
    void everyTypeOfEntryHasAnExample() throws Exception {
        Map<String, byte[]> made = objects(eventful());
        ranked().forEach(made::putIfAbsent);
        if ("write".equals(System.getProperty("urna.examples"))) {
            for (Map.Entry<String, byte[]> object : made.entrySet()) {
                Path file = EXAMPLES.resolve(object.getKey() + ".json");
                if (!Files.exists(file)) {
                    Files.write(file, object.getValue());
                }
            }
        }
        for (EntryType type : EntryType.values()) {
            assertThat(made).containsKey("entry-" + type.code());
            assertThat(EXAMPLES.resolve("entry-" + type.code() + ".json")).isRegularFile();
        }
        for (String kind : made.keySet()) {
            assertThat(EXAMPLES.resolve(kind + ".json")).isRegularFile();
        }
    }

    private static TestElection eventful() {
        Tamper events = new Tamper()
                .before(
                        EntryType.KEY_COMMITMENT,
                        election ->
                                election.decide(new Action.CeremonyAbandoned(1, List.of(2)), Reason.TRUSTEE_SILENT));
        events.options.put("complaint", true);
        TestElection election = TestElection.build(events);
        election.decide(new Action.Voided(), Reason.LEGAL_ORDER);
        election.decide(new Action.MapDestroyed(), Reason.RETENTION_ENDED);
        return election;
    }

    /** A shuffle, and the rankings and stages of the first ranked result. */
    private static Map<String, byte[]> ranked() throws Exception {
        Tamper options = new Tamper();
        options.options.put("ranked", true);
        TestElection election = TestElection.build(options);
        Map<String, byte[]> objects = objects(election);
        for (byte[] bytes : election.entries) {
            if (Entry.read(bytes) instanceof ResultEntry entry && entry.body() instanceof RankedResult result) {
                byte[] rankings = published(election, Objects.requireNonNull(result.rankings()));
                String lines = new String(rankings, StandardCharsets.US_ASCII);
                String last = lines.substring(lines.lastIndexOf('\n', lines.length() - 2) + 1, lines.length() - 1);
                objects.putIfAbsent("rankings-line", last.getBytes(StandardCharsets.US_ASCII));
                objects.putIfAbsent("count", published(election, Objects.requireNonNull(result.count())));
            }
        }
        assertThat(objects).containsKeys("rankings-line", "count");
        return objects;
    }

    private static byte[] published(TestElection election, Artifact artifact) {
        return Objects.requireNonNull(
                election.files.get(BoardPaths.artifact(artifact.sha256().bytes())));
    }

    private static Map<String, byte[]> objects(TestElection election) throws Exception {
        Map<String, byte[]> objects = new TreeMap<>();
        for (byte[] bytes : election.entries) {
            Entry entry = Entry.read(bytes);
            String code = entry.type().code();
            objects.putIfAbsent("entry-" + code, bytes);
            if (entry instanceof DecisionEntry) {
                objects.putIfAbsent("decision-" + code, entry.signedBytes());
            } else if (entry instanceof MessageEntry message) {
                objects.putIfAbsent("message-" + code, message.inTransit().write());
            }
        }
        return objects;
    }
}
