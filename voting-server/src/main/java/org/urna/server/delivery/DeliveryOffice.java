// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import org.urna.server.bounce.Returned;

/** What staff use to get messages to members. */
public record DeliveryOffice(
        SendingDesk desk, Reminders reminders, Templates templates, MessagePreviews previews, Returned returned) {}
