// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.SealedBallot;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;

/**
 * Members who vote: each types the code that was sent to them, encrypts on its own, casts over HTTP and checks the receipt. They know the
 * server by HTTP alone.
 */
final class SimulatedVoters {

    private static final String BALLOT = "application/vnd.urna.ballot+json";
    private static final int TRIES = 50;

    private final Http http;
    private final String id;
    private final VoterBoard board;

    SimulatedVoters(Http http, String id, VoterBoard board) {
        this.http = http;
        this.id = id;
        this.board = board;
    }

    /**
     * Casts the ballots of all who vote and gives their receipts.
     *
     * @param answers by member number, one per contest on the member's paper
     * @param codes by member number
     * @param cast called after each ballot
     */
    List<String> vote(Map<String, List<Answer>> answers, Map<String, String> codes, Consumer<String> cast)
            throws IOException, InterruptedException {
        ExecutorService devices =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<String>> ballots = new ArrayList<>();
            for (Map.Entry<String, List<Answer>> voter : answers.entrySet()) {
                ballots.add(() -> {
                    String receipt = vote(voter.getValue(), codes.getOrDefault(voter.getKey(), ""));
                    cast.accept(receipt);
                    return receipt;
                });
            }
            List<String> receipts = new ArrayList<>();
            for (Future<String> ballot : devices.invokeAll(ballots)) {
                receipts.add(ballot.get());
            }
            return receipts;
        } catch (ExecutionException e) {
            throw new IOException("a voter could not vote: " + e.getCause(), e);
        } finally {
            devices.shutdownNow();
        }
    }

    private String vote(List<Answer> answers, String code)
            throws IOException, InterruptedException, MalformedException {
        Entropy entropy = Entropy.secure();
        Credential credential = Credential.derive(board.manifest().election().bytes(), VotingCode.parse(code));
        List<ContestForm> paper = board.paper(credential.publicKey());
        SealedBallot sealed = board.encryption().encrypt(paper, credential.publicKey(), answers, entropy);
        CastRequest request = BallotSignature.sign(sealed.ballot(), credential, entropy);
        String receipt = cast(request.write());
        check(receipt, Hash.sha256(sealed.ballot().write()));
        return receipt;
    }

    /** Casts; while the server is overloaded the same bytes are sent again, as the booth does. */
    private String cast(byte[] request) throws IOException, InterruptedException {
        for (int tries = 0; ; tries++) {
            HttpResponse<byte[]> answer = http.post("/api/v1/elections/" + id + "/ballots", BALLOT, request);
            if (answer.statusCode() != 503 || tries == TRIES) {
                return new String(Http.expect(answer, 200, 201).body(), StandardCharsets.US_ASCII);
            }
            Thread.sleep(200);
        }
    }

    private void check(String receipt, Hash ballot) throws IOException, MalformedException {
        CompactJws jws = CompactJws.parse(receipt.strip());
        Receipt said = Receipt.read(jws.payload());
        if (!jws.verify(board.manifest().keys().receipt(), Receipt.SIGNATURE_TYPE)
                        .isAccepted()
                || !said.ballot().equals(ballot)
                || !said.election().equals(board.election())) {
            throw new IOException("the receipt is not for the ballot that was cast");
        }
    }
}
