// SPDX-License-Identifier: Apache-2.0
package org.urna.server.message;

import java.util.OptionalLong;

/**
 * What became of a message.
 *
 * @param index of its entry; empty while it is held
 * @param known whether the same bytes had been taken before
 */
public record Taken(OptionalLong index, boolean known) {}
