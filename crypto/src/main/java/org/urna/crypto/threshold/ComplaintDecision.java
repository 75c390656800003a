// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

/**
 * Who is at fault after a complaint, as everyone can see for themselves.
 *
 * @param atFault the trustee who sent the share, or the one who complained
 * @param reason one sentence for a human
 */
public record ComplaintDecision(int atFault, String reason) {}
