// The lines between actors: ties merged by pair, and how a line and its arrows are drawn.
const STRONGEST = ["occurrence", "planned", "claimed"];
export const DASHES = { claimed: [2, 3], planned: [6, 4] };
const HEAD = 8; // pixels of an arrow

/** One line for all ties between two actors; what happened outweighs what is planned or claimed. */
export function merged(edges, byId) {
  const lines = new Map();
  for (const edge of edges) {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!source || !target) continue;
    const key = [edge.source, edge.target].sort().join(" ");
    const line = lines.get(key) ?? { source, target, ties: [], kinds: [], weight: 0, status: "claimed", arrows: [] };
    line.ties.push(edge);
    if (!line.kinds.includes(edge.kind)) line.kinds.push(edge.kind);
    line.weight += edge.weight;
    if (STRONGEST.indexOf(edge.status) < STRONGEST.indexOf(line.status)) line.status = edge.status;
    if (!edge.mutual && !line.arrows.some(([tail]) => tail === source)) line.arrows.push([source, target]);
    lines.set(key, line);
  }
  return [...lines.values()];
}

export const width = (line) => Math.min(6, 0.9 + Math.sqrt(line.weight) * 0.8);

/** Draw an arrow's head before the outline of the actor that it points to. */
export function arrow(context, tail, head, zoom) {
  const angle = Math.atan2(head.y - tail.y, head.x - tail.x);
  const [x, y] = [head.x - ((head.r + 2) / zoom) * Math.cos(angle), head.y - ((head.r + 2) / zoom) * Math.sin(angle)];
  context.beginPath();
  context.moveTo(x, y);
  for (const turn of [-0.42, 0.42]) context.lineTo(x - (HEAD / zoom) * Math.cos(angle + turn), y - (HEAD / zoom) * Math.sin(angle + turn));
  context.closePath();
  context.fillStyle = context.strokeStyle;
  context.fill();
}

/** The distance of a point from the line between two others. */
export function distance(p, a, b) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * x + (p.y - a.y) * y) / (x * x + y * y || 1)));
  return Math.hypot(p.x - a.x - t * x, p.y - a.y - t * y);
}
