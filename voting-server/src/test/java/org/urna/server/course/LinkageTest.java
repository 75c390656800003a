// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Tracker;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;

/**
 * C4 A thousand voters, and on PostgreSQL some hundreds: once the map is destroyed no row, file, metric or line of the log holds a member, their address or that of their
 * device together with a credential, a tracker or a place on the board; and no table keeps credentials or ballots in an order that follows the roll.
 */
class LinkageTest {

    private static final int ABSTAIN = 20;
    private static final int DEVICES = 8;
    private static final String ANYWHERE = "127.0.0.1";

    /** Rows in an order of their own stray no further from an order that has nothing to do with the roll, but once in a million runs. */
    private static final double SIGMAS = 5;

    private static final int MANY = 100;

    /** Whose it is, by everything that names a credential or a ballot. */
    private final Map<String, Integer> holders = new ConcurrentHashMap<>();

    private final Map<Integer, String> receipts = new ConcurrentHashMap<>();
    private int voters;
    private int members;

    @Test
    void nothingLinksAThousandVotersOnSqlite(@TempDir Path data) throws Exception {
        run(data, Databases.sqlite(data), 1_000);
    }

    @Test
    void nothingLinksVotersOnPostgreSql(@TempDir Path data) throws Exception {
        run(data, Databases.postgreSql(), 300);
    }

    private void run(Path data, DatabaseUrl database, int count) throws Exception {
        voters = count;
        members = count + ABSTAIN;
        try (Traces traces = new Traces(data, database);
                Play play = new Play(data, database)) {
            open(play);
            vote(play, VotedElection.codesOf(play, members));
            ask(play);
            // Until then there are links, and they are found.
            assertThat(links(traces.all()))
                    .anyMatch(trace -> trace.where().equals("complaint"))
                    .anyMatch(trace -> trace.where().startsWith("file outbox/"));
            List<Traces.Trace> metrics = metrics(play);
            end(play);

            List<Traces.Trace> all = new ArrayList<>(traces.all());
            all.addAll(metrics);
            all.addAll(metrics(play));

            assertThat(links(all)).isEmpty();
            assertThat(all.stream().filter(trace -> trace.text().contains("castBallot")))
                    .hasSizeGreaterThanOrEqualTo(voters)
                    .noneMatch(trace -> trace.text().contains(ANYWHERE));
            requireNoOrder(traces.rows());
            String tracker =
                    new String(play.board.column("SELECT tracker FROM ballot").get(0), StandardCharsets.UTF_8);
            play.board.execute("UPDATE member SET name = '" + tracker + "' WHERE member_number = 'MBR-7-X'");
            assertThat(links(traces.rows())).extracting(Traces.Trace::where).containsExactly("member");
        }
    }

    private void open(Play play) throws Exception {
        play.create(play.draft(), VotedElection.roll(members));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        HttpResponse<String> issued = play.staff("/credentials");
        assertThat(issued.statusCode()).as(issued.body()).isIn(200, 202);
        for (int i = 0; i < 600 && (play.count(EntryType.CREDENTIALS) == 0 || isQueued(play)); i++) {
            Thread.sleep(100);
        }
        play.decide("setup", null, "planned");
        play.await("open");
    }

    private static boolean isQueued(Play play) {
        return !play.board.column("SELECT id FROM mail_queue").isEmpty();
    }

    /** In an order that has nothing to do with the roll's, on several devices at once. */
    private void vote(Play play, Map<Integer, VotingCode> codes) throws Exception {
        Manifest manifest = play.manifest();
        BallotEncryption encryption =
                new BallotEncryption(play.sealed(), play.setup().electionKey());
        List<Integer> everybody = new ArrayList<>(codes.keySet());
        Collections.shuffle(everybody, new Random(2026));
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int member : everybody) {
            boolean votes = tasks.size() < voters;
            tasks.add(() -> {
                Credential credential = credential(manifest, member, codes.get(member));
                return votes ? cast(play, manifest, encryption, member, credential) : 0;
            });
        }
        ExecutorService devices = Executors.newFixedThreadPool(DEVICES);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> each : devices.invokeAll(tasks)) {
                answers.add(each.get());
            }
            assertThat(answers.stream().filter(status -> status != 0))
                    .hasSize(voters)
                    .containsOnly(201);
        } finally {
            devices.shutdownNow();
        }
    }

    private Credential credential(Manifest manifest, int member, VotingCode code) {
        Credential credential = Credential.derive(manifest.election().bytes(), code);
        byte[] k = credential.publicKey().encode();
        holders.put(code.display(), member);
        holders.put(Base64Url.encode(k), member);
        holders.put(HexFormat.of().formatHex(k), member);
        return credential;
    }

    private int cast(Play play, Manifest manifest, BallotEncryption encryption, int member, Credential credential)
            throws Exception {
        boolean isStudent = member % 3 == 0;
        Choices chair = Choices.of(2, 1 + member % 2);
        List<ContestForm> forms = ContestForm.of(manifest.contestsOf(
                manifest.style(isStudent ? "student" : "full").orElseThrow()));
        List<Choices> choices = isStudent ? List.of(chair) : List.of(chair, Choices.of(3, 1 + member % 3));
        CastRequest ballot = BallotSignature.sign(
                encryption
                        .encrypt(forms, credential.publicKey(), choices, Person.ENTROPY)
                        .ballot(),
                credential,
                Person.ENTROPY);
        holders.put(ballot.ballot().hash().hex(), member);
        holders.put(Tracker.of(ballot.ballot().hash()).toString(), member);
        HttpResponse<String> answer = play.cast(ballot);
        receipts.put(member, answer.body());
        return answer.statusCode();
    }

    /** Members who tell the office who they are, before and after: a complaint with a receipt, and questions. */
    private void ask(Play play) throws Exception {
        int voter = receipts.keySet().iterator().next();
        String complaint = VotedElection.object()
                .put("file", receipts.get(voter))
                .put("contact", VotedElection.email(voter))
                .toString();
        assertThat(ok(201, post(play, "/complaints", complaint)).path("outcome").asText())
                .isEqualTo("stands");
        assertThat(post(play, "/use-inquiries", inquiry(voter)).statusCode()).isEqualTo(202);
    }

    private static String inquiry(int member) {
        return VotedElection.object()
                .put("memberNumber", VotedElection.number(member))
                .put("contact", VotedElection.email(member))
                .toString();
    }

    private static HttpResponse<String> post(Play play, String path, String body) throws Exception {
        return play.server.send(play.server
                .open(play.path(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The close, the answer to the complaint, the end of the map, and a server that goes on afterwards. */
    private static void end(Play play) throws Exception {
        play.decide("close", null, "meeting-decision");
        play.awaitEntry(EntryType.TALLY);
        HttpResponse<String> answered = play.server.send(play.server
                .staff(play.path("/complaints/1/answer"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"answer\":\"told\"}")));
        assertThat(answered.statusCode()).isEqualTo(204);
        play.stop();
        DisputesOver.destroyMap(play);
        play.start();
        JsonNode standing = ok(
                200,
                play.server.send(play.server
                        .staff(play.path("/standings?search=" + VotedElection.number(8)))
                        .GET()));
        assertThat(standing.get(0).path("voted").asText()).isEqualTo("unknown");
    }

    private static List<Traces.Trace> metrics(Play play) throws Exception {
        String metrics = play.server.send(play.server.open("/metrics").GET()).body();
        assertThat(metrics).contains("urna_casts");
        return metrics.lines()
                .map(line -> new Traces.Trace("metrics", line, false))
                .toList();
    }

    private List<Traces.Trace> links(Collection<Traces.Trace> all) {
        List<String> names = new ArrayList<>(List.of(ANYWHERE));
        for (int member = 1; member <= members; member++) {
            names.addAll(List.of(
                    VotedElection.number(member), VotedElection.email(member), "Elector Number-" + member + "-Y"));
        }
        Names people = new Names(names);
        Names ballots = new Names(holders.keySet());
        return all.stream()
                .filter(trace -> trace.names(people) && (trace.isPlaced() || trace.names(ballots)))
                .toList();
    }

    /** What a table tells by the order of its rows alone. */
    private void requireNoOrder(List<Traces.Trace> rows) {
        Names ballots = new Names(holders.keySet());
        Map<String, List<Integer>> orders = new TreeMap<>();
        for (Traces.Trace row : rows) {
            Set<Integer> named =
                    ballots.in(row.text()).stream().map(holders::get).collect(Collectors.toSet());
            if (named.size() == 1) {
                orders.computeIfAbsent(row.where(), table -> new ArrayList<>()).addAll(named);
            }
        }
        assertThat(orders).containsKeys("credential", "ballot", "log_entry");
        assertThat(orders.get("credential")).hasSize(members);
        Map<String, Double> strays = new HashMap<>();
        orders.forEach((table, order) -> {
            if (order.size() >= MANY) {
                strays.put(table, correlation(order) * Math.sqrt(order.size() - 1));
            }
        });
        assertThat(strays.values()).as("%s", strays).allMatch(stray -> Math.abs(stray) < SIGMAS);
        // The order of the roll itself would be noticed.
        List<Integer> roll = IntStream.rangeClosed(1, members).boxed().toList();
        assertThat(correlation(roll) * Math.sqrt(members - 1)).isGreaterThan(SIGMAS);
    }

    /** Of places in a table with places on the roll: near 0 where one tells nothing of the other. */
    private static double correlation(List<Integer> order) {
        double place = (order.size() - 1) / 2.0;
        double number = order.stream().mapToInt(each -> each).average().orElseThrow();
        double both = 0;
        double places = 0;
        double numbers = 0;
        for (int i = 0; i < order.size(); i++) {
            both += (i - place) * (order.get(i) - number);
            places += (i - place) * (i - place);
            numbers += (order.get(i) - number) * (order.get(i) - number);
        }
        return both / Math.sqrt(places * numbers);
    }
}
