// Which labels are drawn, and where: in screen pixels, the best-connected first, none over another or over the edge.
const ROOM = 11_000; // square pixels of the stage for one label at the first zoom
const FEW = 80; // actors that all may have a label
const HEIGHT = 16;
const CROWD = 400; // actors above which labels may cover them
const EDGE = 4;

/**
 * Choose labels and their boxes.
 * @param nodes  what is drawn, each with its `label`, the best connected last
 * @param place  returns a node's position on the screen and its radius, in pixels
 * @param measure  returns the width of a text in pixels
 * @param stage  width, height and zoom; more labels fit as one zooms in; `covered` are boxes that something else covers
 * @param first  nodes that are labelled before all others, in full
 */
export function chosen(nodes, place, measure, stage, first = new Set()) {
  const most = nodes.length <= FEW ? nodes.length : Math.max(12, Math.round((stage.width * stage.height * Math.max(1, stage.zoom)) / ROOM));
  const taken = [...(stage.covered ?? [])];
  if (nodes.length <= CROWD) for (const node of nodes) {
    const { x, y, r } = place(node);
    taken.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
  }
  const out = [];
  const order = [...nodes].reverse(); // the last drawn is the best connected
  if (first.size) order.sort((a, b) => first.has(b) - first.has(a));
  for (const node of order) {
    if (out.length >= most + first.size) break;
    const { x, y, r } = place(node);
    if (x < -r || y < -r || x > stage.width + r || y > stage.height + r) continue;
    const text = shortened(node.label, first.has(node) ? 70 : 36);
    const width = measure(text) + 6;
    const middle = Math.max(EDGE, Math.min(x - width / 2, stage.width - width - EDGE));
    const places = [
      { left: middle, top: y + r + 2 }, { left: middle, top: y - r - HEIGHT - 2 },
      { left: x + r + 3, top: y - HEIGHT / 2 }, { left: x - r - width - 3, top: y - HEIGHT / 2 },
      { left: x + r / 2, top: y - r - HEIGHT - 1 }, { left: x + r / 2, top: y + r + 1 },
      { left: x - r / 2 - width, top: y - r - HEIGHT - 1 }, { left: x - r / 2 - width, top: y + r + 1 },
    ];
    const box = places.find((at) => isFree(at, width, stage, taken)) ?? (first.has(node) ? places[0] : null);
    if (!box) continue;
    taken.push({ left: box.left, right: box.left + width, top: box.top, bottom: box.top + HEIGHT });
    out.push({ node, text, x: box.left + 3, y: box.top + HEIGHT - 4 });
  }
  return out;
}

function isFree({ left, top }, width, stage, taken) {
  if (left < EDGE || top < EDGE || left + width > stage.width - EDGE || top + HEIGHT > stage.height - EDGE) return false;
  return !taken.some((other) => left < other.right && other.left < left + width && top < other.bottom && other.top < top + HEIGHT);
}

function shortened(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
