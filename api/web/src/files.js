// Files of what is shown: the picture as SVG, and the way to hand a file to the reader.
import { escaped } from "./html.js";
import { chosen } from "./labels.js";
import { DASHES, width } from "./lines.js";
import { colourOf, colours, radius, svgOutline } from "./shapes.js";

const LONG = 1400, MARGIN = 70; // pixels of the longer side; units round the network
const LETTER = 6.2; // pixels of a letter, on average

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The whole network as SVG, with as many labels as there is room for; a name that has none is told where a pointer rests. */
export function svg(scene, colour) {
  const bounds = scene.bounds(MARGIN);
  const zoom = LONG / Math.max(bounds.width, bounds.height, 1);
  const { ink, edge, paper, warn } = colours();
  const place = (node) => ({ x: (node.x - bounds.left) * zoom, y: (node.y - bounds.top) * zoom, r: radius(node, zoom) });
  const n = (value) => value.toFixed(1);
  const lines = scene.links.map((link) => {
    const [a, b] = [place(link.source), place(link.target)];
    const dash = DASHES[link.status] ? ` stroke-dasharray="${DASHES[link.status].join(" ")}"` : "";
    const line = `<line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}" stroke="${link.status === "claimed" ? warn : edge}" stroke-width="${n(width(link))}"${dash}/>`;
    return line + link.arrows.map(([tail, head]) => `<polygon points="${headOf(place(tail), place(head))}" fill="${edge}"/>`).join("");
  });
  const nodes = scene.nodes.map((node) => {
    const { x, y, r } = place(node);
    return `<g><title>${escaped(node.label)}</title>${svgOutline(node.type, x, y, r, `fill="${colourOf(node, colour)}" stroke="${ink}"`)}</g>`;
  });
  const [wide, high] = [bounds.width * zoom, bounds.height * zoom];
  const labels = chosen(scene.nodes, place, (text) => text.length * LETTER, { width: wide, height: high, zoom: 4 })
    .map(({ text, x, y }) => `<text x="${n(x)}" y="${n(y)}">${escaped(text)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(wide)} ${n(high)}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="${paper}"/>
${[...lines, ...nodes].join("\n")}
<g fill="${ink}" stroke="${paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">
${labels.join("\n")}
</g>
</svg>`;
}

/** The corners of an arrow's head. */
function headOf(tail, head) {
  const angle = Math.atan2(head.y - tail.y, head.x - tail.x);
  const [x, y] = [head.x - (head.r + 2) * Math.cos(angle), head.y - (head.r + 2) * Math.sin(angle)];
  return [0, -0.42, 0.42].map((turn, i) => `${(x - (i ? 8 * Math.cos(angle + turn) : 0)).toFixed(1)},${(y - (i ? 8 * Math.sin(angle + turn) : 0)).toFixed(1)}`).join(" ");
}
