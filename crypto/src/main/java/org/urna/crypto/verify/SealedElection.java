// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.threshold.JointKey;

/**
 * An election as its set-up fixed it. Whether the board holds is in the report.
 *
 * @param election {@code E}
 * @param key that ballots are encrypted with
 */
public record SealedElection(Hash election, Manifest manifest, JointKey key) {}
