// Comforts that the pages also work without: a fact under the pointer or the focus lights its words in the text,
// references get a button that copies them, and on wide screens older browsers get the filters unfolded.
"use strict";

function light(event, on) {
  const fact = event.target.closest?.(".panel [data-words]");
  if (!fact) return;
  const wanted = new Set(fact.dataset.words.split(" "));
  for (const word of document.querySelectorAll(".story .ev[data-words]")) {
    if (word.dataset.words.split(" ").some((number) => wanted.has(number))) word.classList.toggle("lit", on);
  }
}

for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => light(event, on));
}

async function copy(text, button) {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    // Without a secure address there is no clipboard to write to; the text is selected, and this may still copy it.
    if (!document.execCommand("copy")) return;
  }
  button.textContent = text.dataset.copied;
}

for (const text of document.querySelectorAll("textarea[data-copy]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy" });
  button.textContent = text.dataset.copy;
  button.setAttribute("aria-describedby", text.id);
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => copy(text, button));
  text.after(button);
}

const filters = document.querySelector("details.filters");
if (filters && !CSS.supports("selector(::details-content)")) filters.open = matchMedia("(min-width: 56.25em)").matches;
