// SPDX-License-Identifier: Apache-2.0

/** Follows an open election: checks every ballot as it comes, remembers what was signed, co-signs it, and raises the alarm. */
@NullMarked
package org.urna.verifier.watch;

import org.jspecify.annotations.NullMarked;
