// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** What a desk at the door asks the server of an election, for members by their places on the roll. */
record DoorCalls(Play play) {

    static String number(int member) {
        return "MBR-" + member + "-X";
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return play.server.send(play.server
                .staff(play.path(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> activate(int member, String serial) throws Exception {
        return send(
                "POST",
                "/door/activations",
                "{\"memberNumber\":\"" + number(member) + "\",\"serial\":\"" + serial + "\"}");
    }

    HttpResponse<String> deactivate(int member, boolean lost) throws Exception {
        return send(
                "POST", "/door/deactivations", "{\"memberNumber\":\"" + number(member) + "\",\"lost\":" + lost + "}");
    }

    /** The member as the desk at the door sees them. */
    JsonNode atDoor(int member) throws Exception {
        return found("/door/members", member);
    }

    /** The member as the help desk sees them. */
    JsonNode standing(int member) throws Exception {
        return found("/standings", member);
    }

    private JsonNode found(String list, int member) throws Exception {
        for (JsonNode each : ok(200, send("GET", list + "?search=" + number(member), null))) {
            if (each.path("memberNumber").asText().equals(number(member))) {
                return each;
            }
        }
        throw new AssertionError("not found: " + member);
    }

    static void done(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    }

    static void refused(HttpResponse<String> response, String rule) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode problem = Play.tree(response.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:urna:problem:door-refused");
        assertThat(problem.path("rule").asText()).isEqualTo(rule);
    }
}
