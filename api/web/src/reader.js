// The report reader: a statement and its words in the text light up together; an address such as #p120-180 shows a passage.
import "./review.js";
const byStatement = new Map();
for (const node of document.querySelectorAll("[data-s]")) {
  for (const id of node.dataset.s.split(" ")) byStatement.set(id, [...(byStatement.get(id) ?? []), node]);
}

function light(ids, on) {
  for (const id of ids) for (const node of byStatement.get(id) ?? []) node.classList.toggle("lit", on);
}

for (const node of document.querySelectorAll("[data-s]")) {
  const ids = node.dataset.s.split(" ");
  node.addEventListener("pointerenter", () => light(ids, true));
  node.addEventListener("pointerleave", () => light(ids, false));
  node.addEventListener("focusin", () => light(ids, true));
  node.addEventListener("focusout", () => light(ids, false));
}

// A click on the words of a statement brings its entry in the margin into view.
document.querySelector(".text")?.addEventListener("click", (event) => {
  if (event.target.closest("a")) return;
  const run = event.target.closest("[data-s]");
  const entry = run && document.querySelector(`.margin li[data-s="${CSS.escape(run.dataset.s.split(" ")[0])}"]`);
  entry?.scrollIntoView({ block: "nearest", behavior: "smooth" });
});

function showPassage() {
  for (const node of document.querySelectorAll(".text .passage")) node.classList.remove("passage", "lit");
  const found = /^#p(\d+)-(\d+)$/.exec(location.hash);
  if (!found) return;
  const [start, end] = [Number(found[1]), Number(found[2])];
  const runs = [...document.querySelectorAll(".text [data-from]")].filter(
    (run) => Number(run.dataset.from) < end && start < Number(run.dataset.to),
  );
  for (const run of runs) run.classList.add("passage", "lit");
  runs[0]?.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", showPassage);
showPassage();
