// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.urna.crypto.group.Entropy;
import org.urna.crypto.verify.report.Findings;
import org.urna.crypto.work.Work;

/** What the chapters of a verification share. */
record Context(
        Findings findings,
        ElectionState state,
        Anchors anchors,
        Artifacts artifacts,
        Workers workers,
        Work work,
        Entropy entropy) {}
