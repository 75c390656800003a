// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

/** A file is no table that can be read, as a whole or from some line on. */
public final class UnreadableTableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String rule;

    /**
     * @param line from which on it cannot be read, from 1
     * @param rule stable name of the rule that it breaks
     * @param reason the rule in words, without anything from the file
     */
    UnreadableTableException(int line, String rule, String reason) {
        super(reason);
        this.line = line;
        this.rule = rule;
    }

    public int line() {
        return line;
    }

    public String rule() {
        return rule;
    }

    /** The rule in words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
