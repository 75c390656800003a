// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/**
 * A rule that a manifest breaks.
 *
 * @param path where, such as {@code contests[0].max}
 * @param rule its stable name, such as {@code sum-bounds}
 * @param reason in words
 */
public record Problem(String path, String rule, String reason) {}
