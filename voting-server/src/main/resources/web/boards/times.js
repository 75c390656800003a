// SPDX-License-Identifier: Apache-2.0

// Times on boards: short, in figures, the same in every language.
import { html } from "../app/html.js";

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { day: "numeric", month: "numeric" };

/** The time of day; with the day before it unless that is today. */
export function TimeOf({ time }) {
  if (!time) return null;
  return html`<time class="board-time" datetime=${time}>${figures(time)}</time>`;
}

export function figures(time, now = new Date()) {
  const moment = new Date(time);
  const clock = new Intl.DateTimeFormat("en-GB", CLOCK).format(moment);
  if (moment.toDateString() === now.toDateString()) return clock;
  return `${new Intl.DateTimeFormat("en-GB", DAY).format(moment)} ${clock}`;
}

/** A span in figures, such as 1:05 for an hour and five minutes, or 3 d 1:05. */
export function span(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const days = Math.floor(minutes / 1440);
  const clock = `${Math.floor((minutes % 1440) / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  return days > 0 ? `${days} d ${clock}` : clock;
}
