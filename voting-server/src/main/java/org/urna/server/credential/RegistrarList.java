// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Problem;
import org.urna.crypto.record.ReserveLine;
import org.urna.crypto.record.SignedMessage;
import org.urna.server.election.Manifests;
import org.urna.server.message.NamedFiles;
import org.urna.server.message.Rejections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;

/**
 * Judges the list of credentials of a registrar who works apart from the server: signed by the manifest's key, for its manifest, as long as it
 * says, and for a roll like the one that is here.
 */
public final class RegistrarList implements NamedFiles {

    private static final String CHECK = "credentials";

    /** More than a line with its line feed has. */
    private static final long LONGEST_LINE = 257;

    private final Store store;
    private final Manifests manifests;
    private final Rolls rolls;

    public RegistrarList(Store store, Manifests manifests, Rolls rolls) {
        this.store = store;
        this.manifests = manifests;
        this.rolls = rolls;
    }

    /** What was read of the files. */
    record Read(List<CredentialLine> credentials, List<ReserveLine> reserves) {
        Read {
            credentials = List.copyOf(credentials);
            reserves = List.copyOf(reserves);
        }
    }

    @Override
    public Future<List<Artifact>> of(Row election, SignedMessage message) {
        return judge(store.reader(), election, message).map(list -> List.of(list.credentials(), list.reserves()));
    }

    /** The list, if it is the registrar's and in its turn. */
    Future<CredentialList> judge(SqlClient client, Row election, SignedMessage message) {
        CredentialList list = (CredentialList) message.message();
        return CeremonyEnd.require(client, election, manifests).map(manifest -> {
            if (!manifest.registrar().isSeparate()) {
                throw new Refusal(ProblemCode.WRONG_STATE, "this server issues the credentials of this election");
            }
            Rejections.require(DetachedJws.verify(
                            message.signature(), manifest.registrar().key(), list.signatureType(), list.write())
                    .as(CHECK));
            require(list.anchor().equals(Manifests.anchor(election)), "the list is for another manifest");
            require(list.count() == manifest.roll().size(), "not as many credentials as the manifest says");
            require(list.reserveCount() == manifest.roll().reserve(), "not as many reserves as the manifest says");
            require(list.credentials().length() <= list.count() * LONGEST_LINE, "the file is longer than its lines");
            require(
                    list.reserves().length() <= list.reserveCount() * LONGEST_LINE,
                    "the file is longer than its lines");
            return list;
        });
    }

    /**
     * The lines of the files, if they are what the list says and the manifest allows. Takes long.
     *
     * @param weights of the roll that is here
     */
    static Read read(Manifest manifest, CredentialList list, byte[] members, byte[] spare, Rolls.Weights weights) {
        List<CredentialLine> credentials = new ArrayList<>();
        List<ReserveLine> reserves = new ArrayList<>();
        Set<Point> known = new HashSet<>();
        Map<String, Long> totals = new HashMap<>();
        Set<String> weighted = new HashSet<>();
        lines(Lines.credentials(), members, line -> {
            require(manifest.style(line.style()).isPresent(), "a credential's style is not in the manifest");
            credentials.add(line);
            known.add(line.credential());
            totals.merge(line.style(), (long) line.weight(), Long::sum);
            if (line.weight() != 1) {
                weighted.add(line.style());
            }
        });
        lines(Lines.reserves(), spare, line -> {
            require(known.add(line.credential()), "a reserve is a credential already");
            reserves.add(line);
        });
        require(credentials.size() == list.count(), "the file has another number of credentials than the list says");
        require(reserves.size() == list.reserveCount(), "the file has another number of reserves than the list says");
        for (Problem problem : manifest.weightProblems(totals, weighted)) {
            require(false, problem.path() + ": " + problem.reason());
        }
        require(
                totals.equals(weights.totals()),
                "the roll that the registrar used is not the one here: papers or weights of its members differ");
        return new Read(credentials, reserves);
    }

    private interface Taking<L> {
        void take(L line);
    }

    private static <L> void lines(Lines<L> lines, byte[] file, Taking<L> taking) {
        InputStream in = new ByteArrayInputStream(file);
        try {
            for (Optional<L> line = lines.read(in); line.isPresent(); line = lines.read(in)) {
                taking.take(line.get());
            }
        } catch (MalformedException e) {
            require(false, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Rejections.of(new Verdict.Rejected(CHECK, otherwise));
        }
    }

    /** Of the roll that is here, what the lines must agree with. */
    Future<Rolls.Weights> weights(String election) {
        return rolls.weights(store.reader(), election);
    }
}
