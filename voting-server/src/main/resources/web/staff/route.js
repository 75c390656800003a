// SPDX-License-Identifier: Apache-2.0

// Where one is in the ballot office: the parts of the address behind the hash sign, `#/elections/ID/roll` being ["elections", ID, "roll"].
import { useEffect, useState } from "../app/html.js";

function parts() {
  return location.hash.replace(/^#\/?/u, "").split("/").filter(Boolean).map(decodeURIComponent);
}

/** The present parts; the component is drawn anew when they change. */
export function useRoute() {
  const [route, setRoute] = useState(parts);
  useEffect(() => {
    const changed = () => {
      setRoute(parts());
      // as after loading a page: what is read first is the new screen
      window.scrollTo(0, 0);
      document.getElementById("main")?.focus();
    };
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return route;
}

/** The address of a screen, for a link. */
export function linkTo(...names) {
  return `#/${names.map(encodeURIComponent).join("/")}`;
}

/** Goes to a screen. */
export function goTo(...names) {
  location.hash = linkTo(...names);
}
