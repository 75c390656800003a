// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through a workbook before the library reads it, with the same unpacking and the same parser: what it holds unpacked, not what it says of
 * itself, must fit into memory as the library keeps it.
 */
final class WorkbookBounds {

    private static final int MAX_PARTS = 2_000;
    private static final long MAX_UNPACKED = 2L << 30;
    private static final int MAX_RUN = 1 << 20;
    private static final int START = 8;

    private final WorkbookPart parts = new WorkbookPart();
    private long unpacked;

    private WorkbookBounds() {}

    static void check(Path file) throws IOException, UnreadableTableException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            new WorkbookBounds().check(zip);
        } catch (UnreadableTableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableTableException(1, "xlsx", "the file is a damaged workbook, or another kind of archive");
        }
    }

    private void check(ZipFile zip) throws IOException, UnreadableTableException {
        Enumeration<ZipArchiveEntry> entries = zip.getEntries();
        for (int i = 0; entries.hasMoreElements(); i++) {
            if (i == MAX_PARTS) {
                throw new UnreadableTableException(1, "xlsx", "the workbook has more than " + MAX_PARTS + " parts");
            }
            ZipArchiveEntry entry = entries.nextElement();
            if (!zip.canReadEntryData(entry)) {
                throw new UnreadableTableException(1, "xlsx", "the workbook is encrypted or packed in an unusual way");
            }
            try (InputStream in = new BufferedInputStream(new Unpacked(zip.getInputStream(entry)))) {
                part(in);
            }
        }
        parts.end();
    }

    private void part(InputStream in) throws IOException, UnreadableTableException {
        in.mark(START);
        boolean xml = false;
        for (byte each : in.readNBytes(START)) {
            // A byte order mark, blanks or the zeros of UTF-16 may stand before the first bracket.
            xml |= each == '<';
        }
        in.reset();
        if (xml) {
            parts.check(in);
        } else {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Counts what comes out of the archive, and how far apart brackets stand: no single text or tag may fill the memory. */
    private final class Unpacked extends FilterInputStream {

        private int run;
        private boolean markup;

        Unpacked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            unpacked += Math.max(0, read);
            if (unpacked > MAX_UNPACKED) {
                throw new IOException("too much");
            }
            for (int i = offset; i < offset + read; i++) {
                markup |= bytes[i] == '<';
                run = bytes[i] == '<' ? 0 : run + 1;
                if (markup && run > MAX_RUN) {
                    throw new IOException("too long");
                }
            }
            return read;
        }
    }
}
