// SPDX-License-Identifier: Apache-2.0
/** Tables: reading what spreadsheets and databases write, and writing what they can open without harm. */
@NullMarked
package org.urna.server.table;

import org.jspecify.annotations.NullMarked;
