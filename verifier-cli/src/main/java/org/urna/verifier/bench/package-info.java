// SPDX-License-Identifier: Apache-2.0
/** What the work of an election costs on this machine: synthetic ballots and whole elections, made from a seed, and how long they take. */
@NullMarked
package org.urna.verifier.bench;

import org.jspecify.annotations.NullMarked;
