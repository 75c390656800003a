// SPDX-License-Identifier: Apache-2.0

// Days without a time: all that is kept of when a message left or a member voted.
import { html } from "../../app/html.js";
import { dayText } from "../../app/i18n.js";

/** A day `YYYY-MM-DD` in the reader's language. */
export function day(value) {
  return html`<time datetime=${value}>${dayText(value)}</time>`;
}
