// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ElectionId;
import org.urna.trustee.RefusedException;

/** What a hostile or broken server answers. */
class HttpPlaceTest {

    private HttpServer server;
    private HttpPlace place;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        place = new HttpPlace(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new ElectionId("00112233445566778899aabbccddeeff"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerLongerThanWhatWasAskedForIsNotReadToItsEnd() throws Exception {
        body = "x".repeat(1000);

        assertThat(place.read("checkpoint", 1000)).hasSize(1000);
        assertThatThrownBy(() -> place.read("checkpoint", 999))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("longer than it can be");
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = 302;

        assertThatThrownBy(() -> place.read("checkpoint", 1000)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aBusyServerAndAMissingFileCanBeAskedAgain() {
        status = 503;
        assertThatIOException().isThrownBy(() -> place.read("checkpoint", 1000)).withMessageContaining("busy");
        status = 404;
        assertThatThrownBy(() -> place.read("checkpoint", 1000)).isInstanceOf(ElectionPlace.NotThereException.class);
    }

    @Test
    void aRefusalNamesTheServersCodeAndWhatToDoNext() {
        status = 409;
        body = "{\"type\":\"urn:urna:problem:wrong-state\",\"title\":\"t\",\"status\":409,\"detail\":\"not now\"}";
        assertThatThrownBy(() -> place.deliver(new byte[2]))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("wrong-state")
                .hasMessageContaining("not now")
                .hasMessageContaining("run this again");
        body = "<html>";
        assertThatThrownBy(() -> place.deliver(new byte[2]))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("409");
    }

    @Test
    void decisionsReadStrictly() throws Exception {
        String good = "{\"number\":1,\"action\":\"void\",\"decision\":\"{}\",\"signedBy\":[],\"state\":\"pending\"}";
        body = "[" + good + "]";
        assertThat(place.decisions()).hasSize(1).allMatch(DraftedDecision::isPending);
        for (String bad : new String[] {
            "",
            "{}",
            "[" + good + "]x",
            "[1]",
            "[" + good.replace("1,", "1.5,") + "]",
            "[" + good.replace("1,", "-1,") + "]",
            "[" + good.replace("\"void\"", "null") + "]",
            "[" + good.replace("\"state\"", "\"number\"") + "]",
            "[".repeat(100)
        }) {
            body = bad;
            assertThatThrownBy(() -> place.decisions()).as(bad).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void whatAnUploadStillNeedsReadsStrictly() throws Exception {
        String token = "abcdefghijklmnopqrst_-";
        String good = "{\"token\":\"" + token + "\",\"partBytes\":1048576,\"missing\":{\"aa\":[0,2],\"bb\":[]}}";
        body = good;
        ElectionPlace.Announced announced = place.announce(new byte[2]);
        assertThat(announced.token()).isEqualTo(token);
        assertThat(announced.partBytes()).isEqualTo(1 << 20);
        assertThat(announced.missing()).containsEntry("aa", List.of(0L, 2L)).containsEntry("bb", List.of());
        for (String bad : new String[] {
            "{}",
            good.replace("[0,2]", "[0,-2]"),
            good.replace("[0,2]", "[\"0\"]"),
            good.replace("[0,2]", "2"),
            good.replace("1048576", "0"),
            good.replace("abcdef", "../../"),
            good.replace(token, token + "A")
        }) {
            body = bad;
            assertThatThrownBy(() -> place.announce(new byte[2])).as(bad).isInstanceOf(MalformedException.class);
        }
    }
}
