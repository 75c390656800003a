// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.SealedBallot;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Receipt;

/** What a voter's device does: reads the board, encrypts, casts, checks the receipt. */
public final class PollingBooth {

    private static final String BALLOT = "application/vnd.urna.ballot+json";

    private final String election;
    private final Manifest manifest;
    private final Hash fingerprint;
    private final BallotEncryption encryption;
    private final Map<Point, List<ContestForm>> papers = new HashMap<>();

    /** Reads a sealed election's board. */
    PollingBooth(String election, BoardCopy board) throws IOException, MalformedException {
        this.election = election;
        Manifest manifest = null;
        CredentialList list = null;
        DecisionEntry sealing = null;
        for (Entry entry : board.read()) {
            if (entry instanceof ManifestEntry m) {
                manifest = m.manifest() != null
                        ? m.manifest()
                        : Manifest.read(board.artifact(
                                        Objects.requireNonNull(m.artifact()).sha256())
                                .readAllBytes());
            } else if (entry instanceof MessageEntry m && m.message() instanceof CredentialList l) {
                list = l;
            } else if (entry instanceof DecisionEntry d && d.decision().action() instanceof Action.Setup) {
                sealing = d;
            }
        }
        this.manifest = Objects.requireNonNull(manifest);
        this.fingerprint = Objects.requireNonNull(sealing).hash();
        Action.Setup setup = (Action.Setup) sealing.decision().action();
        this.encryption = new BallotEncryption(fingerprint, setup.electionKey());
        readPapers(board, Objects.requireNonNull(list));
    }

    private void readPapers(BoardCopy board, CredentialList list) throws IOException, MalformedException {
        Map<String, List<ContestForm>> forms = new HashMap<>();
        manifest.styles().forEach(style -> forms.put(style.id(), ContestForm.of(manifest.contestsOf(style))));
        Lines<CredentialLine> lines = Lines.credentials();
        ByteArrayInputStream in = new ByteArrayInputStream(
                board.artifact(list.credentials().sha256()).readAllBytes());
        for (Optional<CredentialLine> line = lines.read(in); line.isPresent(); line = lines.read(in)) {
            papers.put(
                    line.get().credential(),
                    Objects.requireNonNull(forms.get(line.get().style())));
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The fingerprint {@code E}. */
    public Hash fingerprint() {
        return fingerprint;
    }

    /** Encrypts what this member means to do, anew at each call. */
    public Voter encrypt(int member, String code) {
        int chair = Voter.chair(member);
        List<Answer> answers = new ArrayList<>();
        answers.add(chair == 0 ? Choices.blank(Draft.CHAIR_OPTIONS) : Choices.of(Draft.CHAIR_OPTIONS, chair));
        if (paper(credential(code)).size() > 1) {
            answers.add(Choices.of(Draft.COUNCIL_OPTIONS, Voter.council(member).toArray(Integer[]::new)));
        }
        return encrypt(member, code, answers);
    }

    /** Encrypts these answers, one per contest on the member's paper. */
    public Voter encrypt(int member, String code, List<Answer> answers) {
        Credential credential = credential(code);
        Entropy entropy = Entropy.secure();
        SealedBallot sealed = encryption.encrypt(paper(credential), credential.publicKey(), answers, entropy);
        byte[] request =
                BallotSignature.sign(sealed.ballot(), credential, entropy).write();
        return new Voter(member, credential, sealed, request);
    }

    private Credential credential(String code) {
        try {
            return Credential.derive(manifest.election().bytes(), VotingCode.parse(code));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private List<ContestForm> paper(Credential credential) {
        return Objects.requireNonNull(papers.get(credential.publicKey()));
    }

    /** Casts once and gives the answer; {@link java.io.UncheckedIOException} if there is none. */
    public HttpResponse<byte[]> send(Http http, Voter voter) {
        return http.post("/api/v1/elections/" + election + "/ballots", BALLOT, voter.request());
    }

    /** Casts and gives the receipt, of which the signature and the ballot hold. */
    public String cast(Http http, Voter voter) {
        HttpResponse<byte[]> answer = send(http, voter);
        Http.expect(answer, answer.statusCode() == 200 ? 200 : 201);
        String receipt = new String(answer.body(), StandardCharsets.US_ASCII);
        check(receipt, voter);
        return receipt;
    }

    /** What a receipt says, once its signature and the ballot that it names hold. */
    public Receipt check(String receipt, Voter voter) {
        try {
            CompactJws jws = CompactJws.parse(receipt);
            Receipt said = Receipt.read(jws.payload());
            if (!jws.verify(manifest.keys().receipt(), Receipt.SIGNATURE_TYPE).isAccepted()
                    || !said.ballot().equals(voter.ballot())
                    || !said.election().equals(fingerprint)) {
                throw new AssertionError("the receipt is not for the ballot that was cast");
            }
            return said;
        } catch (MalformedException e) {
            throw new AssertionError("not a receipt: " + receipt, e);
        }
    }
}
