// SPDX-License-Identifier: Apache-2.0

/** What a verification found: one row per check of {@code docs/protocol.md} §11, fail-closed. */
@NullMarked
package org.urna.crypto.verify.report;

import org.jspecify.annotations.NullMarked;
