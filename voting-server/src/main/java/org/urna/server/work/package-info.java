// SPDX-License-Identifier: Apache-2.0
/** Bounded worker threads for proofs. */
@NullMarked
package org.urna.server.work;

import org.jspecify.annotations.NullMarked;
