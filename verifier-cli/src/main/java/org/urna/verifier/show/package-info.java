// SPDX-License-Identifier: Apache-2.0

/** What was found, for people and for machines. */
@NullMarked
package org.urna.verifier.show;

import org.jspecify.annotations.NullMarked;
