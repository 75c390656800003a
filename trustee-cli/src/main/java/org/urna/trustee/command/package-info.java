// SPDX-License-Identifier: Apache-2.0

/** The commands as they are typed. */
@NullMarked
package org.urna.trustee.command;

import org.jspecify.annotations.NullMarked;
