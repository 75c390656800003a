// SPDX-License-Identifier: Apache-2.0

/** Where an election is reached; the only package that uses the network. */
@NullMarked
package org.urna.trustee.transport;

import org.jspecify.annotations.NullMarked;
