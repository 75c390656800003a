// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Where a file stands in an archive.
 *
 * @param offset of its first stored byte
 * @param stored bytes that it takes in the archive
 * @param length bytes that it has
 * @param deflated whether it is compressed (RFC 1951), the only way that is read
 */
record Slice(long offset, long stored, long length, boolean deflated) {

    /** Reads the file; never gives more than {@link #length} bytes. May be called by several threads at once. */
    InputStream open(FileChannel archive) {
        InputStream raw = new Positioned(archive, offset, stored);
        return new Exactly(deflated ? new Inflating(raw) : raw, length);
    }

    /** Reads a part of the archive without moving the position that all readers of the channel share. */
    private static final class Positioned extends InputStream {

        private final FileChannel archive;
        private long at;
        private long left;

        Positioned(FileChannel archive, long at, long left) {
            this.archive = archive;
            this.at = at;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int wanted) throws IOException {
            if (left == 0 || wanted == 0) {
                return wanted == 0 ? 0 : -1;
            }
            int got = archive.read(ByteBuffer.wrap(bytes, from, (int) Math.min(wanted, left)), at);
            if (got < 0) {
                throw new IOException("the archive ends inside a file");
            }
            at += got;
            left -= got;
            return got;
        }
    }

    private static final class Inflating extends InflaterInputStream {

        Inflating(InputStream raw) {
            super(raw, new Inflater(true), 1 << 13);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end(); // only an inflater that the stream made itself would be ended by it
        }
    }

    /** What an archive says of a file's length must be so: a longer one would be a bomb. */
    private static final class Exactly extends InputStream {

        private final InputStream in;
        private long left;

        Exactly(InputStream in, long length) {
            this.in = in;
            this.left = length;
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
            if (left == 0) {
                if (in.read() >= 0) {
                    throw new IOException("a file of the archive is longer than the archive says");
                }
                return -1;
            }
            int got = in.read(bytes, from, (int) Math.min(wanted, left));
            if (got < 0) {
                throw new IOException("a file of the archive is shorter than the archive says");
            }
            left -= got;
            return got;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
