// SPDX-License-Identifier: Apache-2.0
/**
 * Every published object (docs/protocol.md §12): read strictly, written canonically.
 *
 * <p>Each object is declared once, member by member, and the same declaration reads and writes it. A value has exactly one writing, so what
 * was read need not be kept beside the value: writing it again gives the same bytes.
 */
@NullMarked
package org.urna.crypto.record;

import org.jspecify.annotations.NullMarked;
