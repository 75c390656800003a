// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;

/** Makes random values of every published type: of the right form, and otherwise without meaning. */
final class Samples {

    private static final List<Point> POINTS = IntStream.rangeClosed(1, 24)
            .mapToObj(i -> Point.G.times(Scalar.of(7919L * i * i)))
            .toList();

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    <T> T maybe(Supplier<T> value) {
        return coin() ? value.get() : null;
    }

    <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    <T> List<T> list(int least, int most, IntFunction<T> value) {
        int n = least + below(most - least + 1);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(value.apply(i));
        }
        return List.copyOf(values);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    Point point() {
        return oneOf(POINTS);
    }

    Scalar scalar() {
        return Scalar.of(new BigInteger(1, bytes(40)));
    }

    Hash hash() {
        return Hash.of(bytes(32));
    }

    Instant time() {
        return Instant.parse("2026-11-01T00:00:00Z").plusSeconds(60L * below(10_000_000));
    }

    int index() {
        return 1 + below(300);
    }

    long integer() {
        return coin() ? below(100) : random.nextLong() >>> 11;
    }

    String id() {
        return id(below(1000));
    }

    static String id(int i) {
        return "c-" + i;
    }

    String section() {
        return coin() ? "" : id();
    }

    /** Letters, quotes, backslashes, umlauts, controls that need an escape, and characters beyond U+FFFF. */
    String text() {
        StringBuilder text = new StringBuilder();
        int[] choices = {
            'a', 'Z', '7', ' ', '"', '\\', '/', '<', 0x7f, 0xe9, 0x85, 0x2028, 0x202e, 0xfffd, 0xffff, 0x1f5f3, 0x10ffff
        };
        for (int i = 1 + below(20); i > 0; i--) {
            text.appendCodePoint(choices[below(choices.length)]);
        }
        return text.toString();
    }

    Texts texts() {
        return new Texts(list(1, 2, i -> new Texts.Text(i == 0 ? "en" : "de-CH", text())));
    }

    Texts textsWithLines() {
        return Texts.of("en", text() + "\n" + text());
    }

    Artifact artifact() {
        return new Artifact(hash(), integer());
    }

    VerificationKey jwk() {
        return new VerificationKey(point());
    }

    String jws(String typ) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + jwk().thumbprint() + "\",\"typ\":\"" + typ + "\"}";
        return Base64Url.encode(header.getBytes(StandardCharsets.US_ASCII)) + ".." + Base64Url.encode(bytes(64));
    }

    String jwe() {
        return Stream.of(120, 0, 12, 32, 16)
                .map(n -> Base64Url.encode(bytes(n)))
                .reduce((a, b) -> a + "." + b)
                .orElseThrow();
    }

    String vkey(String name, int type) {
        byte[] key = bytes(type == KeyForms.ML_DSA_44 ? 1313 : 33);
        key[0] = (byte) type;
        return name + "+" + KeyForms.keyId(name, key) + "+"
                + Base64.getEncoder().encodeToString(key);
    }

    String note() {
        return "urna.example/e/1\n20\n" + Base64.getEncoder().encodeToString(bytes(32)) + "\n\n\u2014 urna.example/e/1 "
                + Base64.getEncoder().encodeToString(bytes(68)) + "\n";
    }

    KnowledgeProof knowledge() {
        return new KnowledgeProof(point(), scalar());
    }

    EqualityProof equality() {
        return new EqualityProof(point(), point(), scalar());
    }

    MembershipProof membership(int values) {
        List<MembershipProof.Branch> branches = IntStream.range(1, values)
                .mapToObj(i -> new MembershipProof.Branch(point(), point(), scalar(), scalar()))
                .toList();
        return new MembershipProof(branches, new MembershipProof.Last(point(), point(), scalar()));
    }

    Ciphertext ciphertext() {
        return new Ciphertext(point(), point());
    }

    Ballot.Choice choice(int values) {
        return new Ballot.Choice(ciphertext(), membership(values));
    }

    Ballot ballot() {
        return new Ballot(hash(), point(), list(1, 2, i -> coin() ? additivePart() : rankedPart()));
    }

    Ballot.Part additivePart() {
        return new Ballot.Additive(
                id(), list(1, 3, i -> choice(2)), maybe(() -> choice(2)), membership(index() % 3 + 1));
    }

    Ballot.Part rankedPart() {
        return new Ballot.Ranked(id(), list(1, 2, i -> new Ballot.Component(ciphertext(), knowledge())));
    }

    /** A ballot of this style, as a booth would build it. */
    Ballot ballot(Manifest manifest, Manifest.Style style) {
        List<Ballot.Part> parts = new ArrayList<>();
        for (Contest contest : manifest.contestsOf(style)) {
            if (contest instanceof AdditiveContest a) {
                int sums = a.max() - a.min() + 1 + (a.blank() ? 1 : 0);
                List<Ballot.Choice> options = a.options().stream()
                        .map(option -> choice(a.maxPerOption() + 1))
                        .toList();
                parts.add(new Ballot.Additive(a.id(), options, a.blank() ? choice(2) : null, membership(sums)));
            } else if (contest instanceof RankedContest r) {
                parts.add(new Ballot.Ranked(
                        r.id(),
                        IntStream.range(0, r.components())
                                .mapToObj(i -> new Ballot.Component(ciphertext(), knowledge()))
                                .toList()));
            }
        }
        return new Ballot(hash(), point(), parts);
    }

    CastRequest castRequest() {
        return new CastRequest(knowledge(), ballot());
    }

    Message message(EntryType type) {
        return switch (type) {
            case TRUSTEE -> new TrusteeKeys(hash(), index(), index(), jwk(), new EncryptionKey(point()));
            case KEY_COMMITMENT -> new KeyCommitment(hash(), index(), index(), hash());
            case KEY_SHARE ->
                new KeyShare(
                        hash(),
                        index(),
                        index(),
                        list(1, 4, i -> jwe()),
                        new KeyShare.PublicPart(list(1, 3, i -> point()), knowledge()));
            case KEY_CONFIRMATION ->
                new KeyConfirmation(hash(), index(), index(), hash(), point(), point(), knowledge());
            case KEY_CHECK -> new KeyCheck(hash(), index(), index(), hash(), point(), equality());
            case COMPLAINT ->
                new Complaint(
                        hash(),
                        index(),
                        index(),
                        hash(),
                        index(),
                        maybe(() -> new Complaint.Revealed(point(), equality())));
            case CREDENTIALS -> new CredentialList(hash(), artifact(), integer(), artifact(), integer());
            case TALLY_AGREEMENT ->
                new TallyAgreement(
                        hash(),
                        index(),
                        integer(),
                        hash(),
                        list(0, 3, i -> new TallyAgreement.BallotCount(id(), section(), integer())),
                        note());
            case LOT -> new Lot(hash(), index(), point(), equality());
            case SHUFFLE -> new Shuffle(hash(), id(), section(), index(), index(), hash(), artifact(), artifact());
            case DECRYPTION ->
                new Decryption(
                        hash(),
                        id(),
                        section(),
                        index(),
                        coin() ? new Decryption.Inline(list(0, 3, i -> point())) : new Decryption.Stored(artifact()),
                        equality());
            default -> throw new IllegalArgumentException("no message");
        };
    }

    SignedMessage signedMessage(EntryType type) {
        Message message = message(type);
        return new SignedMessage(jws(message.signatureType()), message);
    }

    private List<Action.BoothFile> booth() {
        return list(0, 3, i -> new Action.BoothFile("static/f" + i + ".js", hash())).stream()
                .sorted(Comparator.comparing(Action.BoothFile::path))
                .toList();
    }

    Action action(EntryType type) {
        return switch (type) {
            case SETUP ->
                new Action.Setup(
                        index(),
                        hash(),
                        integer(),
                        hash(),
                        point(),
                        list(1, 4, i -> point()),
                        1 + below(65_535),
                        booth());
            case CEREMONY_ABANDONED -> new Action.CeremonyAbandoned(index(), list(0, 2, i -> index()));
            case CREDENTIAL_REPLACED ->
                new Action.CredentialReplaced(list(1, 3, i -> new Action.Pair(point(), point())));
            case CREDENTIAL_REVOKED -> new Action.CredentialRevoked(list(1, 3, i -> point()));
            case CANDIDATE_WITHDRAWN -> new Action.CandidateWithdrawn(id(), index());
            case DEADLINE_EXTENDED -> new Action.DeadlineExtended(time());
            case BOOTH_CHANGED -> new Action.BoothChanged(booth());
            case OFFICER_CHANGED ->
                coin()
                        ? new Action.OfficerChanged(jwk().thumbprint(), maybe(this::officer))
                        : new Action.OfficerChanged(null, officer());
            case NOTICE -> new Action.Notice(texts());
            case CLOSE -> new Action.Close();
            case PUBLISH -> new Action.Publish();
            case VOID -> new Action.Voided();
            case MAP_DESTROYED -> new Action.MapDestroyed();
            default -> throw new IllegalArgumentException("no decision");
        };
    }

    Decision decision(EntryType type) {
        boolean either = type == EntryType.VOID || type == EntryType.MAP_DESTROYED;
        boolean early = type == EntryType.SETUP || type == EntryType.CEREMONY_ABANDONED || (either && coin());
        return new Decision(
                early ? Decision.Anchor.M : Decision.Anchor.E,
                hash(),
                action(type),
                integer(),
                time(),
                time(),
                oneOf(List.of(Reason.values())));
    }

    private Manifest.Officer officer() {
        return new Manifest.Officer(text(), jwk());
    }

    Result result() {
        boolean counted = coin();
        return coin()
                ? new AdditiveResult(
                        hash(),
                        id(),
                        "plurality-1",
                        counted,
                        index(),
                        list(0, 2, i -> new AdditiveResult.Section(id(i), votes())),
                        votes(),
                        list(0, 2, i -> index()),
                        list(0, 2, i -> index()),
                        list(0, 2, i -> tie()))
                : new RankedResult(
                        hash(),
                        id(),
                        "irv-1",
                        counted,
                        index(),
                        list(0, 2, i -> new RankedResult.Section(id(i), totals())),
                        totals(),
                        list(0, 2, i -> index()),
                        list(0, 2, i -> index()),
                        list(0, 2, i -> tie()),
                        counted ? artifact() : null,
                        counted ? artifact() : null);
    }

    private AdditiveResult.Votes votes() {
        return new AdditiveResult.Votes(integer(), integer(), list(0, 3, i -> integer()), integer());
    }

    private RankedResult.Totals totals() {
        return new RankedResult.Totals(integer(), integer(), integer());
    }

    private Tie tie() {
        return new Tie(index(), list(2, 3, i -> index()), coin() ? "lot" : "look-back", index());
    }

    Tally tally() {
        boolean counted = coin();
        boolean ranked = coin();
        return new Tally(
                hash(),
                id(),
                section(),
                integer(),
                integer(),
                counted,
                counted && !ranked ? list(1, 3, i -> ciphertext()) : null,
                counted && ranked ? hash() : null);
    }

    Entry entry(EntryType type) {
        return switch (type) {
            case MANIFEST ->
                coin()
                        ? ManifestEntry.of(time(), new ManifestSamples(this).any())
                        : new ManifestEntry(time(), null, new Artifact(hash(), 32_769 + below(1000)));
            case OPEN -> new OpenEntry(time(), hash());
            case CLOSE -> coin() ? new CloseEntry(time(), hash()) : decisionEntry(type);
            case BALLOT -> castRequest().at(time());
            case TALLY -> new TallyEntry(time(), tally());
            case RESULT -> new ResultEntry(time(), result());
            case FINAL -> new FinalEntry(time(), new Final(hash(), integer(), integer(), integer(), integer()));
            default -> MessageForms.isMessage(type) ? signedMessage(type).at(time()) : decisionEntry(type);
        };
    }

    DecisionEntry decisionEntry(EntryType type) {
        boolean registrar = type == EntryType.CREDENTIAL_REPLACED || (type == EntryType.MAP_DESTROYED && coin());
        return new DecisionEntry(
                time(),
                List.of(jws("urna-decision"), jws("urna-decision")),
                registrar ? jws("urna-registrar") : null,
                decision(type));
    }

    Receipt receipt() {
        Hash ballot = hash();
        return new Receipt(hash(), Tracker.of(ballot), ballot, integer(), list(0, 4, i -> hash()), note());
    }

    ChallengeFile challengeFile() {
        return new ChallengeFile(
                list(
                        1,
                        2,
                        i -> coin()
                                ? new Opened.Additive(id(), list(1, 3, k -> count()), maybe(this::count))
                                : new Opened.Ranked(
                                        id(),
                                        list(1, 2, k -> new Opened.Component(Base64Url.encode(bytes(30)), scalar())))),
                ballot());
    }

    private Opened.Count count() {
        return new Opened.Count(integer(), scalar());
    }

    CredentialLine credentialLine() {
        return new CredentialLine(point(), id(), index());
    }
}
