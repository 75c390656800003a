// SPDX-License-Identifier: Apache-2.0

/** What an officer is asked to sign: said in words, and checked against the board. */
@NullMarked
package org.urna.trustee.officer;

import org.jspecify.annotations.NullMarked;
