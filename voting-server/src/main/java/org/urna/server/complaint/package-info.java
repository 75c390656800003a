// SPDX-License-Identifier: Apache-2.0
/** Complaints of voters: files that a voting page saved when an answer was wrong, and receipts. */
@NullMarked
package org.urna.server.complaint;

import org.jspecify.annotations.NullMarked;
