// SPDX-License-Identifier: Apache-2.0

// Small parts that the screens of the ballot office share, beside those of app/components.js.
import { Notice } from "../app/components.js";
import { html, useEffect, useRef, useState } from "../app/html.js";
import { hasText, t } from "../app/i18n.js";

/** What went wrong, in words: `error` is a `Refusal`, or anything thrown. What the server said of the rule stands beneath. */
export function Problem({ error, retry }) {
  const known = [`staff.error.${error?.code}`, `app.error.${error?.code}`].find(hasText);
  const help = known && hasText(`${known}.help`) ? t(`${known}.help`) : null;
  const wait = error?.problem?.retryAfter;
  return html`<${Notice} kind="bad" role="alert" title=${t(known ?? "staff.error.refused")}>
    ${wait ? html`<p>${t("staff.error.wait", { count: wait })}</p>` : help && html`<p>${help}</p>`}
    ${(!known || error?.code === "server") && error?.message ? html`<p class="fine" lang="en">${error.message}</p>` : null}
    ${retry && html`<p><button type="button" class="button" onClick=${retry}>${t("app.retry")}</button></p>`}
  <//>`;
}

/** Loads something when the component appears, when one of `inputs` changes and when `reload` is called: `{value, error, reload}`. */
export function useLoaded(work, inputs = []) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let shown = true;
    work().then(
      (value) => shown && setState({ value }),
      (error) => shown && setState({ error }),
    );
    return () => {
      shown = false;
    };
  }, [round, ...inputs]);
  return { ...state, reload: () => setRound((count) => count + 1) };
}

/** For what a button does: `{ busy, error, run }`. `run(work)` gives what `work` gives, or undefined after an error, which is kept to be shown. */
export function useAction() {
  const [state, setState] = useState({ busy: false, error: null });
  const run = async (work) => {
    setState({ busy: true, error: null });
    try {
      const result = await work();
      setState({ busy: false, error: null });
      return result;
    } catch (error) {
      setState({ busy: false, error });
      return undefined;
    }
  };
  return { ...state, run, clear: () => setState({ busy: false, error: null }) };
}

/** A button that shows that it is at work. */
export function ActionButton({ busy, kind = "", type = "button", onClick, disabled, children }) {
  return html`<button type=${type} class=${`button ${kind}`} aria-disabled=${String(Boolean(busy || disabled))} onClick=${(event) => {
    if (busy || disabled) event.preventDefault();
    else onClick?.(event);
  }}>
    ${busy && html`<span class="spinner" aria-hidden="true"></span>`}${children}
  </button>`;
}

/** A dialog over the page while it is shown; `onClose` is called by Escape. Its first field or button gets the focus. */
export function Dialog({ title, onClose, children, wide = false }) {
  const ref = useRef(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose?.();
  };
  return html`<dialog ref=${ref} class=${wide ? "staff-dialog wide" : "staff-dialog"} aria-labelledby="dialog-title" onCancel=${cancel}>
    <h2 id="dialog-title">${title}</h2>
    ${children}
  </dialog>`;
}

/** A dialog that asks whether something is meant; `action` does it. */
export function Confirm({ title, children, label, kind = "primary", action, onClose }) {
  const { busy, error, run } = useAction();
  const confirm = () => run(async () => {
    await action();
    onClose();
  });
  return html`<${Dialog} title=${title} onClose=${onClose}>
    ${children}
    ${error && html`<${Problem} error=${error} />`}
    <div class="cluster">
      <${ActionButton} kind=${kind} busy=${busy} onClick=${confirm}>${label}<//>
      <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
    </div>
  <//>`;
}

/** What a language is called in the one that the page is shown in. */
export function languageName(tag) {
  const own = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" });
  return own.of(tag) ?? tag;
}

const TOAST_MILLIS = 8_000;
let toasts = [];
let toastCount = 0;
const toastListeners = new Set();

/** Says that something was done, at the foot of the page and to screen readers. */
export function toast(text) {
  const id = (toastCount += 1);
  toasts = [...toasts, { id, text }];
  toastListeners.forEach((each) => each(toasts));
  setTimeout(() => dismiss(id), TOAST_MILLIS);
}

function dismiss(id) {
  toasts = toasts.filter((each) => each.id !== id);
  toastListeners.forEach((each) => each(toasts));
}

/** Where toasts appear; the frame has one. */
export function Toasts() {
  const [shown, setShown] = useState(toasts);
  useEffect(() => {
    toastListeners.add(setShown);
    return () => toastListeners.delete(setShown);
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${shown.map(
      ({ id, text }) => html`<p key=${id} class="toast"><span>${text}</span>
        <button type="button" class="button small quiet" onClick=${() => dismiss(id)}>${t("staff.dismiss")}</button></p>`,
    )}
  </div>`;
}
