// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** The files that entries name by hash: check {@code artifacts}. Each is read once. */
final class Artifacts {

    /** Reads the content of an artifact. */
    @FunctionalInterface
    interface Reader {
        void read(InputStream content) throws IOException, MalformedException;
    }

    private static final int BUFFER = 1 << 16;

    private final Board board;
    private final Findings findings;
    private final Map<Hash, Artifact> named = new HashMap<>();

    Artifacts(Board board, Findings findings) {
        this.board = board;
        this.findings = findings;
    }

    /** Checks an artifact that an entry names and nobody needs to read. */
    void require(long entry, Artifact artifact) {
        if (!artifact.equals(named.get(artifact.sha256()))) {
            read(entry, artifact, content -> {});
        }
    }

    /** Reads and checks a small artifact. */
    byte[] bytes(long entry, Artifact artifact, int most) throws MalformedException {
        if (artifact.length() > most) {
            throw new MalformedException("the artifact is too long");
        }
        byte[][] bytes = new byte[1][];
        read(entry, artifact, content -> bytes[0] = content.readAllBytes());
        return Missing.unless(bytes[0], "an artifact cannot be read");
    }

    /**
     * Reads and checks an artifact.
     *
     * @param reader is given what is there, which need not be what the entry names, and need not read all of it
     */
    void read(long entry, Artifact artifact, Reader reader) {
        findings.expect(Check.ARTIFACTS, 1);
        named.put(artifact.sha256(), artifact);
        MessageDigest digest = Sha256.digest();
        try (InputStream file = board.artifact(artifact.sha256());
                BoundedInputStream bounded = new BoundedInputStream(file, artifact.length() + 1);
                InputStream content = new BufferedInputStream(new DigestInputStream(bounded, digest), BUFFER)) {
            try {
                reader.read(content);
            } finally {
                content.transferTo(OutputStream.nullOutputStream());
            }
            if (bounded.count() != artifact.length()) {
                findings.fail(Check.ARTIFACTS, entry, "", "an artifact has another length than its entry says");
            } else if (!Hash.of(digest.digest()).equals(artifact.sha256())) {
                findings.fail(Check.ARTIFACTS, entry, "", "an artifact has another hash than its name");
            }
            findings.checked(Check.ARTIFACTS, 1);
        } catch (IOException e) {
            findings.fail(Check.ARTIFACTS, entry, "", "artifact " + artifact.sha256() + " cannot be read");
        } catch (MalformedException e) {
            throw new Missing(String.valueOf(e.getMessage()));
        }
    }

    /** Reports files that no entry names, where the board can list its files. */
    void finish() {
        try {
            board.artifacts().ifPresent(names -> {
                for (String name : names) {
                    if (named.keySet().stream().noneMatch(hash -> hash.hex().equals(name))) {
                        findings.fail(Check.ARTIFACTS, "artifact/" + name + " is named by no entry");
                    }
                }
            });
        } catch (IOException e) {
            findings.fail(Check.ARTIFACTS, "the artifacts cannot be listed");
        }
    }

    /** Ends after so many bytes, and counts them. */
    private static final class BoundedInputStream extends InputStream {

        private final InputStream in;
        private final long most;
        private long count;

        BoundedInputStream(InputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = count < most ? in.read() : -1;
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int wanted = (int) Math.min(length, most - count);
            if (wanted <= 0) {
                return length == 0 ? 0 : -1;
            }
            int got = in.read(bytes, from, wanted);
            count += Math.max(0, got);
            return got;
        }
    }
}
