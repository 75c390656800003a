// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Keeps a quote that is never closed from filling the memory: one record has at most {@value #MAX_RECORD} characters. */
final class BoundedReader extends FilterReader {

    private static final int MAX_RECORD = 1_000_000;

    private int sinceRecord;

    /** One record is too long. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    BoundedReader(Reader in) {
        super(in);
    }

    void endOfRecord() {
        sinceRecord = 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        if (sinceRecord > MAX_RECORD) {
            throw new TooLongException();
        }
        int read = super.read(characters, offset, length);
        sinceRecord += Math.max(0, read);
        return read;
    }
}
