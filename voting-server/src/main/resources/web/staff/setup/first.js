// SPDX-License-Identifier: Apache-2.0

import { t } from "../../app/i18n.js";

/** What most elections begin with: one group of electors, who all get one ballot paper. */
export function firstDraft(title, tag) {
  const text = (words) => ({ [tag]: words });
  return {
    languages: [tag],
    title: text(title),
    sections: [{ id: "members", title: text(t("setup.new.group")) }],
    styles: [{ id: "members", title: text(t("setup.new.group")), section: "members", contests: [] }],
  };
}
