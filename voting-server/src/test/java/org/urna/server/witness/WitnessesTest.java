// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.log.WitnessRequest;
import org.urna.server.audit.DatabaseAudit;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.cast.OpenElection;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Databases;
import org.urna.server.store.Store;

/** E3 What a server makes of the witnesses of an open election: of two who must both sign, and of the wrong answers that one of them may give. */
class WitnessesTest {

    private static final int ENTRIES = 3;

    private final Vertx vertx = Vertx.vertx();
    private Path keyFolder;
    private Store store;
    private BoardLog boards;
    private Checkpoints checkpoints;
    private Elections elections;
    private TestWitness first;
    private TestWitness second;
    private OpenElection election;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        keyFolder = folder.resolve("keys");
        store = await(Store.open(vertx, Databases.sqlite(folder)));
        KeyStore keys = new KeyStore(keyFolder, Entropy.secure());
        boards = new BoardLog(store);
        checkpoints = new Checkpoints(vertx, store, new KeyRing(vertx, keys));
        Drafts drafts = new Drafts(URI.create("http://localhost"), keys, Entropy.secure());
        elections = new Elections(vertx, store, keys, drafts, Entropy.secure());
        first = new TestWitness("first.example");
        second = new TestWitness("second.example");
        election = OpenElection.witnessed(store, keyFolder, List.of(first.inManifest(), second.inManifest()), 2);
        await(checkpoints.publish(election.id(), election.manifest().origin(), ENTRIES, root(ENTRIES), false));
    }

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
        await(store.close());
        await(vertx.close());
    }

    private TreeHash root(long size) throws Exception {
        return await(store.transaction(connection -> boards.root(connection, election.id(), size)));
    }

    private Witnesses witnesses(URI... addresses) {
        return new Witnesses(vertx, store, elections, new Manifests(), boards, checkpoints, List.of(addresses));
    }

    /** Asks both once, as a server that was just started, and says how far they are. */
    private Standing ask() throws Exception {
        Witnesses both = witnesses(first.address(), second.address());
        await(both.look());
        return await(both.standing(election.id()));
    }

    /** What stands in {@code board/checkpoints} because a quorum signed it. */
    private Optional<Row> listed() throws Exception {
        return await(store.first(
                "SELECT note FROM cosigned_checkpoint WHERE election = #{id} AND listed = 1",
                Map.of("id", election.id())));
    }

    @Test
    void aStateThatAQuorumSignedIsKeptForTheBoardAndNothingIsBehind() throws Exception {
        Standing standing = ask();

        assertThat(standing.quorum()).isEqualTo(2);
        assertThat(standing.signed()).isEqualTo(ENTRIES);
        assertThat(standing.behind()).isZero();
        assertThat(standing.late()).isFalse();
        assertThat(standing.time()).isNotNull();
        assertThat(standing.witnesses())
                .allSatisfy(each -> {
                    assertThat(each.signed()).isEqualTo(ENTRIES);
                    assertThat(each.fault()).isNull();
                })
                .extracting(Standing.Each::name)
                .containsExactly("Witness first.example", "Witness second.example");
        assertThat(DatabaseAudit.run(store, election.id()).clean()).isTrue();
        Row row = listed().orElseThrow();
        CheckpointVerifier verifier = new CheckpointVerifier(
                election.manifest().origin(),
                election.keys().board().publicKey(),
                election.keys().cosigner().publicKey(),
                List.of(first.key.publicKey(), second.key.publicKey()));
        assertThat(verifier.open(Note.parse(row.getString("note"))))
                .isInstanceOfSatisfying(CheckpointVerifier.Result.Valid.class, valid -> {
                    assertThat(valid.signed().checkpoint().size()).isEqualTo(ENTRIES);
                    assertThat(valid.signed().cosignatures()).hasSize(2);
                });
    }

    @Test
    void oneWitnessThatIsAwayLeavesNoQuorumAndIsNamed() throws Exception {
        second.close();

        Standing standing = ask();

        assertThat(standing.signed()).isZero();
        assertThat(standing.behind()).isEqualTo(ENTRIES);
        assertThat(standing.late()).isTrue();
        assertThat(standing.time()).isNull();
        assertThat(standing.witnesses().get(0).signed()).isEqualTo(ENTRIES);
        assertThat(standing.witnesses().get(0).fault()).isNull();
        assertThat(standing.witnesses().get(1).signed()).isZero();
        assertThat(standing.witnesses().get(1).fault()).startsWith("it does not answer");
        assertThat(listed()).isEmpty();
    }

    @Test
    void whateverAWitnessAnswersThatIsNoSignatureOfItsOwnCountsForNothing() throws Exception {
        NoteSigningKey stranger =
                NoteSigningKey.generate("second.example", SignatureType.ED25519_COSIGNATURE, Entropy.secure());
        Checkpoint other = new Checkpoint(election.manifest().origin(), ENTRIES, TreeHash.leaf(new byte[] {9}));
        String noSignature = "no signature by a key of the manifest";
        Map<TestWitness.Answer, String> answers = Map.of(
                new TestWitness.Answer(200, "<script>alert(1)</script>"),
                "its answer is no signature",
                new TestWitness.Answer(200, ""),
                "its answer is no signature",
                new TestWitness.Answer(404, "no such log"),
                "it answers 404",
                new TestWitness.Answer(409, "many"),
                "it answers 409",
                new TestWitness.Answer(409, "2\n"),
                "it contradicts itself",
                new TestWitness.Answer(409, "4\n"),
                "it has seen a longer log",
                TestWitness.signed(stranger, other),
                noSignature,
                TestWitness.signed(second.key, other),
                noSignature,
                TestWitness.signed(first.key, other),
                noSignature);
        for (Map.Entry<TestWitness.Answer, String> each : answers.entrySet()) {
            first.hasSeen(ENTRIES, root(ENTRIES));
            second.answers(request -> each.getKey());

            Standing standing = ask();

            assertThat(standing.signed()).as(each.toString()).isZero();
            assertThat(standing.witnesses().get(1).signed()).isZero();
            assertThat(standing.witnesses().get(1).fault()).startsWith(each.getValue());
            assertThat(standing.witnesses().get(0).signed()).isEqualTo(ENTRIES);
            assertThat(listed()).isEmpty();
        }
    }

    @Test
    void oneWitnessThatSignsTwiceAndForTheOtherIsNoQuorum() throws Exception {
        second.answers(request -> TestWitness.signed(first.key, TestWitness.checkpoint(request)));

        Standing standing = ask();

        assertThat(standing.signed()).isZero();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aWitnessThatKnowsAnOlderStateIsShownThatThisOneExtendsIt() throws Exception {
        second.hasSeen(2, root(2));

        assertThat(ask().signed()).isEqualTo(ENTRIES);

        assertThat(second.asked).extracting(WitnessRequest::oldSize).containsExactly(0L, 2L);
        assertThat(second.asked.get(1).proof()).isNotEmpty();
    }

    @Test
    void aWitnessThatSawAnotherLogDoesNotSign() throws Exception {
        second.hasSeen(2, TreeHash.leaf(new byte[] {9}));

        Standing standing = ask();

        assertThat(standing.signed()).isZero();
        assertThat(standing.witnesses().get(1).fault()).isEqualTo("it answers 422");
    }

    @Test
    void aWitnessThatComesBackIsAskedWithTheNextStateAndNobodyIsAskedTooOften() throws Exception {
        second.answers(request -> new TestWitness.Answer(500, ""));
        Witnesses both = witnesses(first.address(), second.address());
        await(both.look());
        await(both.look());
        assertThat(first.asked).hasSize(1);
        assertThat(await(both.standing(election.id())).signed()).isZero();

        second.isHonestAgain();

        // In the same second as the round without a quorum: the one that brought it is what stays.
        assertThat(ask().signed()).isEqualTo(ENTRIES);
        assertThat(listed()).isPresent();
    }

    @Test
    void anElectionWithoutWitnessesHasNothingToWaitForAndAnUnknownOneIsNotFound() throws Exception {
        OpenElection plain = OpenElection.create(store, keyFolder, OpenElection.contest("c", 2, 0, 1, 1, true));

        assertThat(await(witnesses(first.address()).standing(plain.id())))
                .isEqualTo(new Standing(0, 0, 0, 0, null, 0, false, List.of()));
        assertThatThrownBy(() -> await(witnesses(first.address()).standing("0".repeat(32))))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessageContaining("no election");
    }

    @Test
    void aServerToWhichNoWitnessIsGivenSaysSo() throws Exception {
        Standing standing = await(witnesses().standing(election.id()));

        assertThat(standing.behind()).isEqualTo(ENTRIES);
        assertThat(standing.witnesses())
                .extracting(Standing.Each::fault)
                .containsOnly("no witness is configured on this server");
    }
}
