// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.*;
import org.urna.crypto.verify.report.Check;

/** Broken boards: decisions, times and credentials. */
final class OfficerFaults {

    private OfficerFaults() {}

    /** A key of nobody's, the same in every run. */
    private static SigningKey stranger() {
        return SigningKey.generate(new Random(2)::nextBytes);
    }

    static void officers(TamperedBoards boards) {
        boards.add(
                Check.OFFICERS,
                "one officer signs twice",
                t -> t.officers = (decision, keys) ->
                        decision.type() == EntryType.NOTICE ? List.of(keys.get(0), keys.get(0)) : keys);
        boards.add(
                Check.OFFICERS,
                "a signature by nobody in office",
                t -> t.officers = (decision, keys) ->
                        decision.type() == EntryType.PUBLISH ? List.of(keys.get(0), stranger()) : keys);
        boards.add(
                Check.OFFICERS,
                "a sequence number twice",
                t -> t.decision = d -> d.type() == EntryType.PUBLISH
                        ? new Decision(d.anchored(), d.anchor(), d.action(), 1, d.notBefore(), d.notAfter(), d.reason())
                        : d);
        boards.add(
                Check.OFFICERS,
                "a decision of another election",
                t -> t.decision = d -> d.type() == EntryType.PUBLISH
                        ? new Decision(
                                d.anchored(),
                                Hash.sha256(),
                                d.action(),
                                d.sequence(),
                                d.notBefore(),
                                d.notAfter(),
                                d.reason())
                        : d);
        boards.add(
                Check.OFFICERS,
                "a reason changed after signing",
                t -> t.entry(
                        DecisionEntry.class,
                        e -> e.type() == EntryType.NOTICE
                                ? new DecisionEntry(
                                        e.time(),
                                        e.signatures(),
                                        e.registrar(),
                                        new Decision(
                                                e.decision().anchored(),
                                                e.decision().anchor(),
                                                e.decision().action(),
                                                e.decision().sequence(),
                                                e.decision().notBefore(),
                                                e.decision().notAfter(),
                                                Reason.CORRECTION))
                                : e));
        boards.add(
                Check.SETUP,
                "the root is of another log",
                t -> setup(
                        t,
                        s -> new Action.Setup(
                                s.attempt(),
                                s.transcript(),
                                s.size(),
                                Hash.sha256(),
                                s.electionKey(),
                                s.verificationKeys(),
                                s.maxBallotBytes(),
                                s.booth())));
        boards.add(
                Check.SETUP,
                "the size of ballots is another",
                t -> setup(
                        t,
                        s -> new Action.Setup(
                                s.attempt(),
                                s.transcript(),
                                s.size(),
                                s.root(),
                                s.electionKey(),
                                s.verificationKeys(),
                                s.maxBallotBytes() + 1,
                                s.booth())));
        boards.add(
                Check.SETUP,
                "a verification key is not what the shares give",
                t -> setup(t, s -> {
                    List<Point> v = new ArrayList<>(s.verificationKeys());
                    v.set(2, v.get(2).plus(Point.G));
                    return new Action.Setup(
                            s.attempt(),
                            s.transcript(),
                            s.size(),
                            s.root(),
                            s.electionKey(),
                            v,
                            s.maxBallotBytes(),
                            s.booth());
                }));
        boards.add(
                Check.SCHEDULE,
                "open before the planned opening",
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
                        new Manifest.Schedule(
                                m.schedule().opens().plusSeconds(60),
                                m.schedule().closes(),
                                true,
                                m.schedule().disputeEnds()),
                        m.roll(),
                        m.sections(),
                        m.styles(),
                        m.contests(),
                        m.minBallots(),
                        m.overrides()));
        boards.add(
                Check.SCHEDULE,
                "close before the deadline",
                t -> t.entry(
                        CloseEntry.class,
                        close -> new CloseEntry(Instant.parse("2026-03-06T16:59:00Z"), close.election())));
        boards.add(
                Check.SCHEDULE,
                "an extension to an earlier time",
                t -> t.decision = d -> d.action() instanceof Action.DeadlineExtended
                        ? new Decision(
                                d.anchored(),
                                d.anchor(),
                                new Action.DeadlineExtended(Instant.parse("2026-03-04T17:00:00Z")),
                                d.sequence(),
                                d.notBefore(),
                                d.notAfter(),
                                d.reason())
                        : d);
    }

    static void electors(TamperedBoards boards) {
        boards.add(Check.CREDENTIALS, "the list is not signed by the registrar", t -> {
            SigningKey other = stranger();
            t.signer = message -> message instanceof CredentialList ? other : null;
        });
        boards.add(
                Check.CREDENTIALS,
                "a credential of unknown style",
                t -> t.credentials = list -> new String(list, StandardCharsets.US_ASCII)
                        .replaceFirst("\"town\",1\\]\n", "\"moon\",1]\n")
                        .getBytes(StandardCharsets.US_ASCII));
        boards.add(
                Check.CREDENTIALS,
                "a credential too few",
                t -> t.credentials = list -> {
                    String text = new String(list, StandardCharsets.US_ASCII);
                    int last = text.lastIndexOf('\n', text.length() - 2);
                    return text.substring(0, last + 1).getBytes(StandardCharsets.US_ASCII);
                },
                Check.CREDENTIAL_CHANGES);
        boards.add(
                Check.CREDENTIAL_CHANGES,
                "a replacement by what is no reserve",
                t -> t.before(
                        EntryType.CREDENTIAL_REVOKED,
                        e -> e.decide(
                                new Action.CredentialReplaced(
                                        List.of(new Action.Pair(e.members.get(6).publicKey(), Point.G))),
                                Reason.CODE_LOST)),
                Check.FINAL);
        boards.add(
                Check.CREDENTIAL_CHANGES,
                "a revocation of who has cast",
                t -> t.afterBallots(e -> e.decide(
                        new Action.CredentialRevoked(List.of(e.members.get(0).publicKey())), Reason.DIED)),
                Check.FINAL);
        boards.add(Check.CREDENTIAL_CHANGES, "a replacement without the registrar", t -> {
            SigningKey other = stranger();
            t.signer = message -> message == null ? other : null;
        });
        registrarApart(boards);
    }

    /** Where the registrar works apart from the server, the server's word is not enough anywhere. */
    private static void registrarApart(TamperedBoards boards) {
        boards.add(Check.CREDENTIALS, "the server signed the list in place of the registrar apart from it", t -> {
            t.options.put("separate", true);
            SigningKey other = stranger();
            t.signer = message -> message instanceof CredentialList ? other : null;
        });
        boards.add(Check.CREDENTIAL_CHANGES, "a replacement that the registrar apart did not sign", t -> {
            t.options.put("separate", true);
            SigningKey other = stranger();
            t.entry(
                    DecisionEntry.class,
                    e -> e.type() == EntryType.CREDENTIAL_REPLACED ? beside(e, registrarSigned(e, other)) : e);
        });
        boards.add(Check.OFFICERS, "the map was destroyed without the registrar apart", t -> {
            t.options.put("separate", true);
            t.entry(DecisionEntry.class, e -> e.type() == EntryType.MAP_DESTROYED ? beside(e, null) : e);
        });
        boards.add(Check.OFFICERS, "another than the registrar signed that the map is destroyed", t -> {
            t.options.put("separate", true);
            SigningKey other = stranger();
            t.entry(
                    DecisionEntry.class,
                    e -> e.type() == EntryType.MAP_DESTROYED ? beside(e, registrarSigned(e, other)) : e);
        });
        boards.add(Check.OFFICERS, "a sealed election's map is destroyed by a decision about its manifest", t -> {
            t.options.put("separate", true);
            t.decision = d -> d.type() == EntryType.MAP_DESTROYED
                    ? new Decision(
                            Decision.Anchor.M,
                            d.anchor(),
                            d.action(),
                            d.sequence(),
                            d.notBefore(),
                            d.notAfter(),
                            d.reason())
                    : d;
        });
    }

    private static String registrarSigned(DecisionEntry entry, SigningKey key) {
        return DetachedJws.sign(key, "urna-registrar", entry.signedBytes());
    }

    private static DecisionEntry beside(DecisionEntry entry, String registrar) {
        return new DecisionEntry(entry.time(), entry.signatures(), registrar, entry.decision());
    }

    private static void setup(Tamper tamper, UnaryOperator<Action.Setup> change) {
        tamper.decision = d -> d.action() instanceof Action.Setup setup
                ? new Decision(
                        d.anchored(),
                        d.anchor(),
                        change.apply(setup),
                        d.sequence(),
                        d.notBefore(),
                        d.notAfter(),
                        d.reason())
                : d;
    }
}
