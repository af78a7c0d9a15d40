// Files of what is shown: the picture as SVG, and the way to hand a file to the reader.
import { colourOf, colours, svgOutline } from "./shapes.js";
import { escaped } from "./html.js";

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The whole network as SVG, every actor labelled. */
export function svg(scene, colour) {
  const bounds = scene.bounds(80);
  const zoom = 1400 / Math.max(bounds.width, bounds.height, 1);
  const { ink, edge, paper } = colours();
  const x = (value) => ((value - bounds.left) * zoom).toFixed(1);
  const y = (value) => ((value - bounds.top) * zoom).toFixed(1);
  const dash = { claimed: ' stroke-dasharray="2 3"', planned: ' stroke-dasharray="6 4"' };
  const lines = scene.links.map(({ source, target, weight, status }) =>
    `<line x1="${x(source.x)}" y1="${y(source.y)}" x2="${x(target.x)}" y2="${y(target.y)}" stroke="${edge}" stroke-width="${Math.min(5, 0.8 + Math.sqrt(weight)).toFixed(1)}"${dash[status] ?? ""}/>`);
  const nodes = scene.nodes.map((node) => svgOutline(node.type, Number(x(node.x)), Number(y(node.y)), node.r, colourOf(node, colour), ink));
  const labels = scene.nodes.map((node) =>
    `<text x="${x(node.x)}" y="${(Number(y(node.y)) + node.r + 12).toFixed(1)}" text-anchor="middle">${escaped(node.label)}</text>`);
  const [width, height] = [(bounds.width * zoom).toFixed(0), (bounds.height * zoom).toFixed(0)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="${ink}">
<rect width="100%" height="100%" fill="${paper}"/>
${[...lines, ...nodes, ...labels].join("\n")}
</svg>`;
}
