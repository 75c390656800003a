// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.*;
import org.urna.crypto.verify.report.Check;

/** Broken boards: the log and its entries. */
final class LogFaults {

    private LogFaults() {}

    static void log(TamperedBoards boards) {
        boards.add(
                Check.CHECKPOINT,
                "the post-quantum signature is missing",
                t -> t.files = files -> {
                    Note note = note(files.get(BoardPaths.CHECKPOINT));
                    Note less = new Note(note.text(), note.signatures().subList(0, 1));
                    files.put(BoardPaths.CHECKPOINT, less.write().getBytes(StandardCharsets.UTF_8));
                });
        boards.addAnchored(Check.TRUST_ANCHOR, "another fingerprint", a -> Anchors.ofFingerprint(Hash.sha256()));
        boards.add(
                Check.LOG_TILES,
                "a hash tile has another hash (E2)",
                t -> t.files = files -> files.compute(
                        files.keySet().stream()
                                .filter(path -> path.startsWith("tile/0/"))
                                .findFirst()
                                .orElseThrow(),
                        (path, content) -> TamperedBoards.flip(content, 40)));
        boards.add(
                Check.LOG_HISTORY,
                "two checkpoints of one size and different roots (E1)",
                t -> t.before(
                        EntryType.TALLY_AGREEMENT,
                        e -> e.checkpoints.writeBytes(fork(e).write().getBytes(StandardCharsets.UTF_8))));
        boards.add(
                Check.LOG_HISTORY,
                "the checkpoint that ends with close is missing",
                t -> t.files = files -> {
                    String all = new String(files.get(BoardPaths.CHECKPOINTS), StandardCharsets.UTF_8);
                    int third =
                            all.indexOf(TestElection.ORIGIN + "\n", all.indexOf(TestElection.ORIGIN + "\n", 10) + 10);
                    int fourth = all.indexOf(TestElection.ORIGIN + "\n", third + 10);
                    String less = all.substring(0, third) + all.substring(fourth);
                    files.put(BoardPaths.CHECKPOINTS, less.getBytes(StandardCharsets.UTF_8));
                });
        boards.addAnchored(
                Check.LOG_RECEIPTS,
                "a receipt that is signed by nobody",
                a -> new Anchors(a.boardKey(), List.of(), List.of("e30.e30." + "A".repeat(86)), Map.of()),
                Check.TRUST_ANCHOR);
        boards.add(Check.LOG_WITNESSES, "a witness's signature is of another time", t -> {
            t.options.put("witness", true);
            t.files = files -> {
                String all = new String(files.get(BoardPaths.CHECKPOINTS), StandardCharsets.UTF_8);
                int at = all.indexOf("\u2014 witness.example ");
                int end = all.indexOf('\n', at);
                String line = all.substring(at, end);
                char other = line.charAt(60) == 'A' ? 'B' : 'A';
                String changed = line.substring(0, 60) + other + line.substring(61);
                files.put(BoardPaths.CHECKPOINTS, all.replace(line, changed).getBytes(StandardCharsets.UTF_8));
            };
        });
        boards.add(
                Check.ARTIFACTS,
                "an artifact that no entry names",
                t -> t.files = files -> files.put(
                        BoardPaths.artifact(Hash.sha256(new byte[] {9}).bytes()), new byte[] {9}));
        boards.add(
                Check.ARTIFACTS,
                "a candidate's statement is another",
                t -> t.files = files -> files.put(
                        BoardPaths.artifact(Hash.sha256(TestElection.STATEMENT).bytes()),
                        "Vote for me!\n".getBytes(StandardCharsets.UTF_8)));
    }

    static void entries(TamperedBoards boards) {
        boards.add(
                Check.ENTRY_FORM,
                "a notice with a space in it (B1)",
                t -> t.raw = bytes -> {
                    String text = new String(bytes, StandardCharsets.US_ASCII);
                    return text.startsWith("{\"type\":\"notice\"")
                            ? text.replace("\"reason\":", "\"reason\": ").getBytes(StandardCharsets.US_ASCII)
                            : bytes;
                },
                Check.ENTRY_TIME,
                Check.OFFICERS);
        boards.add(
                Check.ENTRY_FORM,
                "a manifest whose witness has its key under the id of another, before the right one (B1)",
                t -> t.before(EntryType.MANIFEST, e -> e.appendRaw(underAnotherId(e))),
                Check.ENTRY_ORDER,
                Check.ENTRY_TIME,
                Check.MANIFEST);
        boards.add(
                Check.ENTRY_ORDER,
                "an entry of unknown type",
                t -> t.before(
                        EntryType.NOTICE,
                        e -> e.appendRaw("{\"type\":\"gossip\",\"time\":\"2026-03-02T09:00:00Z\"}"
                                .getBytes(StandardCharsets.US_ASCII))),
                Check.ENTRY_FORM,
                Check.ENTRY_TIME);
        boards.add(
                Check.ENTRY_ORDER,
                "publish before the tallies are agreed on",
                t -> t.skip(EntryType.LOT).skip(EntryType.NOTICE),
                Check.LOT,
                Check.RESULT);
        boards.add(
                Check.ENTRY_ORDER,
                "a commitment comes after the shares began (F1)",
                t -> t.before(EntryType.KEY_COMMITMENT, e -> e.message(e.ceremony.shares.get(0))),
                Check.KEY_COMMITMENT);
        boards.add(
                Check.ENTRY_TIME,
                "a time before that of the entry before",
                t -> t.entry(OpenEntry.class, open -> new OpenEntry(open.time().plusSeconds(60), open.election())));
        boards.add(
                Check.ENTRY_TIME,
                "a decision after its time",
                t -> t.decision = d -> d.type() == EntryType.NOTICE
                        ? new Decision(
                                d.anchored(),
                                d.anchor(),
                                d.action(),
                                d.sequence(),
                                d.notBefore(),
                                d.notBefore(),
                                d.reason())
                        : d);
        boards.add(
                Check.MANIFEST,
                "the least number of ballots is low without a reason",
                t -> t.manifest = m -> new Manifest(
                        m.election(),
                        m.rehearsal(),
                        m.languages(),
                        m.title(),
                        m.origin(),
                        m.keys(),
                        m.witnesses(),
                        m.quorum(),
                        m.maxGapMinutes(),
                        m.officers(),
                        m.registrar(),
                        m.trustees(),
                        m.threshold(),
                        m.mixers(),
                        m.schedule(),
                        m.roll(),
                        m.sections(),
                        m.styles(),
                        m.contests(),
                        m.minBallots(),
                        List.of()));
        boards.add(
                Check.MANIFEST,
                "the only manifest has a witness's key under the id of another, and nothing can be looked at (B1)",
                t -> {
                    TestElection[] election = new TestElection[1];
                    t.before(EntryType.MANIFEST, e -> election[0] = e);
                    t.raw = bytes -> new String(bytes, StandardCharsets.US_ASCII).startsWith("{\"type\":\"manifest\"")
                            ? underAnotherId(election[0])
                            : bytes;
                },
                Check.CHECKPOINT,
                Check.TRUST_ANCHOR,
                Check.LOG_HISTORY,
                Check.ARTIFACTS,
                Check.ENTRY_FORM,
                Check.ENTRY_ORDER,
                Check.ENTRY_TIME,
                Check.TRUSTEE_IDENTITY,
                Check.KEY_SHARE,
                Check.KEY_CONFIRMATION,
                Check.KEY_CHECK,
                Check.CREDENTIALS,
                Check.CREDENTIAL_CHANGES,
                Check.OFFICERS,
                Check.SETUP,
                Check.SCHEDULE,
                Check.BALLOT_FORM,
                Check.BALLOT_CREDENTIAL,
                Check.BALLOT_SIGNATURE,
                Check.BALLOT_PROOFS,
                Check.TALLY,
                Check.TALLY_AGREEMENT,
                Check.LOT,
                Check.SHUFFLE,
                Check.DECRYPTION,
                Check.RESULT,
                Check.FINAL);
    }

    /** The manifest entry, with another key id in the witness's vkey. */
    private static byte[] underAnotherId(TestElection e) {
        String vkey = e.witness.publicKey().toString();
        int id = vkey.indexOf('+') + 1;
        String other = vkey.substring(0, id) + (vkey.charAt(id) == '0' ? '1' : '0') + vkey.substring(id + 1);
        String entry = new String(ManifestEntry.of(e.time, e.manifest).write(), StandardCharsets.US_ASCII);
        return entry.replace(vkey, other).getBytes(StandardCharsets.US_ASCII);
    }

    static Note note(byte[] bytes) {
        try {
            return Note.parse(bytes);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Note fork(TestElection e) {
        return new CheckpointSigner(e.boardKey, e.cosigner)
                .sign(e.tree.size(), TreeHash.leaf(new byte[] {1}), e.time.getEpochSecond());
    }
}
