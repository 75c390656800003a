// SPDX-License-Identifier: Apache-2.0
/** After the close: encrypted sums, trustees' agreement, lots and decryptions, and the result. */
@NullMarked
package org.urna.server.tally;

import org.jspecify.annotations.NullMarked;
