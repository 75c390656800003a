// SPDX-License-Identifier: Apache-2.0

/**
 * Signatures and encryption in JOSE form: ES256 with a fixed header, ECDH-ES and PBES2 with A256GCM, and nothing else
 * ({@code docs/protocol.md} §1, §8, §9).
 */
@NullMarked
package org.urna.crypto.jose;

import org.jspecify.annotations.NullMarked;
