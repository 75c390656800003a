// SPDX-License-Identifier: Apache-2.0

/** The bulletin board as this program follows it: fetched, signatures and tree checked, never shrinking. */
@NullMarked
package org.urna.trustee.board;

import org.jspecify.annotations.NullMarked;
