// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.officer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;
import org.urna.trustee.json.JsonObject;
import org.urna.trustee.json.JsonText;
import org.urna.trustee.transport.ElectionPlace;

/**
 * Whether the voters' program that a decision names is the one that the server gives out: its list, and every file by its hash. It holds for what
 * the server shows this officer now; that it shows voters the same is for everybody to watch, with the signed hashes.
 */
final class BoothCheck {

    private static final String LIST = "booth.json";
    private static final int MAX_LIST = 1024 * 1024;
    private static final int MAX_FILE = 4 * 1024 * 1024;

    private final ElectionPlace place;
    private final Map<String, Hash> decided = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private BoothCheck(ElectionPlace place, List<Action.BoothFile> decided) {
        this.place = place;
        decided.forEach(file -> this.decided.put(file.path(), file.sha256()));
    }

    /**
     * Empty if the decision names no program, or exactly the one that the server gives out.
     *
     * @throws IOException if the server cannot be reached: then nothing is known
     */
    static List<String> problems(Action action, ElectionPlace place) throws IOException, RefusedException {
        List<Action.BoothFile> decided;
        if (action instanceof Action.Setup setup) {
            decided = setup.booth();
        } else if (action instanceof Action.BoothChanged changed) {
            decided = changed.booth();
        } else {
            return List.of();
        }
        BoothCheck check = new BoothCheck(place, decided);
        check.list();
        check.files();
        return List.copyOf(check.problems);
    }

    private void list() throws IOException, RefusedException {
        Map<String, Hash> served;
        try {
            served = served();
        } catch (MalformedException e) {
            problems.add("the server's list of the booth's files (" + LIST + ") cannot be read: " + e.getMessage());
            return;
        }
        served.forEach((path, hash) -> {
            if (!decided.containsKey(path)) {
                problems.add("the server gives voters a file of the booth that it does not name: " + path);
            } else if (!hash.equals(decided.get(path))) {
                problems.add("the server lists another hash for the booth's file " + path);
            }
        });
        decided.keySet().stream()
                .filter(path -> !served.containsKey(path))
                .forEach(path -> problems.add("the server does not list the booth's file " + path));
    }

    private Map<String, Hash> served() throws IOException, RefusedException, MalformedException {
        byte[] list;
        try {
            list = place.readWeb(LIST, MAX_LIST);
        } catch (ElectionPlace.NotThereException e) {
            // A server without a booth; whether the decision expects one is compared by whoever asked.
            return Map.of();
        }
        Map<String, Hash> served = new TreeMap<>();
        for (JsonObject file : JsonText.objects(list)) {
            if (served.put(file.text("path"), Hash.parse(file.text("sha256"))) != null) {
                throw new MalformedException("a path stands twice");
            }
        }
        return served;
    }

    private void files() throws IOException, RefusedException {
        for (Map.Entry<String, Hash> file : decided.entrySet()) {
            try {
                byte[] content = place.readWeb("assets/" + file.getKey(), MAX_FILE);
                if (!Hash.sha256(content).equals(file.getValue())) {
                    problems.add("what the server gives out as the booth's file " + file.getKey()
                            + " has another hash than the decision names");
                }
            } catch (ElectionPlace.NotThereException e) {
                problems.add("the server does not give out the booth's file " + file.getKey());
            }
        }
    }
}
