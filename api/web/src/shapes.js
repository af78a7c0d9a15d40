// How actors look: a colour and a shape by type, the same as on the other pages.
import outlines from "../../outlines.json";
import { html, raw } from "./html.js";

const ROUND = 0.45, HALF = 0.9; // of a rounded square, in units of half its size
const NEAR = 40, WIDE = 11; // units between the nearest actors, and pixels below which that makes all of them smaller
const SMALLEST = 0.35; // part of its size to which an actor shrinks at most
let palette = null;

/** The colours of the design system, read again when the scheme changes. */
export function colours() {
  if (palette) return palette;
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = Object.fromEntries(["ink", "soft", "paper", "card", "line", "edge", "accent", "warn"].map((name) => [name, read(name)]));
  palette.types = Object.fromEntries(Object.keys(outlines).map((type) => [type, read(type.toLowerCase())]));
  palette.communities = ["government", "internationalbody", "ngo", "instrument", "ministry", "legislature", "civilsociety", "company", "official"].map(read);
  return palette;
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { palette = null; });

export function colourOf(node, by) {
  const { types, communities, soft } = colours();
  if (by === "community" && node.community !== undefined) return communities[node.community % communities.length];
  return types[node.type] || soft;
}

/** Trace a type's outline round (x, y); `r` is half its size. */
export function outline(context, type, x, y, r) {
  const form = outlines[type] ?? "circle";
  context.beginPath();
  if (form === "circle") context.arc(x, y, r, 0, 2 * Math.PI);
  else if (form === "rounded") context.roundRect(x - r * HALF, y - r * HALF, 2 * r * HALF, 2 * r * HALF, r * ROUND);
  else for (const [dx, dy] of form) context.lineTo(x + dx * r, y + dy * r);
  context.closePath();
}

/** The same outline as an SVG element's markup. */
export function svgOutline(type, x, y, r, attributes = "") {
  const form = outlines[type] ?? "circle";
  const n = (value) => value.toFixed(1);
  if (form === "circle") return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${attributes}/>`;
  if (form === "rounded") {
    const side = n(2 * r * HALF);
    return `<rect x="${n(x - r * HALF)}" y="${n(y - r * HALF)}" width="${side}" height="${side}" rx="${n(r * ROUND)}" ${attributes}/>`;
  }
  return `<polygon points="${form.map(([dx, dy]) => `${n(x + dx * r)},${n(y + dy * r)}`).join(" ")}" ${attributes}/>`;
}

/** The mark of a type, to stand before a name. */
export const dot = (type) =>
  html`<svg class="dot ${type.toLowerCase()}" viewBox="-13 -13 26 26" aria-hidden="true">${raw(svgOutline(type, 0, 0, 10))}</svg>`;

/** The name of a type as words: "international body" for `InternationalBody`. */
export const words = (type) => (type === type.toUpperCase() ? type : type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase());

/** The part of their size that actors have on the screen: all of it, unless so many are in sight that they would hide each other. */
export function shrunk(zoom) { return Math.min(1, Math.max(SMALLEST, (NEAR * zoom) / WIDE)); }
export function radius(node, zoom) { return node.r * shrunk(zoom); }
