// SPDX-License-Identifier: Apache-2.0
/** Electors: reading the spreadsheet, saying what is wrong with it, keeping what is good. */
@NullMarked
package org.urna.server.roll;

import org.jspecify.annotations.NullMarked;
