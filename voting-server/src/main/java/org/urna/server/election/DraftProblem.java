// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

/**
 * One thing that keeps a draft from becoming a manifest.
 *
 * @param pointer where it stands (RFC 6901), empty for the whole
 * @param rule a stable name of the rule
 * @param reason the rule in words
 */
public record DraftProblem(String pointer, String rule, String reason) {}
