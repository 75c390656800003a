// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

/**
 * A member of staff who asks for a decision, refuses it or takes it back.
 *
 * @param account its id
 * @param name as others know it
 */
public record RequestedBy(String account, String name) {}
