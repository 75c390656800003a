// SPDX-License-Identifier: Apache-2.0

// The one place where pages get their view library from: `html` templates without a compiler, `render`, and the hooks.
import htm from "../vendor/htm/htm.js";
import { h } from "../vendor/preact/preact.js";

export const html = htm.bind(h);
export { Component, Fragment, createContext, createRef, h, render } from "../vendor/preact/preact.js";
export { useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useReducer, useRef, useState } from "../vendor/preact/hooks.js";
