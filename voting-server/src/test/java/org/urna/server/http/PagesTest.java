// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.record.Hash;
import org.urna.server.ServerFixture;

/** Pages and assets over HTTP: headers, caching, and addresses that must lead nowhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self';"
            + " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types urna-worker";
    private static final String ELECTION = "/e/" + "0".repeat(32);
    private static final List<String> PAGES = List.of(
            "/",
            ELECTION + "/",
            ELECTION + "/vote",
            ELECTION + "/results",
            ELECTION + "/find",
            ELECTION + "/entries",
            ELECTION + "/invitation",
            ELECTION + "/verify");
    private static final String ASSET = "/assets/app/messages/index.json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private ServerFixture server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = ServerFixture.start(data);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsServedWithItsHeaders() {
        return PAGES.stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    HttpResponse<byte[]> page = get(path);

                    assertThat(page.statusCode()).isEqualTo(200);
                    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
                    assertThat(header(page, "content-security-policy")).isEqualTo(POLICY);
                    assertHardened(page);
                    assertThat(text(page))
                            .startsWithIgnoringCase("<!doctype html>")
                            .containsPattern("<html lang=\"[a-z]{2}\"")
                            .doesNotContainPattern("<script(?![^>]* src=\"/assets/)")
                            .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/check", "/verify"})
    void theCheckersAreOneFileEachThatRunsItsOwnScriptAlone(String path) throws Exception {
        HttpResponse<byte[]> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "content-security-policy"))
                .matches("default-src 'none'; script-src( 'sha256-[A-Za-z0-9+/]{43}=')+;"
                        + " style-src( 'sha256-[A-Za-z0-9+/]{43}=')+; .*")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertHardened(page);
        assertThat(text(page))
                .doesNotContainPattern("<script[^>]* src=")
                .doesNotContainPattern("<link[^>]* href=\"[^d]");
    }

    private static void assertHardened(HttpResponse<byte[]> response) {
        assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(response, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(header(response, "cross-origin-opener-policy")).isEqualTo("same-origin");
        assertThat(header(response, "cross-origin-resource-policy")).isEqualTo("same-origin");
        assertThat(header(response, "x-frame-options")).isEqualTo("DENY");
        assertThat(header(response, "permissions-policy")).contains("camera=()", "geolocation=()", "microphone=()");
        assertThat(header(response, "cache-control")).isEqualTo("no-cache");
        assertThat(header(response, "etag")).matches("\"[0-9a-f]{64}\"");
        assertThat(response.headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    void anAssetHasTheSamePolicyBecauseAWorkerHasThatOfItsScript() throws Exception {
        HttpResponse<byte[]> asset = get(ASSET);

        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(header(asset, "content-security-policy")).isEqualTo(POLICY);
        assertThat(header(asset, "content-type")).isEqualTo("application/json");
        assertHardened(asset);
        assertThat(header(asset, "etag"))
                .isEqualTo('"' + Hash.sha256(asset.body()).hex() + '"');
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        String tag = header(get(ASSET), "etag");
        for (String asked : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            HttpResponse<byte[]> again = get(ASSET, "If-None-Match", asked);

            assertThat(again.statusCode()).as(asked).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "etag")).isEqualTo(tag);
        }
        assertThat(get(ASSET, "If-None-Match", "\"" + "0".repeat(64) + "\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void headSaysWhatGetWouldSend() throws Exception {
        HttpResponse<byte[]> whole = get(ASSET);

        String head = RawClient.exchange(
                server.port(), "HEAD " + ASSET + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        assertThat(head.toLowerCase(Locale.ROOT))
                .contains("content-length: " + whole.body().length + "\r\n", "etag: " + header(whole, "etag"));
    }

    @Test
    void whoTakesCompressedFilesGetsThemUnderATagOfTheirOwn() throws Exception {
        HttpResponse<byte[]> plain = get(ASSET);
        HttpResponse<byte[]> compressed = get(ASSET, "Accept-Encoding", "br, gzip;q=0.8");

        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "vary")).isEqualTo("Accept-Encoding");
        assertThat(header(compressed, "etag")).isNotEqualTo(header(plain, "etag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(get(ASSET, "Accept-Encoding", "gzip;q=0"), "content-encoding"))
                .isEmpty();
    }

    @Test
    void theBoothListHoldsTheHashesOfTheFilesAsTheyAreServed() throws Exception {
        JsonNode list = mapper.readTree(get("/booth.json").body());

        assertThat(list.findValuesAsText("path"))
                .contains("app/messages/index.json")
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(list.size()).isGreaterThan(3);
        for (JsonNode file : list) {
            HttpResponse<byte[]> served = get("/assets/" + file.path("path").asText());

            assertThat(served.statusCode()).as("%s", file).isEqualTo(200);
            assertThat(Hash.sha256(served.body()).hex())
                    .isEqualTo(file.path("sha256").asText());
        }
    }

    /** G3: nothing is found by a path that leaves its folder, however it is written. */
    @TestFactory
    Stream<DynamicTest> noPathLeavesItsFolder() {
        return Stream.of(
                        "/assets/../openapi.yaml",
                        "/assets/../db/migration/V1__elections.sql",
                        "/assets/..%2fopenapi.yaml",
                        "/assets/..%2Fopenapi.yaml",
                        "/assets/%2e%2e/openapi.yaml",
                        "/assets/%2e%2e%2fopenapi.yaml",
                        "/assets/%252e%252e%252fopenapi.yaml",
                        "/assets/..%252fopenapi.yaml",
                        "/assets/..%5copenapi.yaml",
                        "/assets/..\\openapi.yaml",
                        "/assets/app/..%2f..%2fopenapi.yaml",
                        "/assets/app/messages/index.json%00.txt",
                        "/assets/%61pp/messages/index.json",
                        "/assets//app/messages/index.json",
                        "/assets/app/./messages/index.json",
                        "/assets//etc/passwd",
                        "/assets/%2fetc%2fpasswd",
                        "/assets/file:/etc/passwd",
                        "/assets/app",
                        "/assets/app/",
                        "/assets/")
                .map(path -> DynamicTest.dynamicTest("G3 " + path, () -> {
                    String answer = RawClient.exchange(
                            server.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

                    assertThat(answer).startsWith("HTTP/1.1 4");
                    assertThat(answer).doesNotContain("openapi:", "CREATE TABLE", "root:");
                }));
    }

    @Test
    void aBrowserIsShownAPageWhereNothingIsAndAProgramAProblem() throws Exception {
        HttpResponse<byte[]> person = get("/nothing", "Accept", "text/html,*/*;q=0.8");
        HttpResponse<byte[]> program = get("/nothing", "Accept", "application/json");
        HttpResponse<byte[]> api = get("/api/v1/elections/" + "0".repeat(32), "Accept", "text/html,*/*;q=0.8");

        assertThat(List.of(person.statusCode(), program.statusCode(), api.statusCode()))
                .containsOnly(404);
        assertThat(header(person, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(person, "content-security-policy")).isEqualTo(POLICY);
        assertThat(header(person, "etag")).isEmpty();
        assertThat(text(person)).contains("There is nothing at this address", "lang=\"cy\"");
        assertThat(header(program, "content-type")).isEqualTo("application/problem+json");
        assertThat(header(api, "content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void anElectionWithoutItsSlashLeadsToThePage() throws Exception {
        HttpResponse<byte[]> moved = get(ELECTION);

        assertThat(moved.statusCode()).isEqualTo(308);
        assertThat(header(moved, "location")).isEqualTo(ELECTION + "/");
    }

    @Test
    void pagesAreReadAndNothingElse() throws Exception {
        HttpResponse<String> posted = server.send(server.open(ASSET).POST(BodyPublishers.ofString("x")));

        assertThat(posted.statusCode()).isEqualTo(405);
    }
}
