// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A second election that stays open, with what a person needs to try it. */
final class OpenToTry {

    private final Demo demo;
    private final Http http;
    private final Staff staff;
    private final Path folder;
    private final PrintWriter out;

    OpenToTry(Demo demo, Http http, Staff staff, Path folder, PrintWriter out) {
        this.demo = demo;
        this.http = http;
        this.staff = staff;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Opens it, says how to vote, and waits until the process is ended.
     *
     * @param finished id of the election before, whose result can be read
     */
    void open(Poll poll, String finished) throws IOException, InterruptedException {
        Demo.Opened opened = demo.open(poll);
        String page = page(opened.election());
        out.println();
        out.println("A second election is open until you press Ctrl-C. Vote in it, each link once:");
        poll.electorate().members().stream()
                .collect(Collectors.groupingBy(Electorate.Member::section, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(section -> section.stream()
                        .limit(1)
                        .forEach(m -> out.println("  vote     " + page + "/vote#"
                                + opened.codes().get(m.number()) + "  (" + m.number() + ", " + m.section() + ")")));
        out.println("  pages    " + http.server() + "/");
        out.println("           " + page + "/");
        for (String each : List.of("find", "entries", "results", "verify")) {
            out.println("           " + page + "/" + each);
        }
        out.println("           " + http.server() + "/check");
        out.println("  result   " + page(finished) + "/results  (of the first)");
        out.println("  status   " + http.server() + "/api/v1/elections/" + opened.election());
        out.println("  board    " + http.server() + BoardEntries.board(opened.election()) + "checkpoint");
        out.println("  API      " + http.server() + "/api/v1/openapi.yaml");
        out.println("  staff    " + http.server() + "/staff/   sign in as one of these; codes are of " + Instant.now());
        staff.logins().forEach(login -> out.println("           " + login.printed()));
        out.println("  officers and trustees: key files and passphrases in " + folder.resolve("people"));
        out.println("  all codes in " + folder.resolve("outbox").resolve(opened.election()));
        out.flush();
        new CountDownLatch(1).await();
    }

    private String page(String election) {
        return http.server() + "/e/" + election;
    }
}
