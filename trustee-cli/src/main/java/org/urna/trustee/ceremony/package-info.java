// SPDX-License-Identifier: Apache-2.0

/** The key ceremony from one trustee's side ({@code docs/protocol.md} §9), and how any message of a trustee leaves. */
@NullMarked
package org.urna.trustee.ceremony;

import org.jspecify.annotations.NullMarked;
