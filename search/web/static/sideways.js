// Tables in boxes of their own: says that there is more beside only where there is, and fades the edge that is cut.
"use strict";

function look(box) {
  const hidden = box.scrollWidth - box.clientWidth;
  box.classList.toggle("cut", hidden - box.scrollLeft > 2);
  const hint = box.previousElementSibling;
  if (hint?.matches(".sideways")) hint.classList.toggle("needed", hidden > 2);
}

const sizes = new ResizeObserver((seen) => seen.forEach((one) => look(one.target)));
for (const box of document.querySelectorAll(".scroll")) {
  box.previousElementSibling?.classList.add("measured");
  box.addEventListener("scroll", () => look(box), { passive: true });
  sizes.observe(box);
}
