// The network as a table, and its legend: the same data as on the canvas, for who reads or hears it.
import { html } from "./html.js";
import { status, told } from "./panel.js";
import { dot, words } from "./shapes.js";
import { pageOf } from "./state.js";

export function table(element, nodes, edges) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isGrouped = nodes.some((node) => node.type === "Country");
  const name = (node) => (isGrouped && !node.country ? node.label : html`<a class="quiet" href="${isGrouped ? `/?country=${node.country}` : pageOf(node.id)}">${dot(node.type)}${node.label}</a>`);
  const rows = [...edges].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)).map((edge) => html`
    <tr><td>${name(byId.get(edge.source))}</td><td>${isGrouped ? told(edge.kind) : html`<a href="${pageOf(edge.id)}">${told(edge.kind)}</a>`} ${status(edge)}</td><td>${name(byId.get(edge.target))}</td><td class="number">${edge.weight}</td><td>${edge.first ?? ""}</td><td>${edge.last ?? ""}</td></tr>`);
  element.querySelector("caption").textContent = `${edges.length} ties`;
  element.querySelector("tbody").innerHTML = rows.join("");
}

export function legend(element, nodes, by) {
  const types = [...new Set(nodes.map((node) => node.type))].sort();
  element.innerHTML = by === "community"
    ? html`<li>colour: community; shape: type of actor</li>`
    : types.map((type) => html`<li>${dot(type)}${words(type)}</li>`).join("");
}
