// SPDX-License-Identifier: Apache-2.0

/**
 * Keeps a member from leaving the booth with a ballot that is not cast: the browser asks, and its back button leads through the booth's own
 * screens first. A page that comes back out of the browser's store is loaded anew.
 */
import { asksBeforeLeaving, canGoBack, isBusy } from "./state.js";

const GUARD = "urna-booth";

export function guardLeaving(session) {
  const ask = (event) => {
    event.preventDefault();
    event.returnValue = true;
  };
  let guarded = false;
  session.subscribe((state) => {
    const guard = asksBeforeLeaving(state);
    if (guard !== guarded) {
      guarded = guard;
      (guard ? addEventListener : removeEventListener)("beforeunload", ask);
    }
    if (guard && history.state !== GUARD) {
      history.pushState(GUARD, "");
    }
  });
  addEventListener("popstate", () => {
    // a new link pasted into this window is no "back"; link.js takes it
    if (!guarded || location.hash !== "") {
      return;
    }
    if (isBusy(session.state)) {
      history.pushState(GUARD, "");
    } else if (canGoBack(session.state)) {
      history.pushState(GUARD, "");
      session.dispatch({ type: "back" });
    } else {
      history.back();
    }
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}
