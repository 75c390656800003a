// SPDX-License-Identifier: Apache-2.0
/**
 * The registrar apart from the server: makes, delivers and replaces voting codes on a machine of its own, and gives the server public credentials
 * only. Everything that it says of the election it reads from the board, which it checks as a verifier does.
 */
@NullMarked
package org.urna.server.registrar;

import org.jspecify.annotations.NullMarked;
