// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import org.urna.crypto.record.Hash;

/**
 * The one board that this trustee has agreed to decrypt; for its election there is never another.
 *
 * @param election fingerprint {@code E}
 * @param size of the tree that ends with the {@code close} entry
 * @param root of that tree
 */
public record AgreedRoot(Hash election, long size, Hash root) {}
