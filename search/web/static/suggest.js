// Suggestions while typing (ARIA 1.2 combobox with a list box). The form works without them; Enter with nothing chosen
// searches for what was typed.
"use strict";

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let timer = 0, asking = null, active = -1, asked = "";

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.list);
  status.className = "away";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", list.id]]) input.setAttribute(name, value);

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const choose = (at) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({block: "nearest"});
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const shown = (option, at) => {
    const item = document.createElement("li"), name = document.createElement("span"), kind = document.createElement("span");
    item.id = `suggestion-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.href = option.href;
    name.textContent = option.text;
    if (option.kind !== "sector") name.lang = "vi";
    kind.className = "suggestion-kind";
    kind.textContent = option.label;
    item.append(name, kind);
    item.addEventListener("click", () => location.assign(option.href));
    return item;
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    asked = input.value;
    try {
      const answer = await fetch(`${form.dataset.suggest}&q=${encodeURIComponent(asked)}`, {signal: asking.signal});
      if (!answer.ok) return close();
      const {suggestions} = await answer.json();
      if (document.activeElement !== input || input.value !== asked) return;
      list.replaceChildren(...suggestions.map(shown));
      choose(-1);
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = suggestions.length ? form.dataset.some.replace("#", suggestions.length) : form.dataset.none;
    } catch (failure) {
      if (failure.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, 120);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;  // a Vietnamese input method is at work
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      const step = event.key === "ArrowDown" ? active + 1 : active < 0 ? last : active - 1;
      choose(step > last ? -1 : step);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.href);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());  // the focus stays in the box
  input.addEventListener("blur", close);
}
