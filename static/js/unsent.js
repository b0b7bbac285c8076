// What was typed into a form marked data-keep stays in this tab until it is sent: a session that ends, a reload or a
// wrong click loses nothing. It is offered, never put in unasked. Passwords, files and hidden fields are not kept.
(() => {
  const PREFIX = "unsent:";
  const UNKEPT = ["password", "file", "hidden", "submit", "button"];
  const read = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
  const keep = (key, entry) => sessionStorage.setItem(key, JSON.stringify(entry));
  const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  const answers = (form) => [...form.elements].filter((part) => part.name && !UNKEPT.includes(part.type));
  const picked = (part) => (["checkbox", "radio"].includes(part.type) ? part.checked
    : part.type === "select-multiple" ? [...part.selectedOptions].map((option) => option.value) : part.value);
  const written = (form) => answers(form).map((part) => [part.name, part.type, picked(part)]);

  const putBack = (form, texts) => answers(form).forEach((part, place) => {
    const [name, type, value] = texts[place] || [];
    if (name !== part.name || type !== part.type) return;
    if (typeof value === "boolean") part.checked = value;
    else if (Array.isArray(value)) for (const option of part.options) option.selected = value.includes(option.value);
    else part.value = value;
    part.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const button = (words, press) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button button--secondary", textContent: words });
    made.addEventListener("click", press);
    return made;
  };

  const offer = (form, key, texts) => {
    const box = document.createElement("div");
    box.className = "message message--info";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = "送信していない入力が残っています。";
    const buttons = document.createElement("div");
    buttons.className = "message__buttons";
    const done = () => { box.remove(); answers(form)[0]?.focus(); };
    buttons.append(
      button("入力を戻す", () => { putBack(form, texts); done(); }),
      button("捨てる", () => { sessionStorage.removeItem(key); done(); }),
    );
    box.append(words, buttons);
    form.prepend(box);
  };

  // A form that was sent is done with, unless the answer was an error or a request to sign in first.
  // What another person left behind in this tab is thrown away unseen.
  const refused = document.querySelector("[type=password], [autocomplete=one-time-code], [data-error-page], [data-error-summary]");
  const reader = document.body.dataset.reader;
  for (const key of kept()) {
    const entry = read(key);
    if ((reader && entry.reader !== reader) || (entry.sent && !refused)) sessionStorage.removeItem(key);
    else if (entry.sent) keep(key, { ...entry, sent: false });
  }

  document.querySelectorAll("form[data-keep]").forEach((form) => {
    const key = PREFIX + new URL(form.getAttribute("action"), location.href).pathname + form.id;
    const first = JSON.stringify(written(form));
    const before = read(key);
    let changed = false;
    let leaving = false;
    if (before && JSON.stringify(before.texts) !== first) offer(form, key, before.texts);

    form.addEventListener("input", () => {
      const texts = written(form);
      changed = JSON.stringify(texts) !== first;
      keep(key, { texts, reader, sent: false });
    });
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formTarget) return; // into another tab: nothing of it is kept there
      leaving = true;
      keep(key, { texts: written(form), reader, sent: true });
    });
    window.addEventListener("beforeunload", (event) => {
      if (changed && !leaving) event.preventDefault();
    });
  });

  for (const form of document.querySelectorAll("form[data-forget-unsent]")) {
    form.addEventListener("submit", () => { for (const key of kept()) sessionStorage.removeItem(key); });
  }
})();
