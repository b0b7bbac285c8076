// The menu is open without this; here it folds on narrow screens, and is open again when there is room.
// Loaded right after the menu, before the page is painted, so that nothing jumps.
(() => {
  const menu = document.querySelector(".menu");
  const wide = window.matchMedia("(min-width: 64rem)");
  const fit = () => { menu.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || wide.matches || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
