// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.officer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.ElectionId;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.BoardFollower;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.transport.DraftedDecision;
import org.urna.trustee.transport.ElectionPlace;
import org.urna.trustee.transport.ElectionPlace.SignatureReceipt;

/** Where an officer reads a decision and signs it. */
public final class OfficerDesk {

    private static final String SIGNATURE_TYPE = "urna-decision";

    private final ElectionPlace place;
    private final ElectionBoard board;
    private final SigningKey key;

    private OfficerDesk(ElectionPlace place, ElectionBoard board, SigningKey key) {
        this.place = place;
        this.board = board;
        this.key = key;
    }

    /**
     * Reads the board.
     *
     * @throws RefusedException if the key is of nobody in office
     */
    public static OfficerDesk at(ElectionPlace place, ElectionId election, SigningKey key)
            throws IOException, RefusedException, MalformedException {
        ElectionBoard board = new BoardFollower(place, election, null).refresh();
        if (!Voting.officers(board).containsKey(key.publicKey().thumbprint())) {
            throw new RefusedException("no officer of this election has the key "
                    + key.publicKey().thumbprint() + ": check --key and --election");
        }
        return new OfficerDesk(place, board, key);
    }

    /**
     * A decision that was read and found in order.
     *
     * @param draft with the exact text
     * @param words what it says
     * @param signed whether this officer has signed it before
     */
    public record Paper(DraftedDecision draft, List<String> words, boolean signed) {}

    /**
     * Finds the decision to sign, reads it strictly and checks it against the board.
     *
     * @param number of the decision, or null
     * @param action its action, or null
     * @throws RefusedException if there is none, or more than one, or it must not be signed
     */
    public Paper paper(@Nullable Integer number, @Nullable String action)
            throws IOException, RefusedException, MalformedException {
        DraftedDecision draft = choose(place.decisions(), number, action);
        byte[] text = draft.text().getBytes(StandardCharsets.UTF_8);
        Decision decision;
        try {
            decision = Decision.read(text);
        } catch (MalformedException e) {
            throw new RefusedException(
                    "decision " + draft.number() + " is not in its one form (" + e.getMessage()
                            + "): do not sign it, and tell the other officers",
                    e);
        }
        List<String> problems = new ArrayList<>(DecisionCheck.problems(decision, board, Instant.now()));
        problems.addAll(BoothCheck.problems(decision.action(), place));
        if (!problems.isEmpty()) {
            throw new RefusedException("decision " + draft.number() + " (" + decision.type() + ") must not be signed: "
                    + String.join("; ", problems) + ": ask the returning officer for a new draft");
        }
        boolean signed = draft.signedBy().contains(key.publicKey().thumbprint());
        return new Paper(draft, DecisionWords.of(decision, board), signed);
    }

    /** Signs exactly the text that was read. */
    public SignatureReceipt sign(Paper paper) throws IOException, RefusedException, MalformedException {
        byte[] text = paper.draft().text().getBytes(StandardCharsets.UTF_8);
        return place.sign(paper.draft().number(), DetachedJws.sign(key, SIGNATURE_TYPE, text));
    }

    private static DraftedDecision choose(List<DraftedDecision> all, @Nullable Integer number, @Nullable String action)
            throws RefusedException {
        if (number != null) {
            Optional<DraftedDecision> named =
                    all.stream().filter(each -> each.number() == number).findFirst();
            DraftedDecision decision = named.orElseThrow(() -> new RefusedException(
                    "there is no decision " + number + ": leave --decision out to see which wait"));
            if (!decision.isPending()) {
                throw new RefusedException(
                        "decision " + number + " is " + decision.state() + ": nothing is left to sign");
            }
            return decision;
        }
        List<DraftedDecision> pending = all.stream()
                .filter(DraftedDecision::isPending)
                .filter(each -> action == null || each.action().equals(action))
                .toList();
        if (pending.isEmpty()) {
            throw new RefusedException("no " + (action == null ? "" : action + " ")
                    + "decision waits for signatures: ask the returning officer to draft it");
        }
        if (pending.size() > 1) {
            throw new RefusedException("several decisions wait: "
                    + String.join(
                            ", ",
                            pending.stream()
                                    .map(each -> each.number() + " (" + each.action() + ")")
                                    .toList())
                    + ": choose one with --decision N");
        }
        return pending.get(0);
    }
}
