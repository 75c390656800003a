// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.crypto.ballot.AdditiveForm;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Receipt;
import org.urna.crypto.record.Tracker;

/** C3, E4: the browser accepts the receipt of an honest server, and catches a lying one by what its receipt says. */
@ExtendWith(InChromium.class)
class BrowserReceiptsTest {

    private static final Entropy ENTROPY = Entropy.secure();
    private static final String ORIGIN = "urna.example/receipts";
    private static final Hash E = Hash.of(ENTROPY.bytes(32));
    private static final SigningKey SERVER = SigningKey.generate(ENTROPY);
    private static final NoteSigningKey BOARD = NoteSigningKey.generate(ORIGIN, SignatureType.ED25519, ENTROPY);
    private static final Instant SEEN = Instant.parse("2030-05-07T12:34:56Z");

    private static ModulePage page;

    private final CastRequest request = cast();
    private final Hash ballot = request.ballot().hash();
    private final BallotEntry entry = entry(SEEN.minus(Duration.ofMinutes(2)));

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    private static CastRequest cast() {
        Credential credential = Credential.derive(ENTROPY.bytes(16), VotingCode.random(ENTROPY));
        return BallotSignature.sign(
                new BallotEncryption(E, SecretScalar.random(ENTROPY).timesG())
                        .encrypt(
                                List.of(new AdditiveForm("motion", 2, 1, 1, 1, true)),
                                credential.publicKey(),
                                List.of(Choices.of(2, 1)),
                                ENTROPY)
                        .ballot(),
                credential,
                ENTROPY);
    }

    private BallotEntry entry(Instant time) {
        return new BallotEntry(Minute.of(time), request.signature(), request.ballot());
    }

    /** What an honest server says of this entry, second of three. */
    private static Receipt receipt(BallotEntry entry) {
        TreeHash before = TreeHash.leaf("before".getBytes(StandardCharsets.US_ASCII));
        TreeHash after = TreeHash.leaf("after".getBytes(StandardCharsets.US_ASCII));
        TreeHash root = MerkleTree.rootOf(List.of(before, TreeHash.leaf(entry.write()), after));
        String checkpoint = new CheckpointSigner(
                        BOARD, NoteSigningKey.generate(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE, ENTROPY))
                .sign(3, root, SEEN.getEpochSecond())
                .write();
        Hash hash = entry.ballot().hash();
        List<Hash> proof = List.of(Hash.of(before.bytes()), Hash.of(after.bytes()));
        return new Receipt(E, Tracker.of(hash), hash, 1, proof, checkpoint);
    }

    private Map<?, ?> check(String jws, Map<String, String> more) {
        byte[] key = SERVER.publicKey().point().encode();
        Map<String, Object> jwk = new LinkedHashMap<>(); // the order of the members is part of the form
        jwk.put("crv", "P-256");
        jwk.put("kty", "EC");
        jwk.put("x", Base64Url.encode(Arrays.copyOf(key, 32)));
        jwk.put("y", Base64Url.encode(Arrays.copyOfRange(key, 32, 64)));
        Map<String, Object> argument = new HashMap<>(Map.of(
                "jws", jws,
                "E", E.hex(),
                "tracker", Tracker.of(ballot).toString(),
                "ballotHash", ballot.hex(),
                "request", new String(request.write(), StandardCharsets.US_ASCII),
                "keys", Map.of("receipt", jwk, "board", BOARD.publicKey().toString())));
        argument.putAll(more);
        return (Map<?, ?>) page.call("booths", "receipt", argument);
    }

    private static String signed(Receipt receipt) {
        return CompactJws.sign(SERVER, Receipt.SIGNATURE_TYPE, receipt.write());
    }

    /** The rule by which a receipt is refused that differs from an honest one in this. */
    private Object refusal(UnaryOperator<Receipt> lie) {
        return check(signed(lie.apply(receipt(entry))), Map.of()).get("rule");
    }

    private Map<String, String> withEntry(BallotEntry known) {
        return Map.of("entry", new String(known.write(), StandardCharsets.US_ASCII));
    }

    @Test
    void anHonestReceiptIsAccepted() {
        Map<?, ?> found = check(signed(receipt(entry)), Map.of());

        assertThat(found.get("ok")).as("%s", found).isEqualTo(true);
        assertThat(found.get("index")).isEqualTo(1);
        assertThat(found.get("size")).isEqualTo(3);
    }

    @Test
    @DisplayName("C3: a receipt signed by anybody else, or with another type, is refused")
    void aReceiptThatTheServerDidNotSignIsRefused() {
        byte[] payload = receipt(entry).write();

        assertThat(check(CompactJws.sign(SigningKey.generate(ENTROPY), Receipt.SIGNATURE_TYPE, payload), Map.of())
                        .get("rule"))
                .isEqualTo("receipt-signature");
        assertThat(check(CompactJws.sign(SERVER, "urna-decision", payload), Map.of())
                        .get("rule"))
                .isEqualTo("receipt-signature");
        assertThat(check(signed(receipt(entry)).replaceFirst("^.", "f"), Map.of())
                        .get("rule"))
                .isEqualTo("malformed");
    }

    @Test
    @DisplayName("C3: a receipt for another ballot, another election or another tracker is refused")
    void aReceiptForSomethingElseIsRefused() {
        Hash other = Hash.of(ENTROPY.bytes(32));

        assertThat(refusal(r -> new Receipt(other, r.tracker(), r.ballot(), r.index(), r.proof(), r.checkpoint())))
                .isEqualTo("receipt-election");
        assertThat(refusal(
                        r -> new Receipt(r.election(), Tracker.of(other), other, r.index(), r.proof(), r.checkpoint())))
                .isEqualTo("receipt-ballot");
        assertThat(refusal(r ->
                        new Receipt(r.election(), Tracker.of(other), r.ballot(), r.index(), r.proof(), r.checkpoint())))
                .isEqualTo("receipt-tracker");
    }

    @Test
    @DisplayName("E4: a receipt without inclusion, or with a checkpoint that the board did not sign, is refused")
    void aReceiptWithoutInclusionIsRefused() {
        BallotEntry known = entry;
        Receipt honest = receipt(entry);
        Receipt elsewhere = new Receipt(E, honest.tracker(), ballot, 0, honest.proof(), honest.checkpoint());
        Receipt beyond = new Receipt(E, honest.tracker(), ballot, 3, honest.proof(), honest.checkpoint());

        assertThat(check(signed(elsewhere), withEntry(known)).get("rule")).isEqualTo("inclusion");
        assertThat(check(signed(elsewhere), Map.of()).get("rule")).isEqualTo("entry-needed");
        assertThat(check(signed(beyond), Map.of()).get("rule")).isEqualTo("inclusion");
        assertThat(refusal(r -> new Receipt(
                        r.election(),
                        r.tracker(),
                        r.ballot(),
                        r.index(),
                        r.proof(),
                        r.checkpoint().replace("\n3\n", "\n4\n"))))
                .isEqualTo("checkpoint");
    }

    @Test
    @DisplayName("E4: a receipt given later again needs the board's entry, and another ballot's entry will not do")
    void anOldReceiptNeedsTheEntry() {
        BallotEntry old = entry(SEEN.minus(Duration.ofDays(3)));
        String jws = signed(receipt(old));
        CastRequest other = cast();

        assertThat(check(jws, Map.of()).get("rule")).isEqualTo("entry-needed");
        assertThat(check(jws, withEntry(old)).get("ok")).isEqualTo(true);
        assertThat(check(jws, withEntry(entry)).get("rule")).isEqualTo("inclusion");
        assertThat(check(jws, withEntry(new BallotEntry(old.time(), other.signature(), other.ballot())))
                        .get("rule"))
                .isEqualTo("receipt-entry");
    }
}
