// SPDX-License-Identifier: Apache-2.0

/** JSON that is not a published object: the answers of a server, and the content of key files. */
@NullMarked
package org.urna.trustee.json;

import org.jspecify.annotations.NullMarked;
