// SPDX-License-Identifier: Apache-2.0

// What changes while one looks at it: asked for again every few seconds. The server answers with a tag, the browser asks with it, and mostly
// hears that nothing has changed; no connection is kept open.
import { getJson } from "../app/api.js";
import { useEffect, useState } from "../app/html.js";

const SLOWEST = 60_000;

/**
 * The JSON at `path`, asked for every `seconds`: `{value, error, at}`. Where an answer fails to come the last value stays, with `error` beside it,
 * and the next is asked for later and later; `at` is when the last one came.
 */
export function useLive(path, seconds) {
  const [state, setState] = useState({});
  useEffect(() => {
    let timer;
    let ended = false;
    let wait = seconds * 1000;
    const ask = async () => {
      try {
        const value = await getJson(path);
        wait = seconds * 1000;
        if (!ended) setState({ value, at: Date.now() });
      } catch (error) {
        wait = Math.min(2 * wait, SLOWEST);
        if (!ended) setState((before) => ({ ...before, error }));
      }
      if (!ended) timer = setTimeout(ask, wait);
    };
    ask();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [path, seconds]);
  return state;
}
