// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import org.urna.server.cast.Challenges;
import org.urna.server.ceremony.Ceremonies;
import org.urna.server.complaint.Complaints;
import org.urna.server.credential.IssuingRuns;
import org.urna.server.decision.DecisionDrafts;
import org.urna.server.decision.DecisionRequests;
import org.urna.server.decision.Decisions;
import org.urna.server.delivery.DeliveryOffice;
import org.urna.server.election.Uploads;
import org.urna.server.halt.Halts;
import org.urna.server.helpdesk.HelpDesk;
import org.urna.server.message.Messages;
import org.urna.server.progress.Progress;
import org.urna.server.progress.StepHistory;
import org.urna.server.reading.Reading;
import org.urna.server.retention.Retentions;
import org.urna.server.roll.RollOffice;
import org.urna.server.setup.SetUpServices;
import org.urna.server.statement.Statements;
import org.urna.server.tally.MessageFiles;
import org.urna.server.witness.Witnesses;

/** What handlers call to move an election along. */
public record ElectionServices(
        Progress progress,
        Ceremonies ceremonies,
        IssuingRuns issuing,
        DecisionDrafts drafts,
        Decisions decisions,
        DecisionRequests requests,
        StepHistory steps,
        Messages messages,
        Reading reading,
        Challenges challenges,
        Uploads uploads,
        MessageFiles files,
        SetUpServices setUp,
        RollOffice rolls,
        Witnesses witnesses,
        DeliveryOffice delivery,
        HelpDesk helpDesk,
        Halts halts,
        Statements statements,
        Complaints complaints,
        Retentions retentions) {}
