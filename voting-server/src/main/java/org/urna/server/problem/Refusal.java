// SPDX-License-Identifier: Apache-2.0
package org.urna.server.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server understood and refuses. Nothing was written. Travels through failed futures to the one place that answers.
 *
 * <p>Detail and members are shown to the caller: they name rules and public values, never a secret or a person.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Map<String, Object> members;

    public Refusal(ProblemCode code, String detail) {
        this(code, detail, Map.of());
    }

    /**
     * Refuses with further members beside the detail.
     *
     * @param members names and JSON values (strings, numbers, records, lists), in the order in which they are shown
     */
    public Refusal(ProblemCode code, String detail, Map<String, ?> members) {
        // No stack trace: a refusal is an everyday answer, and must stay cheap under attack.
        super(detail, null, false, false);
        this.code = code;
        this.members = new LinkedHashMap<>(members);
    }

    public ProblemCode code() {
        return code;
    }

    /** What the caller is told in words. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return Map.copyOf(members);
    }
}
