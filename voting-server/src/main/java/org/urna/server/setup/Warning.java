// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import java.util.Map;

/**
 * Something that is allowed, and that staff should know before they freeze a draft.
 *
 * @param pointer the place in the draft (RFC 6901)
 * @param rule a stable name
 * @param reason in words
 * @param figures what the words are about, by name, for words in another language
 */
public record Warning(String pointer, String rule, String reason, Map<String, Object> figures) {
    public Warning {
        figures = Map.copyOf(figures);
    }
}
