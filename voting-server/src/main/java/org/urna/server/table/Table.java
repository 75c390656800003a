// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a file, one after the other: never more than one in memory. Blocks; for one thread.
 *
 * <p>The first row that is not blank names the columns and is not given as a row; later blank rows are left out.
 */
public interface Table extends Closeable {

    /** Names of the columns, in the order of the file, each once: empty ones are called by their letter, repeated ones numbered. */
    List<String> columns();

    /**
     * The next row, or nothing at the end.
     *
     * @throws UnreadableTableException if the file cannot be read from here on
     */
    Optional<TableRow> next() throws UnreadableTableException;

    /** Which part of the file has been read, from 0 to 1. */
    double progress();

    @Override
    void close() throws IOException;
}
