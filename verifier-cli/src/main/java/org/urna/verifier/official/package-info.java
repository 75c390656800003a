// SPDX-License-Identifier: Apache-2.0
/** The returning officer's report: the figures of a verification that passed, on paper and as a table. */
@NullMarked
package org.urna.verifier.official;

import org.jspecify.annotations.NullMarked;
