// The slider of the period: two thumbs over a small chart of how much is told of each year; the number fields hold the values.
import { html } from "./html.js";

export function years(element) {
  const counts = JSON.parse(element.dataset.years);
  if (counts.length < 2) return { show() {} };
  const [first, last] = [counts[0][0], counts[counts.length - 1][0]];
  const most = Math.max(...counts.map(([, number]) => number));
  const [from, to] = element.querySelectorAll("input[type=number]");
  const bars = counts.map(([year, number], i) => html`<rect data-year="${year}" x="${i}" y="${20 - 20 * Math.sqrt(number / most)}" width=".8" height="${20 * Math.sqrt(number / most)}"/>`);
  const thumb = (name, label) => html`<input type="range" min="${first}" max="${last}" data-thumb="${name}" aria-label="${label}">`;
  element.querySelector(".range").innerHTML = html`<svg viewBox="0 0 ${counts.length} 20" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>${thumb("from", "First year")}${thumb("to", "Last year")}<output></output>`;
  element.querySelector(".range").hidden = false;
  const [low, high] = element.querySelectorAll("input[type=range]");

  function show() {
    low.value = Number(from.value.slice(0, 4)) || first;
    high.value = Number(to.value.slice(0, 4)) || last;
    paint();
  }
  function paint() {
    element.querySelector("output").textContent = low.value === high.value ? low.value : `${low.value} to ${high.value}`;
    for (const bar of element.querySelectorAll("rect")) bar.classList.toggle("out", Number(bar.dataset.year) < Number(low.value) || Number(bar.dataset.year) > Number(high.value));
  }
  element.addEventListener("input", (event) => {
    if (event.target === low && Number(low.value) > Number(high.value)) high.value = low.value;
    if (event.target === high && Number(high.value) < Number(low.value)) low.value = high.value;
    if (event.target.type !== "range") return;
    from.value = Number(low.value) > first ? low.value : "";
    to.value = Number(high.value) < last ? high.value : "";
    paint();
  });
  show();
  return { show };
}
