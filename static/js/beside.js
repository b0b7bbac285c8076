// Beside a long form stands what is told of the text as it is being written: asked for when the writer pauses, never kept.
// Without this the button of the same name shows the same on a page of its own.
(() => {
  const PAUSE = 1500;
  const place = document.querySelector("[data-beside]");
  const form = place && document.getElementById(place.dataset.besideForm);
  if (!form) return;
  const told = place.querySelector("[data-beside-told]");
  let waiting;
  let asking;

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(place.dataset.beside, {
        method: "POST", body: new FormData(form), headers: { "X-Beside": "1" }, signal: asking.signal,
      });
      if (!answer.ok || answer.redirected) return;
      told.innerHTML = await answer.text();
      place.hidden = false;
    } catch (fault) {
      if (fault.name !== "AbortError" && fault.name !== "TypeError") throw fault;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
})();
