// SPDX-License-Identifier: Apache-2.0

/**
 * Dragging by mouse, pen or finger, by pointer events on a handle. Whatever dragging does, buttons do too: it is a convenience, so the
 * handle takes no focus and screen readers do not meet it.
 */
import { useRef, useState } from "../../app/html.js";

const THRESHOLD = 6;
const EDGE = 72;
const SCROLL_STEP = 14;

/**
 * @param listRef the list into which things are dropped; its items carry `data-ranked`
 * @param drop `(candidate, position)`; the position is `null` where it was dropped outside of the list
 * @returns `{dragged, position, start(candidate)}`: what is dragged and where it would land, and the handle's `onPointerDown`
 */
export function useDragging(listRef, drop) {
  const [drag, setDrag] = useState(null);
  const live = useRef(null);

  const finish = (dropped) => {
    const { element, candidate, position, moved, stop } = live.current;
    live.current = null;
    stop();
    element.style.transform = "";
    setDrag(null);
    if (dropped && moved) {
      drop(candidate, position);
    }
  };

  const follow = () => {
    const { element, candidate, x, y } = live.current;
    live.current.position = positionAt(listRef.current, candidate, x, y);
    element.style.transform = `translateY(${y + scrollY - live.current.startY}px)`;
    setDrag({ candidate, position: live.current.position });
  };

  const move = (event) => {
    Object.assign(live.current, { x: event.clientX, y: event.clientY });
    if (!live.current.moved && Math.abs(event.clientY + scrollY - live.current.startY) < THRESHOLD) {
      return;
    }
    live.current.moved = true;
    scrollAtEdge(event.clientY);
    follow();
  };

  const start = (candidate) => (event) => {
    if (event.button !== 0 || live.current) {
      return;
    }
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    live.current = {
      candidate,
      element: handle.closest("li"),
      startY: event.clientY + scrollY,
      position: null,
      moved: false,
      stop: listen(handle, { pointermove: move, pointerup: () => finish(true), pointercancel: () => finish(false) }, () => finish(false)),
    };
  };

  return { dragged: drag?.candidate ?? null, position: drag ? drag.position : undefined, start };
}

function listen(handle, events, escape) {
  const onKey = (event) => event.key === "Escape" && escape();
  Object.entries(events).forEach(([type, listener]) => handle.addEventListener(type, listener));
  addEventListener("keydown", onKey);
  return () => {
    Object.entries(events).forEach(([type, listener]) => handle.removeEventListener(type, listener));
    removeEventListener("keydown", onKey);
  };
}

/** Where in the list the pointer is, the dragged one left out; `null` outside of it. */
function positionAt(list, candidate, x, y) {
  const box = list.getBoundingClientRect();
  if (x < box.left - EDGE || x > box.right + EDGE || y < box.top - EDGE || y > box.bottom + EDGE / 2) {
    return null;
  }
  const others = [...list.querySelectorAll("[data-ranked]")].filter((item) => item.dataset.ranked !== String(candidate));
  const after = others.findIndex((item) => {
    const { top, height } = item.getBoundingClientRect();
    return y < top + height / 2;
  });
  return after < 0 ? others.length : after;
}

function scrollAtEdge(y) {
  if (y < EDGE) {
    scrollBy(0, -SCROLL_STEP);
  } else if (y > innerHeight - EDGE) {
    scrollBy(0, SCROLL_STEP);
  }
}
