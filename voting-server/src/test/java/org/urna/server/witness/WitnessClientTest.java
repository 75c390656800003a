// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.log.WitnessRequest;

/** What a server makes of what a witness answers over HTTP, honest or not. */
class WitnessClientTest {

    private static final String ORIGIN = "urna.example/e/1";

    private final Vertx vertx = Vertx.vertx();
    private final WitnessClient client = new WitnessClient(vertx);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer witness;
    private volatile int status;
    private volatile String body = "";

    @BeforeEach
    void start() throws Exception {
        witness = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        witness.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().getPath() + "\n"
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                if (answer.length > 0) {
                    exchange.getResponseBody().write(answer);
                }
            }
        });
        witness.start();
    }

    @AfterEach
    void stop() throws Exception {
        witness.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Note note() {
        CheckpointSigner signer = new CheckpointSigner(
                NoteSigningKey.generate(ORIGIN, SignatureType.ED25519, Entropy.secure()),
                NoteSigningKey.generate(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE, Entropy.secure()));
        return signer.sign(1, MerkleTree.rootOf(List.of(TreeHash.leaf(new byte[1]))), 1_800_000_000L);
    }

    private WitnessAnswer ask(URI address) throws Exception {
        return client.ask(address, new WitnessRequest(0, List.of(), note()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private WitnessAnswer answer(int code, String text) throws Exception {
        status = code;
        body = text;
        return ask(URI.create("http://127.0.0.1:" + witness.getAddress().getPort() + "/w"));
    }

    @Test
    void aRequestIsPostedAsTheSpecificationSaysAndItsSignaturesAreRead() throws Exception {
        Note signed = note();
        String lines = signed.write().substring(signed.text().length() + 1);

        WitnessAnswer answer = answer(200, lines);

        assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(((WitnessAnswer.Cosigned) answer).lines()).hasSize(2);
        assertThat(asked).singleElement().asString().startsWith("/w/add-checkpoint\nold 0\n\n" + ORIGIN + "\n1\n");
    }

    @Test
    void aConflictNamesTheSizeThatTheWitnessKnows() throws Exception {
        assertThat(answer(409, "17\n")).isEqualTo(new WitnessAnswer.Conflict(17));
        for (String wrong : List.of("", "017", "-1", "many", "9".repeat(30))) {
            assertThat(answer(409, wrong)).as(wrong).isEqualTo(new WitnessAnswer.Refused("it answers 409"));
        }
    }

    @Test
    void everyOtherAnswerIsARefusalInOurOwnWordsAndNoneIsFollowedElsewhere() throws Exception {
        for (int code : new int[] {302, 400, 403, 404, 422, 500}) {
            assertThat(answer(code, "<script>")).isEqualTo(new WitnessAnswer.Refused("it answers " + code));
        }
        assertThat(asked).noneMatch(each -> each.startsWith("/elsewhere"));
        assertThat(answer(200, "<script>")).isEqualTo(new WitnessAnswer.Refused("its answer is no signature"));
    }

    @Test
    void anAnswerWithoutEndAndAWitnessThatIsAwayAreRefusals() throws Exception {
        assertThat(answer(200, "x".repeat(Note.MAX_BYTES + 1)))
                .isInstanceOfSatisfying(
                        WitnessAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("it does not answer"));
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(ask(URI.create("http://127.0.0.1:" + closed)))
                .isInstanceOfSatisfying(
                        WitnessAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("it does not answer"));
    }
}
