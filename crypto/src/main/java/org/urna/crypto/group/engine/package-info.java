// SPDX-License-Identifier: Apache-2.0

/**
 * Fast arithmetic of P-256 on arrays of limbs, for public data only: what it does depends on the values. Only {@code group} uses it.
 */
@NullMarked
package org.urna.crypto.group.engine;

import org.jspecify.annotations.NullMarked;
