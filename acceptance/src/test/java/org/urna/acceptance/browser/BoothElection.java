// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.ServerProcess;

/** An open election with a contest of every kind on a running server; its members come to the booth one after another. */
final class BoothElection implements AutoCloseable {

    private final Election election;
    private final ServerProcess server;
    private final List<String> codes;
    private final AtomicInteger members = new AtomicInteger();

    BoothElection(String name) {
        Election every = Elections.everyKind();
        election = every.in(every.home().copy(name));
        server = ServerProcess.start(election.home(), Map.of());
        codes = election.codes();
    }

    Election election() {
        return election;
    }

    ServerProcess server() {
        return server;
    }

    /** The code of a member who has not voted, on whose paper all contests are. */
    String longPaper() {
        return codes.get(2 * members.getAndIncrement());
    }

    /** The code of a member who has not voted, on whose paper is the chair only. */
    String shortPaper() {
        return codes.get(2 * members.getAndIncrement() + 1);
    }

    /** Address of the booth. */
    String address() {
        return server.http().server() + "/e/" + election.id() + "/vote";
    }

    /** The link of the e-mail. */
    String link(String code) {
        return address() + "#" + code;
    }

    /** Ballots on the board. */
    int ballots() {
        return election.status(server.http()).path("ballots").asInt();
    }

    @Override
    public void close() {
        server.close();
    }
}
