// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

/** A rule that turns totals into winners. Implementations are pure: the same totals give the same outcome, for ever. */
public interface CountingRule {

    /** The name and version by which manifests call the rule, such as {@code plurality-1}. */
    String name();

    /** Counts. */
    Outcome count(Totals totals);
}
