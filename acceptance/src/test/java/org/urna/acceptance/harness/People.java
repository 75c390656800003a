// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three trustees, of whom two are enough, and two officers, each a process of the trustee program with a key file of its own. */
public final class People {

    public static final int TRUSTEES = 3;
    public static final int THRESHOLD = 2;
    public static final int OFFICERS = 2;

    private final Home home;

    public People(Home home) {
        this.home = home;
    }

    /** Makes the trustees' signing keys and gives name and thumbprint of each. */
    public List<JsonNode> identities() {
        return make("trustee", TRUSTEES, "Trustee ", List.of("identity"));
    }

    /** Makes the officers' keys and gives name and key of each. */
    List<JsonNode> officers() {
        return officers(OFFICERS);
    }

    /** Makes keys of the first {@code count} officers and gives name and key of each. */
    public List<JsonNode> officers(int count) {
        return make("officer", count, "Officer ", List.of("officer", "new"));
    }

    private List<JsonNode> make(String kind, int count, String title, List<String> command) {
        home.people().toFile().mkdirs();
        List<Running> running = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--name", title + i));
            arguments.addAll(key(kind + i));
            arguments.add("--json");
            running.add(Programs.TRUSTEE.start(home.log(), arguments, Map.of()));
        }
        return running.stream()
                .map(each ->
                        Http.json(each.await().expect(0).output().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }

    /** The first {@code count} trustees run a command. */
    void trustees(Http http, String election, int count, String command, String... more) {
        List<Running> running = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of(more));
            arguments.addAll(place(http, election));
            arguments.addAll(key("trustee" + i));
            running.add(Programs.TRUSTEE.start(home.log(), arguments, Map.of()));
        }
        running.forEach(each -> each.await().expect(0));
    }

    /** Starts the guide of trustee {@code i}, with these lines typed. */
    public Running guide(Http http, String election, int i, String... lines) {
        List<String> arguments = new ArrayList<>(List.of("guide", "--at", http.server() + "/e/" + election));
        arguments.addAll(key("trustee" + i));
        return Programs.TRUSTEE.start(home.log(), arguments, Map.of(), String.join("\n", lines) + "\n");
    }

    /** Starts a command of trustee {@code i}. */
    public Running trustee(Http http, String election, int i, String command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(place(http, election));
        arguments.addAll(key("trustee" + i));
        return Programs.TRUSTEE.start(home.log(), arguments, Map.of());
    }

    /** Both officers look at a decision and sign it. */
    void sign(Http http, String election, int decision) {
        List<Running> running = new ArrayList<>();
        for (int i = 1; i <= OFFICERS; i++) {
            List<String> arguments = new ArrayList<>(List.of("officer", "sign", "--decision", "" + decision, "--yes"));
            arguments.addAll(place(http, election));
            arguments.addAll(key("officer" + i));
            running.add(Programs.TRUSTEE.start(home.log(), arguments, Map.of()));
        }
        running.forEach(each -> each.await().expect(0));
    }

    /** Options that name the place. */
    public static List<String> place(Http http, String election) {
        return List.of("--server", http.server().toString(), "--election", election);
    }

    /** Options that name someone's key file, such as {@code trustee1}. */
    public List<String> key(String who) {
        return List.of(
                "--key", home.people().resolve(who + ".key").toString(),
                "--passphrase-file", home.people().resolve(who + ".passphrase").toString());
    }
}
