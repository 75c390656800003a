// SPDX-License-Identifier: Apache-2.0
/** Voting codes and public credentials: made, published, sealed, queued, replaced; in mode separate the public ones alone, as a registrar hands them in. */
@NullMarked
package org.urna.server.credential;

import org.jspecify.annotations.NullMarked;
