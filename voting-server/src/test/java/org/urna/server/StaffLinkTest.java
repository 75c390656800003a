// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.staff.Role;
import picocli.CommandLine;

/** The way back for administrators who lost what lets them in, made on the server's own machine beside the running server. */
class StaffLinkTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private ServerFixture server;
    private StaffDesk desk;

    @BeforeEach
    void start() throws Exception {
        server = ServerFixture.start(folder);
        desk = new StaffDesk(server);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private int run(String... arguments) throws Exception {
        Path settings = Files.writeString(
                folder.resolve("urna.json"),
                "{\"URNA_DATA\":\"" + folder + "\",\"URNA_PUBLIC_URL\":\"http://localhost\"}");
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commands = ServerMain.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err, true));
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", settings.toString()));
        return commands.execute(all.toArray(String[]::new));
    }

    private String printed() {
        String line = out.toString().strip();
        assertThat(line).contains("within an hour, once: http://localhost/staff/#/enrol/");
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private JsonNode trail(StaffDesk.Person reader) throws Exception {
        return StaffDesk.answer(desk.send(reader, "GET", "/staff/trail?operation=makeLinkOnServer", null), 200)
                .path("actions");
    }

    @Test
    void anAdministratorComesBackByALinkAndEverybodySeesThatItWasMade() throws Exception {
        StaffDesk.Person lost = server.officer();

        int status = run("staff-link", "FIRST@example.org", "--reason", "telephone fell into the harbour");

        assertThat(status).as(err.toString()).isZero();
        assertThat(desk.send(lost, "GET", "/staff/account", null).statusCode()).isEqualTo(401);
        ObjectNode old = JSON.createObjectNode().put("email", lost.email()).put("password", lost.password());
        assertThat(desk.post(null, "/staff/session", old.put("code", lost.nextCode()))
                        .statusCode())
                .isEqualTo(401);
        StaffDesk.Person back = desk.follow(printed(), lost.email(), JSON.createObjectNode());
        assertThat(back.answer().path("account").path("roles").toString())
                .isEqualTo(lost.answer().path("account").path("roles").toString());
        JsonNode row = trail(back).path(0);
        assertThat(row.path("account").asText()).isEmpty();
        assertThat(row.path("outcome").asText()).isEqualTo("done");
        assertThat(row.path("detail").path("account").asText()).isEqualTo(lost.id());
        assertThat(row.path("detail").path("reason").asText()).isEqualTo("telephone fell into the harbour");
        assertThat(row.path("detail").path("user").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(run("fsck")).as(out.toString()).isZero();
    }

    @Test
    void itGivesNobodyAccessWhoIsNoAdministratorAndNoRoleThatTheAccountDidNotHave() throws Exception {
        StaffDesk.Person deputy = desk.invite(server.officer(), "deputy@example.org", Role.DEPUTY);

        assertThat(run("staff-link", "deputy@example.org", "--reason", "because"))
                .isEqualTo(ServerMain.REFUSED);
        assertThat(err.toString()).contains("no administrator signs in with this address");
        assertThat(run("staff-link", "deputy@example.org", "--reason", "because", "--new", "Dil"))
                .isEqualTo(ServerMain.REFUSED);
        assertThat(run("staff-link", "first@example.org", "--reason", " ")).isEqualTo(ServerMain.USAGE);
        assertThat(run("staff-link", "first@example.org")).isEqualTo(ServerMain.USAGE);

        assertThat(desk.send(deputy, "GET", "/staff/account", null).statusCode())
                .isEqualTo(200);
        assertThat(trail(server.officer())).isEmpty();
    }

    @Test
    void whereNobodyIsLeftANewAdministratorIsMadeWhoRunsNoElection() throws Exception {
        server.officer();

        int status = run("staff-link", "new@example.org", "--new", "Nia New", "--reason", "the office has moved on");

        assertThat(status).as(err.toString()).isZero();
        StaffDesk.Person made = desk.follow(printed(), "new@example.org", JSON.createObjectNode());
        assertThat(made.answer().path("account").path("roles").toString()).isEqualTo("[\"administrator\"]");
        assertThat(desk.post(made, "/drafts", Drafting.draft(3, 2)).statusCode())
                .isEqualTo(403);
        assertThat(trail(made)).hasSize(1);
    }
}
