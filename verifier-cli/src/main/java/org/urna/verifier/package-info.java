// SPDX-License-Identifier: Apache-2.0

/** The scrutineer's program: its commands and nothing of the protocol. */
@NullMarked
package org.urna.verifier;

import org.jspecify.annotations.NullMarked;
