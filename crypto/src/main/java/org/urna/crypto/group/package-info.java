// SPDX-License-Identifier: Apache-2.0

/** The group P-256 and its scalars, public and secret ({@code docs/protocol.md} §1). The only package that sees the curve library. */
@NullMarked
package org.urna.crypto.group;

import org.jspecify.annotations.NullMarked;
