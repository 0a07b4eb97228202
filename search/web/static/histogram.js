// Choosing a stretch of a histogram: draw over its bars, or Shift and an arrow key on a bar, then Enter. Without this, each
// bar is a link to its own year or month.
"use strict";

document.querySelector(".brushing")?.removeAttribute("hidden");

for (const chart of document.querySelectorAll("svg.brush")) {
  const bars = [...chart.querySelectorAll("a[data-first]")];
  const status = document.getElementById("brushed");
  let start = -1, end = -1, drawing = false;

  const chosen = () => bars.slice(Math.min(start, end), Math.max(start, end) + 1);
  const show = () => {
    const inside = start < 0 ? [] : chosen();
    for (const bar of bars) bar.classList.toggle("brushed", inside.length > 1 && inside.includes(bar));
    const counted = inside.reduce((sum, bar) => sum + Number(bar.dataset.count), 0);
    const number = counted.toLocaleString(document.documentElement.lang);
    status.textContent = inside.length < 2 ? "" : chart.dataset.said
      .replace("<", inside[0].dataset.name).replace(">", inside.at(-1).dataset.name).replace("#", number);
  };
  const clear = () => { start = end = -1; drawing = false; show(); };
  const go = () => {
    const inside = chosen(), wanted = new URL(chart.dataset.stretch, location.href);
    wanted.searchParams.set("from", inside[0].dataset.first);
    wanted.searchParams.set("to", inside.at(-1).dataset.last);
    location.assign(wanted);
  };
  // The bar nearest to the pointer, so that the gaps between bars belong to one too.
  const under = (event) => {
    const far = (bar) => {
      const box = bar.querySelector(".reach").getBoundingClientRect();
      return Math.abs(event.clientX - (box.left + box.right) / 2);
    };
    return bars.reduce((best, bar, at) => far(bar) < far(bars[best]) ? at : best, 0);
  };

  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("pointerdown", (event) => {
    if (event.button || !bars.length || event.pointerType === "touch" || event.target.closest(".open-year")) return;
    start = end = under(event);
    drawing = true;
  });
  addEventListener("pointermove", (event) => {
    if (!drawing) return;
    end = under(event);
    show();
  });
  addEventListener("pointerup", () => {
    if (!drawing) return;
    drawing = false;
    if (start === end) clear();
    else go();
  });
  chart.addEventListener("click", (event) => { if (start !== end) event.preventDefault(); });
  chart.addEventListener("keydown", (event) => {
    const at = bars.indexOf(event.target.closest("a[data-first]")), step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (event.key === "Escape") clear();
    if (event.key === "Enter" && start !== end) {
      event.preventDefault();
      go();
    }
    if (!step || at < 0 || !bars[at + step]) return;
    event.preventDefault();
    if (!event.shiftKey) clear();
    else if (start < 0) start = at;
    bars[at + step].focus();
    if (event.shiftKey) end = at + step;
    show();
  });
}
