// SPDX-License-Identifier: Apache-2.0

/** Key files: what is in them, how they are sealed under a passphrase, and how they are written so that no crash loses one. */
@NullMarked
package org.urna.trustee.keyfile;

import org.jspecify.annotations.NullMarked;
