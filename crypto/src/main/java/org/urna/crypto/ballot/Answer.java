// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

/** What a voter answers in one contest: a secret, which does not print. */
public sealed interface Answer permits Choices, Preferences {}
