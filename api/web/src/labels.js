// Which labels are drawn, and where: in screen pixels, the best-connected first, none over another.
const ROOM = 16_000; // square pixels of the stage for one label at the first zoom
const HEIGHT = 15;
const CROWD = 400; // nodes above which labels may cover them

/**
 * Choose labels and their boxes.
 * @param nodes  what is drawn, each with `label` and `rank` (higher comes first)
 * @param place  returns a node's position on the screen and its radius, in pixels
 * @param measure  returns the width of a text in pixels
 * @param stage  width, height and zoom; more labels fit as one zooms in
 * @param first  nodes that are labelled before all others
 */
export function chosen(nodes, place, measure, stage, first = new Set()) {
  const most = Math.max(12, Math.round((stage.width * stage.height * Math.max(1, stage.zoom)) / ROOM));
  const taken = nodes.length > CROWD ? [] : nodes.map((node) => {
    const { x, y, r } = place(node);
    return { left: x - r, right: x + r, top: y - r, bottom: y + r };
  });
  const out = [];
  const order = [...nodes].sort((a, b) => first.has(b) - first.has(a) || b.rank - a.rank || (a.label < b.label ? -1 : 1));
  for (const node of order) {
    if (out.length >= most + first.size) break;
    const { x, y, r } = place(node);
    if (x < -20 || y < -20 || x > stage.width + 20 || y > stage.height + 20) continue;
    const text = shortened(node.label, first.has(node) ? 60 : 34);
    const width = measure(text) + 6;
    const box = [
      { left: x - width / 2, top: y + r + 2 }, { left: x - width / 2, top: y - r - HEIGHT - 2 },
      { left: x + r + 2, top: y - HEIGHT / 2 }, { left: x - r - width - 2, top: y - HEIGHT / 2 },
    ].find(({ left, top }) => !taken.some((other) => left < other.right && other.left < left + width && top < other.bottom && other.top < top + HEIGHT));
    if (!box) continue;
    taken.push({ left: box.left, right: box.left + width, top: box.top, bottom: box.top + HEIGHT });
    out.push({ node, text, x: box.left + 3, y: box.top + HEIGHT - 3.5 });
  }
  return out;
}

function shortened(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
