// The network on a canvas: force-graph draws and moves the camera; positions come from the server.
import ForceGraph from "force-graph";
import { colourOf, colours, outline } from "./shapes.js";
import { chosen } from "./labels.js";

const REACH = 9; // pixels round a node or tie that a pointer still hits

export class Scene {
  #graph; #element; #nodes = []; #links = []; #near = new Set(); #selected = null; #options = { size: "degree", colour: "type" };

  constructor(element, { onNode, onTie, onNothing }) {
    this.#element = element;
    this.#graph = new ForceGraph(element)
      .autoPauseRedraw(true).enableNodeDrag(false).enablePointerInteraction(false)
      .cooldownTicks(0).minZoom(0.05).maxZoom(20)
      .nodeCanvasObject((node, context, zoom) => this.#node(node, context, zoom))
      .linkCanvasObject((link, context, zoom) => this.#link(link, context, zoom))
      .onRenderFramePost((context, zoom) => this.#labels(context, zoom));
    element.addEventListener("click", (event) => {
      const hit = this.#hit(event);
      if (!hit) onNothing();
      else if (hit.source) onTie(hit);
      else onNode(hit);
    });
    element.addEventListener("pointermove", (event) => {
      const hit = this.#hit(event);
      element.style.cursor = hit ? "pointer" : "grab";
      element.title = hit ? (hit.source ? `${hit.source.label} and ${hit.target.label}: ${hit.kinds.join(", ")}` : hit.label) : "";
    });
    const resize = () => this.#graph.width(element.clientWidth).height(element.clientHeight);
    resize();
    new ResizeObserver(() => { resize(); this.fit(0); }).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  /** Show a network; parallel ties between two actors are drawn as one line. */
  show(nodes, edges, options) {
    this.#options = { ...this.#options, ...options };
    this.#nodes = nodes.map((node) => ({ ...node, fx: node.x, fy: node.y }));
    const byId = new Map(this.#nodes.map((node) => [node.id, node]));
    this.#links = merged(edges, byId);
    for (const node of this.#nodes) node.rank = node[this.#options.size] ?? node.degree ?? 0;
    const top = Math.max(1e-9, ...this.#nodes.map((node) => node.rank));
    for (const node of this.#nodes) node.r = 4 + 9 * Math.sqrt(node.rank / top);
    this.#graph.graphData({ nodes: this.#nodes, links: this.#links });
  }

  get nodes() { return this.#nodes; }
  get links() { return this.#links; }

  select(id) {
    this.#selected = this.#nodes.find((node) => node.id === id) ?? this.#links.find((link) => link.ties.some((tie) => tie.id === id)) ?? null;
    this.#near = new Set();
    if (this.#selected?.source) this.#near = new Set([this.#selected.source, this.#selected.target]);
    else if (this.#selected) {
      this.#near.add(this.#selected);
      for (const link of this.#links) {
        if (link.source === this.#selected) this.#near.add(link.target);
        if (link.target === this.#selected) this.#near.add(link.source);
      }
    }
    this.redraw();
    return this.#selected;
  }

  redraw() { this.#graph.nodeColor(this.#graph.nodeColor()); this.#graph.resumeAnimation?.(); }
  fit(time = 300) { this.#graph.zoomToFit(time, 60); }
  zoom(factor) { this.#graph.zoom(this.#graph.zoom() * factor, 200); }
  centre(node) { this.#graph.centerAt(node.x, node.y, 300); if (this.#graph.zoom() < 1) this.#graph.zoom(1.4, 300); }

  /** The actor nearest to the direction of an arrow key, from the selected one or the middle. */
  towards(dx, dy) {
    const from = this.#selected && !this.#selected.source ? this.#selected : null;
    if (!from) return [...this.#nodes].sort((a, b) => b.rank - a.rank)[0];
    let best = null, least = Infinity;
    for (const node of this.#nodes) {
      const [x, y] = [node.x - from.x, node.y - from.y];
      const along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (node !== from && along > 0 && along + 2 * aside < least) { best = node; least = along + 2 * aside; }
    }
    return best ?? from;
  }

  /** The whole network as a canvas of its own, whatever part of it is on the screen. */
  picture(scale = 2) {
    const bounds = this.bounds(80);
    const size = Math.min(2400, Math.max(900, 40 * Math.sqrt(this.#nodes.length) * 6));
    const zoom = size / Math.max(bounds.width, bounds.height, 1);
    const canvas = document.createElement("canvas");
    canvas.width = bounds.width * zoom * scale;
    canvas.height = bounds.height * zoom * scale;
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    context.fillStyle = colours().paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.save();
    context.scale(zoom, zoom);
    context.translate(-bounds.left, -bounds.top);
    for (const link of this.#links) this.#link(link, context, zoom);
    for (const node of this.#nodes) this.#node(node, context, zoom);
    context.restore();
    const place = (node) => ({ x: (node.x - bounds.left) * zoom, y: (node.y - bounds.top) * zoom, r: node.r });
    this.#write(context, place, { width: bounds.width * zoom, height: bounds.height * zoom, zoom: 2 });
    return canvas;
  }

  bounds(margin) {
    const xs = this.#nodes.map((node) => node.x), ys = this.#nodes.map((node) => node.y);
    const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
    return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
  }

  #dimmed(thing) { return this.#selected && !(thing.source ? this.#shown(thing) : this.#near.has(thing)); }
  #shown(link) {
    if (this.#selected.source) return link === this.#selected;
    return link.source === this.#selected || link.target === this.#selected;
  }

  #node(node, context, zoom) {
    const { ink, accent } = colours();
    const r = node.r / zoom;
    context.globalAlpha = this.#dimmed(node) ? 0.18 : 1;
    outline(context, node.type, node.x, node.y, r);
    context.fillStyle = colourOf(node, this.#options.colour);
    context.fill();
    context.lineWidth = (node === this.#selected ? 3 : 1.1) / zoom;
    context.strokeStyle = node === this.#selected ? accent : ink;
    context.stroke();
    context.globalAlpha = 1;
  }

  #link(link, context, zoom) {
    const { edge, accent, warn } = colours();
    const lit = this.#selected && this.#shown(link);
    context.globalAlpha = lit ? 1 : this.#selected ? 0.12 : 0.42;
    context.lineWidth = (lit ? 1.5 : 1) * Math.min(5, 0.8 + Math.sqrt(link.weight)) / zoom;
    context.strokeStyle = lit ? accent : link.status === "claimed" ? warn : edge;
    const dash = { claimed: [2, 3], planned: [6, 4] }[link.status];
    context.setLineDash((dash ?? []).map((length) => length / zoom));
    context.beginPath();
    context.moveTo(link.source.x, link.source.y);
    context.lineTo(link.target.x, link.target.y);
    context.stroke();
    context.setLineDash([]);
    if (lit) for (const [tail, head] of link.arrows) arrow(context, tail, head, zoom);
    context.globalAlpha = 1;
  }

  #labels(context, zoom) {
    context.save();
    const ratio = devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const place = (node) => ({ ...this.#graph.graph2ScreenCoords(node.x, node.y), r: node.r });
    this.#write(context, place, { width: this.#graph.width(), height: this.#graph.height(), zoom });
    context.restore();
  }

  #write(context, place, stage) {
    const { ink, paper } = colours();
    context.font = `12.5px ${getComputedStyle(document.body).fontFamily}`;
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    const shown = this.#selected ? this.#nodes.filter((node) => this.#near.has(node)) : this.#nodes;
    const first = this.#selected && !this.#selected.source ? new Set([this.#selected]) : new Set();
    for (const { text, x, y } of chosen(shown, place, (t) => context.measureText(t).width, stage, first)) {
      context.lineWidth = 3.5;
      context.lineJoin = "round";
      context.strokeStyle = paper;
      context.strokeText(text, x, y);
      context.fillStyle = ink;
      context.fillText(text, x, y);
    }
  }

  /** The actor or line under a pointer: nodes before lines, the nearest first. */
  #hit(event) {
    const box = this.#element.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const place = (node) => this.#graph.graph2ScreenCoords(node.x, node.y);
    const near = (things, distance, most) => {
      let best = null, least = Infinity;
      for (const thing of things) {
        const d = distance(thing);
        if (d < least && d <= most(thing)) { best = thing; least = d; }
      }
      return best;
    };
    const node = near(this.#nodes, (n) => { const p = place(n); return Math.hypot(p.x - at.x, p.y - at.y); }, (n) => Math.max(REACH, n.r + 2));
    return node ?? near(this.#links, (link) => fromLine(at, place(link.source), place(link.target)), () => REACH / 1.8);
  }
}

function fromLine(p, a, b) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * x + (p.y - a.y) * y) / (x * x + y * y || 1)));
  return Math.hypot(p.x - a.x - t * x, p.y - a.y - t * y);
}

function arrow(context, tail, head, zoom) {
  const angle = Math.atan2(head.y - tail.y, head.x - tail.x);
  const back = (head.r + 2) / zoom, size = 8 / zoom;
  const [x, y] = [head.x - back * Math.cos(angle), head.y - back * Math.sin(angle)];
  context.beginPath();
  context.moveTo(x, y);
  for (const turn of [-0.42, 0.42]) context.lineTo(x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn));
  context.closePath();
  context.fillStyle = context.strokeStyle;
  context.fill();
}

const STRONGEST = ["occurrence", "planned", "claimed"];

/** One line for all ties between two actors; what happened outweighs what is planned or claimed. */
function merged(edges, byId) {
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
    if (edge.kind !== "partner" && !line.arrows.some(([tail]) => tail === source)) line.arrows.push([source, target]);
    lines.set(key, line);
  }
  return [...lines.values()];
}
