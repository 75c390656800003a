// SPDX-License-Identifier: Apache-2.0

/** The report as a page that a scrutineer reads, signs and sends. */
@NullMarked
package org.urna.verifier.page;

import org.jspecify.annotations.NullMarked;
