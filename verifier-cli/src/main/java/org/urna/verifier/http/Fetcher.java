// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.urna.verifier.place.Limits;
import org.urna.verifier.place.TooLongException;

/** Asks a web server for files, and asks again where it is busy or an answer breaks off. Safe for concurrent use. */
final class Fetcher {

    /** Uses an answer; what it throws makes the question be asked again, except that a file is not there or too long. */
    @FunctionalInterface
    interface Use<T> {
        T use(HttpResponse<?> response, InputStream body) throws IOException;
    }

    /** An answer that another try will not better. */
    private static final class FinalAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        FinalAnswerException(int status) {
            super("the server answers " + status);
        }
    }

    static final int OK = 200;
    static final int PARTIAL = 206;
    static final int NO_SUCH_RANGE = 416;
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> BUSY = Set.of(408, 425, 429, 500, 502, 503, 504);

    private static final int TRIES = 5;
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI root;
    private final Duration pause;

    /**
     * @param root what paths are below of, with a slash at its end
     * @param pause before the second try; each later one waits twice as long
     */
    Fetcher(URI root, Duration pause) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.root = root;
        this.pause = pause;
    }

    /**
     * Reads a whole file.
     *
     * @throws FileNotFoundException if the server says so
     * @throws IOException if it is longer than {@code most} bytes, or cannot be had
     */
    byte[] bytes(String path, int most) throws IOException {
        return get(path, "", (response, body) -> Limits.read(body, most));
    }

    /** @param range empty for the whole file, otherwise the value of a {@code Range} header, which the server may overlook */
    <T> T get(String path, String range, Use<T> use) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(path, range, use);
            } catch (FileNotFoundException | TooLongException | FinalAnswerException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                rest(attempt);
            }
        }
    }

    private <T> T once(String path, String range, Use<T> use) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER).GET();
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                requireGood(response.statusCode(), !range.isEmpty());
                return use.use(response, new PatientInputStream(body, ANSWER, Limits.STREAM));
            }
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + root.getAuthority(), e); // the client's own has no message
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void requireGood(int status, boolean ranged) throws IOException {
        if (status == OK || (ranged && (status == PARTIAL || status == NO_SUCH_RANGE))) {
            return;
        }
        if (status == NOT_FOUND) {
            throw new FileNotFoundException("the server answers " + status);
        }
        if (BUSY.contains(status)) {
            throw new IOException("the server answers " + status);
        }
        throw new FinalAnswerException(status);
    }

    /** Twice as long each time, and not all readers at once. */
    private void rest(int attempt) throws IOException {
        long most = pause.toMillis() << (attempt - 1);
        try {
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
