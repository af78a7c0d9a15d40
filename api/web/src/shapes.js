// How actors look: a colour and a shape by type, the same as the dots of the other pages.
const SHAPES = {
  Government: "circle", Ministry: "rounded", Agency: "square", Legislature: "triangle", Court: "triangle", Official: "circle",
  InternationalBody: "hexagon", NGO: "diamond", CivilSociety: "diamond", Company: "square", Person: "circle",
};

let palette = null;

/** The colours of the design system, read again when the scheme changes. */
export function colours() {
  if (palette) return palette;
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = Object.fromEntries(["ink", "soft", "paper", "card", "line", "edge", "accent", "warn"].map((name) => [name, read(name)]));
  palette.types = Object.fromEntries(Object.keys(SHAPES).map((type) => [type, read(type.toLowerCase())]));
  palette.communities = Object.values(palette.types);
  return palette;
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { palette = null; });

export function colourOf(node, by) {
  const { types, communities, soft } = colours();
  if (by === "community" && node.community !== undefined) return communities[node.community % communities.length];
  return types[node.type] ?? soft;
}

/** Trace a type's outline round (x, y); `r` is half its size. */
export function outline(context, type, x, y, r) {
  context.beginPath();
  switch (SHAPES[type]) {
    case "rounded": context.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, r * 0.45); break;
    case "square": context.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7); break;
    case "triangle": polygon(context, x, y + r * 0.15, r * 1.2, 3, -Math.PI / 2); break;
    case "diamond": polygon(context, x, y, r * 1.2, 4, 0); break;
    case "hexagon": polygon(context, x, y, r * 1.1, 6, 0); break;
    default: context.arc(x, y, r, 0, 2 * Math.PI);
  }
  context.closePath();
}

function polygon(context, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
}

/** The same outline as an SVG element's markup. */
export function svgOutline(type, x, y, r, fill, stroke) {
  const paint = `fill="${fill}" stroke="${stroke}"`;
  const points = (corners, size, turn, dy = 0) =>
    Array.from({ length: corners }, (_, i) => turn + (i * 2 * Math.PI) / corners)
      .map((angle) => `${(x + size * Math.cos(angle)).toFixed(1)},${(y + dy + size * Math.sin(angle)).toFixed(1)}`).join(" ");
  switch (SHAPES[type]) {
    case "rounded": return `<rect x="${x - r * 0.9}" y="${y - r * 0.9}" width="${r * 1.8}" height="${r * 1.8}" rx="${r * 0.45}" ${paint}/>`;
    case "square": return `<rect x="${x - r * 0.85}" y="${y - r * 0.85}" width="${r * 1.7}" height="${r * 1.7}" ${paint}/>`;
    case "triangle": return `<polygon points="${points(3, r * 1.2, -Math.PI / 2, r * 0.15)}" ${paint}/>`;
    case "diamond": return `<polygon points="${points(4, r * 1.2, 0)}" ${paint}/>`;
    case "hexagon": return `<polygon points="${points(6, r * 1.1, 0)}" ${paint}/>`;
    default: return `<circle cx="${x}" cy="${y}" r="${r}" ${paint}/>`;
  }
}
