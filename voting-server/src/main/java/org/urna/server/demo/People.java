// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The trustees and officers of one election, each a process of the trustee program with a key file of its own. */
public final class People {

    static final int TRUSTEES = 5;
    static final int THRESHOLD = 3;
    static final int OFFICERS = 2;

    private static final JsonMapper JSON = new JsonMapper();

    private final Tools tools;
    private final Path folder;
    private final URI server;

    People(Tools tools, Path folder, URI server) {
        this.tools = tools;
        this.folder = folder;
        this.server = server;
    }

    /** Makes the trustees' signing keys and gives name and thumbprint of each. */
    List<JsonNode> identities() throws IOException, InterruptedException {
        return make("trustee", TRUSTEES, "Trustee ", List.of("identity"));
    }

    /** Makes the officers' keys and gives name and key of each. */
    List<JsonNode> officers() throws IOException, InterruptedException {
        return make("officer", OFFICERS, "Officer ", List.of("officer", "new"));
    }

    private List<JsonNode> make(String kind, int count, String title, List<String> command)
            throws IOException, InterruptedException {
        List<Tools.Running> running = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--name", title + i));
            arguments.addAll(key(kind + i));
            arguments.add("--json");
            running.add(tools.startTrustee(folder.resolve("log"), kind + i + "-new", arguments));
        }
        List<JsonNode> made = new ArrayList<>();
        for (Tools.Running each : running) {
            made.add(JSON.readTree(succeeded(each).output()));
        }
        return made;
    }

    /** All trustees take part in the ceremony, each at its own machine, so to speak. */
    void ceremony(String election) throws IOException, InterruptedException {
        trustees(election, TRUSTEES, "ceremony");
        trustees(election, TRUSTEES, "check");
    }

    /** As many trustees as are needed agree on the board and draw lots. */
    void agree(String election) throws IOException, InterruptedException {
        trustees(election, THRESHOLD, "agree", "--yes");
    }

    /** As many trustees as the manifest asks for mix the rankings; each waits until it is its turn. */
    void mix(String election) throws IOException, InterruptedException {
        trustees(election, THRESHOLD, "mix");
    }

    /** As many trustees as are needed decrypt the totals, or what the last mixer put out. */
    void decrypt(String election) throws IOException, InterruptedException {
        trustees(election, THRESHOLD, "decrypt");
    }

    /** Two officers look at a decision and sign it. */
    void sign(String election, int decision) throws IOException, InterruptedException {
        List<Tools.Running> running = new ArrayList<>();
        for (int i = 1; i <= OFFICERS; i++) {
            List<String> arguments = new ArrayList<>(List.of("officer", "sign", "--decision", "" + decision, "--yes"));
            arguments.addAll(place(election));
            arguments.addAll(key("officer" + i));
            running.add(tools.startTrustee(folder.resolve("log"), "officer" + i + "-sign-" + decision, arguments));
        }
        for (Tools.Running each : running) {
            succeeded(each);
        }
    }

    private void trustees(String election, int count, String command, String... more)
            throws IOException, InterruptedException {
        List<Tools.Running> running = new ArrayList<>();
        for (int i : IntStream.rangeClosed(1, count).toArray()) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of(more));
            arguments.addAll(place(election));
            arguments.addAll(key("trustee" + i));
            running.add(tools.startTrustee(folder.resolve("log"), "trustee" + i + "-" + command, arguments));
        }
        for (Tools.Running each : running) {
            succeeded(each);
        }
    }

    private List<String> place(String election) {
        return List.of("--server", server.toString(), "--election", election);
    }

    private List<String> key(String who) {
        return List.of(
                "--key", folder.resolve(who + ".key").toString(),
                "--passphrase-file", folder.resolve(who + ".passphrase").toString());
    }

    private static Tools.Ended succeeded(Tools.Running running) throws IOException, InterruptedException {
        Tools.Ended ended = running.await();
        if (ended.status() != 0) {
            throw new IOException(
                    running.name() + " ended with status " + ended.status() + ":\n" + ended.output() + ended.errors());
        }
        return ended;
    }
}
