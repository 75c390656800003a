// SPDX-License-Identifier: Apache-2.0

/** Ranking: the member's order above, who is not ranked below. By tapping in order, by buttons, or by dragging. */
import { html, useLayoutEffect, useRef } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { announce } from "../../app/shell.js";
import { left, optionsOf } from "../choices.js";
import { Blank } from "./choosing.js";
import { useDragging } from "./drag.js";
import { OptionName, Picture, Statement, nameOf } from "./option.js";
import { Button } from "./screen.js";

export function Ranking({ contest, choice, order, withdrawn, change, session }) {
  const candidates = optionsOf(contest);
  const ranked = choice.ranking.order;
  const rest = order.filter((candidate) => !ranked.includes(candidate));
  const full = left(contest, choice) === 0;
  const list = useRef(null);
  const focus = useFocusAfter();
  const name = (candidate) => nameOf(candidates[candidate - 1]);
  const actions = rankingActions({ contest, ranked, rest, full, name, change, focus });
  const drag = useDragging(list, actions.drop);
  const parts = { candidates, withdrawn, actions, drag, name, session };
  return html`
    <p class="fine">${t("booth.rank.help")}</p>
    <section class="booth-ranking" aria-labelledby="rank-yours">
      <div class="booth-rank-head">
        <h2 id="rank-yours" tabindex="-1">${t("booth.rank.yours")}</h2>
        <${Button} kind="small" aria-disabled=${String(choice.ranking.before.length === 0)} onClick=${actions.undo}>${t("booth.rank.undo")}<//>
        <${Button} kind="small" aria-disabled=${String(ranked.length === 0)} onClick=${actions.clear}>${t("booth.rank.clear")}<//>
      </div>
      <ol class="booth-ranked ${drag.dragged !== null && drag.position !== null ? "is-target" : ""}" ref=${list}>
        ${ranked.map((candidate, at) => html`<${Ranked} key=${candidate} candidate=${candidate} at=${at} count=${ranked.length} ...${parts} />`)}
        ${ranked.length === 0 && html`<li class="booth-rank-none">${t("booth.rank.none")}</li>`}
      </ol>
    </section>
    <section aria-labelledby="rank-rest">
      <h2 id="rank-rest">${t("booth.rank.rest")}</h2>
      ${rest.length === 0 && html`<p>${t("booth.rank.restNone")}</p>`}
      <ul class="booth-rest">
        ${rest.map((candidate) => html`<${Unranked} key=${candidate} candidate=${candidate} next=${ranked.length + 1} full=${full} ...${parts} />`)}
      </ul>
    </section>
    <div class="booth-options"><${Blank} contest=${contest} choice=${choice} single=${false} change=${change} /></div>
  `;
}

function Ranked({ candidate, at, count, candidates, withdrawn, actions, drag, name, session }) {
  const option = candidates[candidate - 1];
  const here = drag.dragged === candidate;
  return html`<li class="booth-rank ${here ? "is-dragged" : ""} ${dropMark(drag, candidate, at, count)}" data-ranked=${candidate}>
    <span class="booth-rank-number">${at + 1}</span>
    <span class="booth-rank-name"><${OptionName} option=${option} withdrawn=${withdrawn.has(candidate)} /></span>
    <span class="booth-rank-buttons">
      <${Tool} id=${`rank-up-${candidate}`} sign="↑" label=${t("booth.rank.up", { name: name(candidate) })} off=${at === 0} onClick=${() => actions.move(candidate, -1)} />
      <${Tool} id=${`rank-down-${candidate}`} sign="↓" label=${t("booth.rank.down", { name: name(candidate) })} off=${at === count - 1} onClick=${() => actions.move(candidate, 1)} />
      <${Tool} id=${`rank-remove-${candidate}`} sign="✕" label=${t("booth.rank.remove", { name: name(candidate) })} onClick=${() => actions.remove(candidate)} />
      <span class="booth-handle" aria-hidden="true" onPointerDown=${drag.start(candidate)}>⠿</span>
    </span>
    <${Statement} option=${option} session=${session} />
  </li>`;
}

function Unranked({ candidate, next, full, candidates, withdrawn, actions, drag, name, session }) {
  const option = candidates[candidate - 1];
  const gone = withdrawn.has(candidate);
  return html`<li class="booth-rank booth-unranked ${drag.dragged === candidate ? "is-dragged" : ""}">
    <button
      type="button"
      class="booth-add"
      id=${`rank-add-${candidate}`}
      aria-disabled=${full ? "true" : undefined}
      onClick=${() => actions.append(candidate)}
    >
      <span class="booth-rank-number" aria-hidden="true">+</span>
      <${Picture} option=${option} session=${session} />
      <${OptionName} option=${option} withdrawn=${gone} />
      <span class="visually-hidden">${full ? "" : t("booth.rank.add", { name: name(candidate), number: next })}</span>
    </button>
    ${!full && html`<span class="booth-handle" aria-hidden="true" onPointerDown=${drag.start(candidate)}>⠿</span>`}
    <${Statement} option=${option} session=${session} />
  </li>`;
}

function Tool({ id, sign, label, off, onClick }) {
  return html`<button type="button" class="button booth-tool" id=${id} aria-label=${label} aria-disabled=${off ? "true" : undefined} onClick=${onClick}>
    <span aria-hidden="true">${sign}</span>
  </button>`;
}

/** The line that shows where the dragged candidate would land. */
function dropMark({ dragged, position }, candidate, at, count) {
  if (dragged === null || position === null || position === undefined || candidate === dragged) {
    return "";
  }
  return { [at]: "drop-before", [at + 1]: at === count - 1 ? "drop-after" : "" }[position] ?? "";
}

/** What the buttons do, and what is said of it. */
function rankingActions({ contest, ranked, rest, full, name, change, focus }) {
  const placed = (candidate, at, count) => announce(t("booth.rank.said.placed", { name: name(candidate), number: at + 1, count }));
  const tooMany = () => announce(t("booth.contest.full.ranks", { max: contest.maxRanks }), "assertive");
  const place = (candidate, position) => {
    const inside = ranked.includes(candidate);
    if (full && !inside) {
      tooMany();
      return;
    }
    change({ kind: "place", candidate, position });
    placed(candidate, position, inside ? ranked.length : ranked.length + 1);
  };
  const remove = (candidate) => {
    const at = ranked.indexOf(candidate);
    const other = ranked[at + 1] ?? ranked[at - 1];
    change({ kind: "remove", candidate });
    announce(t("booth.rank.said.removed", { name: name(candidate), count: ranked.length - 1 }));
    focus(other ? `rank-remove-${other}` : "rank-yours");
  };
  return {
    remove,
    append(candidate) {
      if (full) {
        tooMany();
        return;
      }
      const following = rest[rest.indexOf(candidate) + 1] ?? rest.find((other) => other !== candidate);
      place(candidate, ranked.length);
      focus(following ? `rank-add-${following}` : "rank-yours");
    },
    move(candidate, by) {
      const to = ranked.indexOf(candidate) + by;
      if (to < 0 || to >= ranked.length) {
        announce(t("booth.rank.said.edge", { name: name(candidate) }));
        return;
      }
      change({ kind: "move", candidate, by });
      placed(candidate, to, ranked.length);
      focus(by < 0 ? `rank-up-${candidate}` : `rank-down-${candidate}`);
    },
    drop(candidate, position) {
      if (position !== null) {
        place(candidate, position);
      } else if (ranked.includes(candidate)) {
        remove(candidate);
      }
    },
    undo() {
      change({ kind: "undo" });
      announce(t("booth.rank.said.undone", { count: ranked.length }));
    },
    clear() {
      change({ kind: "clear" });
      announce(t("booth.rank.said.cleared"));
    },
  };
}

/** Gives `focus(id)`: after the next drawing the element of that id has the focus. A moved element would have lost it. */
function useFocusAfter() {
  const wanted = useRef(null);
  useLayoutEffect(() => {
    if (wanted.current !== null) {
      document.getElementById(wanted.current)?.focus();
      wanted.current = null;
    }
  });
  return (id) => {
    wanted.current = id;
  };
}
