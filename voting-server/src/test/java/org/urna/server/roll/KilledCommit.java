// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.urna.server.ServerFixture.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Sql;

/** Replaces a small roll by a large one and says when it begins to write. A program, so that it can be killed meanwhile. */
final class KilledCommit {

    static final int MEMBERS = 3;
    static final int ROWS = 200_000;

    /** As the check leaves rows, without the minutes that checking so many takes. */
    private static final String MORE = """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < #{rows} - 1)
            INSERT INTO roll_row SELECT r.election, r.line + n.i, 'X' || n.i, r.name, r.email, r.address1, r.address2,
            r.address3, r.address4, r.address5, r.postcode, r.country, r.class, r.ballot_style, r.weight, r.language,
            r.joined, r.arrears_months, r.channel, r.search_key, r.email_key || n.i, r.person_key || n.i, r.faulty, r.outcome,
            r.noted, r.change FROM roll_row r, n
            """;

    private KilledCommit() {}

    public static void main(String[] args) throws Exception {
        try (RollWorld world = RollWorld.open(Path.of(args[0]), DatabaseUrl.parse(args[1]))) {
            StringBuilder old = new StringBuilder(RollWorld.HEADER);
            for (int i = 1; i <= MEMBERS; i++) {
                old.append("OLD" + i + ",Old " + i + ",old" + i + "@example.org,,,,,,,,member,full,,,,\r\n");
            }
            world.check(old.toString());
            world.commit(false);
            world.check(RollWorld.HEADER + "NEW,New,new@example.org,,,,,,,,member,full,,,,\r\n");
            world.store
                    .transaction(connection -> Sql.update(connection, MORE, Map.of("rows", ROWS)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            await(world.office.commits().start(world.election, false));
            System.out.println("writing");
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        }
    }
}
