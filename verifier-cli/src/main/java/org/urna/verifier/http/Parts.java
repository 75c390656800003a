// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.verifier.place.Limits;
import org.urna.verifier.place.TooLongException;

/**
 * A large file whose content its path fixes, fetched in parts of which some are under way at once: one that breaks off is asked for again by
 * itself. From a server that gives no parts it comes by way of a temporary file, so that a second try can begin anew.
 */
final class Parts {

    /** Bytes of a part. */
    static final int PART = 1 << 20;

    private static final int AHEAD = 4;
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

    private final Fetcher fetcher;
    private final String path;
    private final Executor executor;

    Parts(Fetcher fetcher, String path, Executor executor) {
        this.fetcher = fetcher;
        this.path = path;
        this.executor = executor;
    }

    InputStream open() throws IOException {
        return fetcher.get(path, range(0, PART), (response, body) -> {
            if (response.statusCode() == Fetcher.PARTIAL) {
                long total = total(response, 0);
                return rest(exactly(body, (int) Math.min(PART, total)), total);
            }
            // An empty file has no first byte.
            return response.statusCode() == Fetcher.OK ? spool(body) : InputStream.nullInputStream();
        });
    }

    /** Reads a file that may be another one the next time, through a temporary file. */
    static InputStream spooled(Fetcher fetcher, String path) throws IOException {
        return fetcher.get(path, "", (response, body) -> spool(body));
    }

    private static InputStream spool(InputStream body) throws IOException {
        Path file = Files.createTempFile("urna-verifier", ".part");
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static String range(long from, long length) {
        return "bytes=" + from + "-" + (from + length - 1);
    }

    private static long total(HttpResponse<?> response, long from) throws IOException {
        Matcher given =
                RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        if (!given.matches() || Long.parseLong(given.group(1)) != from) {
            throw new IOException("the server gives another part than it was asked for");
        }
        long total = Long.parseLong(given.group(3));
        if (total > Limits.STREAM) {
            throw new TooLongException("a file is longer than it can be");
        }
        return total;
    }

    private static byte[] exactly(InputStream body, int length) throws IOException {
        byte[] part = Limits.read(body, length);
        if (part.length != length) {
            throw new IOException("the server gives less than it was asked for");
        }
        return part;
    }

    private InputStream rest(byte[] first, long total) {
        InputStream begin = new ByteArrayInputStream(first);
        return total == first.length ? begin : new SequenceInputStream(begin, new Rest(first.length, total));
    }

    private byte[] fetch(long from, int length) throws IOException {
        return fetcher.get(path, range(from, length), (response, body) -> {
            if (response.statusCode() != Fetcher.PARTIAL) {
                throw new IOException("the server gives no parts any more");
            }
            total(response, from);
            return exactly(body, length);
        });
    }

    /** What follows the first part. */
    private final class Rest extends InputStream {

        private final long total;
        private long asked;
        private final Deque<CompletableFuture<byte[]>> coming = new ArrayDeque<>();
        private byte[] part = new byte[0];
        private int at;

        Rest(long from, long total) {
            this.asked = from;
            this.total = total;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            if (at == part.length && !next()) {
                return -1;
            }
            int got = Math.min(wanted, part.length - at);
            System.arraycopy(part, at, bytes, from, got);
            at += got;
            return got;
        }

        private boolean next() throws IOException {
            while (coming.size() < AHEAD && asked < total) {
                long begin = asked;
                int length = (int) Math.min(PART, total - begin);
                asked += length;
                coming.add(CompletableFuture.supplyAsync(() -> unchecked(begin, length), executor));
            }
            CompletableFuture<byte[]> first = coming.poll();
            if (first == null) {
                return false;
            }
            try {
                part = first.join();
            } catch (CompletionException e) {
                throw new IOException("a part of a file cannot be fetched", e.getCause());
            }
            at = 0;
            return true;
        }

        private byte[] unchecked(long from, int length) {
            try {
                return fetch(from, length);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }

        @Override
        public void close() {
            coming.forEach(each -> each.cancel(false));
            coming.clear();
            part = Arrays.copyOf(part, 0);
            at = 0;
            asked = total;
        }
    }
}
