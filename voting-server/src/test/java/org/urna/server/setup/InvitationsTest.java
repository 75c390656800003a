// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Trustees who are invited hand in an identity, and staff take it after comparing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationsTest extends SetUpDesk {

    @Test
    void anInvitedTrusteeHandsInAnIdentityOnceAndStaffTakeItAfterComparing() throws Exception {
        String election = begin(titled());
        String list = "/elections/" + election + "/invitations";
        JsonNode made = ok(201, post(list, "application/json", "{\"label\":\"Ada Lovelace\"}"));
        String secret = made.path("secret").asText();
        String thumbprint = "A".repeat(42) + "E";
        String answer =
                "{\"secret\":\"" + secret + "\",\"name\":\"Ada <b>L.</b>\",\"thumbprint\":\"" + thumbprint + "\"}";

        assertThat(invited(election, "", "{\"secret\":\"" + "A".repeat(22) + "\"}")
                        .statusCode())
                .isEqualTo(404);
        JsonNode opened = ok(200, invited(election, "", "{\"secret\":\"" + secret + "\"}"));
        assertThat(opened.path("label").asText()).isEqualTo("Ada Lovelace");
        assertThat(opened.path("state").asText()).isEqualTo("open");
        ok(204, invited(election, "/identity", answer));
        ok(409, invited(election, "/identity", answer));
        // the secret itself is stored nowhere
        assertThat(get(list).toString()).contains("\"answered\"", thumbprint).doesNotContain(secret);

        HttpResponse<String> other =
                post(list + "/1/acceptance", "application/json", "{\"thumbprint\":\"" + "B".repeat(42) + "E\"}");
        assertThat(other.statusCode()).isEqualTo(400);
        ok(200, post(list + "/1/acceptance", "application/json", "{\"thumbprint\":\"" + thumbprint + "\"}"));
        JsonNode trustee =
                get("/elections/" + election + "/draft").path("trustees").path(0);
        assertThat(trustee.path("name").asText()).isEqualTo("Ada <b>L.</b>");
        assertThat(trustee.path("thumbprint").asText()).isEqualTo(thumbprint);

        ok(201, post(list, "application/json", "{\"label\":\"Bob\"}"));
        ok(204, server.send(server.staff("/api/v1" + list + "/2").DELETE()));
        assertThat(get(list).path(1).path("state").asText()).isEqualTo("withdrawn");
    }

    private HttpResponse<String> invited(String election, String below, String body) throws Exception {
        return server.send(server.open("/api/v1/elections/" + election + "/invited" + below)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
