// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Problem;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.verify.Phase;
import org.urna.server.credential.CodeIssue;
import org.urna.server.credential.Codes;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.keys.SealingKey;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Rolls;

/**
 * Issues the voting codes of an election, once. Codes, map, reserve and queued messages are written in one transaction, before the server hears of
 * anything; the list is signed and handed over after it, as often as is needed. A crash at any point is mended by issuing again: nobody gets two
 * codes, and nobody none.
 */
public final class Issue {

    private final Registrar registrar;

    public Issue(Registrar registrar) {
        this.registrar = registrar;
    }

    /**
     * What was issued.
     *
     * @param board fingerprint of the manifest, {@code M}
     * @param again whether the codes had been made by an earlier run
     * @param listed whether the list stands on the board
     */
    public record Outcome(String board, int issued, int reserve, boolean again, boolean listed) {}

    /**
     * Issues.
     *
     * @param source of the board
     * @param roll the members, in the form of {@code docs/roll.md}
     * @param handOver takes the signed list and its files
     * @return fails with {@code roll-invalid} and the remarks in member {@code report}, or with {@code wrong-state}
     */
    public Outcome run(BoardSource source, byte[] roll, HandOver handOver) throws IOException {
        SigningKey key = registrar.key();
        BoardNow board = registrar.read(source);
        Manifest manifest = board.manifest();
        String election = manifest.election().hex();
        Optional<Row> row = Awaited.on(registrar.ledger().find(election));
        boolean again = row.isPresent() && Elections.state(row.get()) != ElectionState.DRAFT;
        if (!again) {
            requireReady(board);
            issue(board, roll);
        }
        CodeIssue.Lists lists = Awaited.on(
                registrar.store().transaction(connection -> registrar.codes().lists(connection, election)));
        boolean listed = isListed(board, lists, again);
        if (!listed) {
            requireReady(board);
            if (again) {
                renew(board);
            }
            handOver.take(sign(board, lists, key), List.of(lists.credentials(), lists.reserves()));
            listed = handOver.isRead() && isListed(registrar.read(source), lists, true);
        }
        return new Outcome(
                board.anchor().hex(), manifest.roll().size(), manifest.roll().reserve(), again, listed);
    }

    private static void requireReady(BoardNow board) {
        if (board.phase() != Phase.KEYED) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    board.phase().compareTo(Phase.KEYED) < 0
                            ? "the key ceremony is not finished"
                            : "the board has a list of credentials already, and it was not made here");
        }
    }

    private void issue(BoardNow board, byte[] roll) throws IOException {
        Manifest manifest = board.manifest();
        String election = manifest.election().hex();
        Awaited.on(registrar.ledger().enter(manifest));
        Awaited.on(registrar.office(new Voters(Map.of(), Set.of())).plain().run(election, roll));
        requireFits(manifest, election);
        registrar.keys().prepare(election);
        SealingKey sealing = registrar.sealing(board);
        Codes codes = Awaited.on(registrar.codes().make(manifest));
        Awaited.on(registrar.store().transaction(connection -> write(connection, board, codes, sealing)));
    }

    private Future<Void> write(SqlConnection connection, BoardNow board, Codes codes, SealingKey sealing) {
        String election = board.manifest().election().hex();
        return registrar.elections().lock(connection, election).compose(row -> {
            Elections.state(row).require(ElectionState.DRAFT);
            return registrar
                    .ledger()
                    .issued(connection, board)
                    .compose(done ->
                            registrar.codes().assign(connection, election, board.manifest(), codes, Set.of(), sealing))
                    .mapEmpty();
        });
    }

    private void requireFits(Manifest manifest, String election) throws IOException {
        int size = Awaited.on(registrar.rolls().size(registrar.store().reader(), election));
        if (size != manifest.roll().size()) {
            throw new Refusal(
                    ProblemCode.ROLL_INVALID,
                    "the roll has " + size + " members, and the manifest counts "
                            + manifest.roll().size());
        }
        Rolls.Weights weights =
                Awaited.on(registrar.rolls().weights(registrar.store().reader(), election));
        for (Problem problem : manifest.weightProblems(weights.totals(), weights.weighted())) {
            throw new Refusal(ProblemCode.ROLL_INVALID, problem.path() + ": " + problem.reason());
        }
    }

    /** The ceremony may have begun anew since the codes were made: they are as good for the new manifest, if it counts the same. */
    private void renew(BoardNow board) throws IOException {
        String election = board.manifest().election().hex();
        Row row = Awaited.on(registrar.elections().find(election));
        if (!registrar.manifests().of(row).roll().equals(board.manifest().roll())) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE, "the manifest counts other members or reserves than were issued");
        }
        Awaited.on(
                registrar.store().transaction(connection -> registrar.ledger().issued(connection, board)));
    }

    /** Whether the board lists what was issued here; once codes were delivered nothing else may stand there. */
    private static boolean isListed(BoardNow board, CodeIssue.Lists lists, boolean again) {
        Optional<CredentialList> list = board.list();
        if (list.isEmpty() || board.phase().compareTo(Phase.ELIGIBLE) > 0) {
            return list.isPresent();
        }
        boolean same = list.get().credentials().equals(Artifact.of(lists.credentials()))
                && list.get().reserves().equals(Artifact.of(lists.reserves()));
        if (!same) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    again
                            ? "the list on the board is not the one that was issued here: tell the officers not to seal"
                            : "the board has a list of credentials already, and it was not made here");
        }
        return true;
    }

    private static byte[] sign(BoardNow board, CodeIssue.Lists lists, SigningKey key) {
        CredentialList message = new CredentialList(
                board.anchor(),
                Artifact.of(lists.credentials()),
                board.manifest().roll().size(),
                Artifact.of(lists.reserves()),
                board.manifest().roll().reserve());
        return new SignedMessage(DetachedJws.sign(key, message.signatureType(), message.write()), message).write();
    }
}
