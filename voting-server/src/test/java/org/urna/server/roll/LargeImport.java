// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.urna.server.ServerFixture.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;

/** Imports a roll of many rows and says how long each step took. A program, so that its heap can be chosen. */
final class LargeImport {

    private LargeImport() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int rows = Integer.parseInt(args[1]);
        String given = System.getProperty("urna.test.pg", "");
        DatabaseUrl url = given.isEmpty() ? Databases.sqlite(data) : DatabaseUrl.parse(given);
        try (RollWorld world = RollWorld.open(data, url)) {
            Path file = data.resolve("large.csv");
            write(file, rows);
            long start = System.nanoTime();
            RollFiles.Upload upload = world.upload("large.csv", new byte[0]);
            Files.delete(upload.path());
            Files.move(file, upload.path());
            say("bytes " + Files.size(upload.path()));
            await(world.office.files().arrived(upload));
            start = said("looked at", start);
            JsonNode checked = world.check(RollWorld.plain());
            start = said("checked " + checked.path("summary"), start);
            world.commit(true);
            said("written", start);
            say("members " + world.count("member"));
            say("heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
        }
        System.exit(0);
    }

    @CanIgnoreReturnValue
    private static long said(String what, long start) {
        long now = System.nanoTime();
        say(what + " after " + Duration.ofNanos(now - start).toMillis() + " ms");
        return now;
    }

    private static void say(String what) {
        System.out.println("roll: " + what);
    }

    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(RollWorld.HEADER);
            for (int i = 1; i <= rows; i++) {
                int number = i % 1_000 == 0 ? i - 1 : i;
                int mail = i % 100 == 50 ? i - 1 : i;
                out.write(String.format(
                        Locale.ROOT,
                        "L%07d,Firstname%d Lastname%d,member-%d@members.example.org,%d Example Street,District %d,Exampleton,,,"
                                + "AB%d %dCD,GB,member,full,1,en,2015-03-0%d,%d\r\n",
                        number,
                        i,
                        i % 977,
                        mail,
                        i,
                        i % 31,
                        i % 97,
                        i % 9,
                        1 + i % 9,
                        i % 4));
            }
        }
    }
}
