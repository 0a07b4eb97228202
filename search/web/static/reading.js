// Two comforts that the pages also work without: a fact under the pointer or the focus lights its words in the text,
// and on wide screens older browsers get the filters unfolded.
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

const filters = document.querySelector("details.filters");
if (filters && !CSS.supports("selector(::details-content)")) filters.open = matchMedia("(min-width: 56.25em)").matches;
