"use strict";
// One slide at a time. Without this script the page shows them all, one below the other, as print does.

(() => {
  /** @param {string} id */
  const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const [deck, bar, here, back, next, screen] = ["deck", "bar", "here", "back", "next", "screen"].map(byId);
  const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".slide")]);
  const title = document.title;
  const heading = document.createElement("header");

  /** @param {string} hash */
  const placeOf = (hash) => Math.max(slides.findIndex((slide) => `#${slide.id}` === hash), 0);
  let shown = placeOf(window.location.hash);

  /** @param {number} target a slide's place; beyond either end nothing happens */
  const go = (target) => {
    if (!slides[target] || target === shown) return;
    shown = target;
    try {
      window.history.replaceState(null, "", `#${slides[target].id}`); // a page loaded again is where it was
    } catch {
      // some browsers refuse it to files
    }
    show();
  };

  const show = () => {
    const left = slides.some((slide, place) => place !== shown && slide.contains(document.activeElement));
    slides.forEach((slide, place) => (slide.hidden = place !== shown));
    heading.hidden = shown === 0;
    const place = slides[shown].querySelector(".place")?.textContent ?? "";
    const name = slides[shown].querySelector("h1, h2")?.textContent ?? "";
    const said = document.createElement("span");
    said.className = "vh";
    said.textContent = `: ${name}`;
    here.replaceChildren(place, said);
    document.title = shown ? `${place}: ${name} – ${title}` : title;
    back.setAttribute("aria-disabled", String(shown === 0));
    next.setAttribute("aria-disabled", String(shown === slides.length - 1));
    window.scrollTo(0, 0);
    if (left) deck.focus();
  };

  /** @param {1 | -1} way whether the page, enlarged beyond the screen, can still be scrolled that way */
  const scrolls = (way) => {
    const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
    return way > 0 ? scrollTop + clientHeight < scrollHeight - 1 : scrollTop > 0;
  };

  /**
   * Return where a key leads. Only paging keys work wherever the focus is: a presenter sends them.
   * @param {KeyboardEvent} event
   * @param {boolean} onSlides
   */
  const wayOf = (event, onSlides) => {
    const space = event.key === " " && onSlides;
    if (event.key === "PageDown" || (space && !event.shiftKey) || (onSlides && event.key === "ArrowDown")) {
      return scrolls(1) ? 0 : 1;
    }
    if (event.key === "PageUp" || space || (onSlides && event.key === "ArrowUp")) return scrolls(-1) ? 0 : -1;
    if (!onSlides) return 0;
    return { ArrowRight: 1, ArrowLeft: -1, End: slides.length, Home: -slides.length }[event.key] ?? 0;
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const onSlides = event.target === document.body || event.target === deck;
    const way = wayOf(event, onSlides);
    if (way === 0) return;
    event.preventDefault();
    go(Math.min(Math.max(shown + way, 0), slides.length - 1));
  });
  for (const [button, way] of /** @type {[HTMLElement, 1 | -1][]} */ ([[back, -1], [next, 1]])) {
    button.addEventListener("click", () => go(shown + way));
  }
  screen.addEventListener("click", () => {
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  });
  bar.addEventListener("click", (event) => {
    if (event.detail) deck.focus(); // a pointer: the next press of a key is meant for the slides
  });
  deck.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    event.preventDefault(); // or the browser scrolls to where the slide was
    go(placeOf(link.hash));
  });
  window.addEventListener("hashchange", () => go(placeOf(window.location.hash)));

  heading.className = "vh";
  heading.append(Object.assign(document.createElement("h1"), { textContent: slides[0].querySelector("h1")?.textContent }));
  document.body.prepend(heading);
  document.documentElement.classList.add("deck");
  deck.tabIndex = 0;
  deck.setAttribute("aria-describedby", "keys");
  byId("keys").hidden = bar.hidden = false;
  screen.hidden = !document.fullscreenEnabled;
  show();
  deck.focus();
})();
