// SPDX-License-Identifier: Apache-2.0
/** Voting codes and public credentials in mode server: made, published, sealed, handed to the outbox, replaced. */
@NullMarked
package org.urna.server.credential;

import org.jspecify.annotations.NullMarked;
