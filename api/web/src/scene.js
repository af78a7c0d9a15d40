// The network on a canvas: force-graph draws and moves the camera; positions come from the server.
import ForceGraph from "force-graph";
import { chosen } from "./labels.js";
import { arrow, DASHES, distance, merged, width } from "./lines.js";
import { colourOf, colours, outline, radius, shrunk } from "./shapes.js";

const REACH = 9; // pixels round a node or tie that a pointer still hits
const ROOM = 34; // pixels round the network, for labels
const CLOSEST = 2.4; // zoom at which a small network is shown whole
const ARROWS = 400; // lines up to which all arrows are drawn; of more, those of what is chosen

export class Scene {
  #graph; #element; #nodes = []; #links = []; #near = new Set(); #selected = null; #hovered = null; #covered = () => [];
  #font = getComputedStyle(document.body).fontFamily;
  #widths = new Map(); // of labels, in pixels
  #options = { size: "degree", colour: "type" };

  /** @param covered  returns the elements that cover a part of the stage */
  constructor(element, { onNode, onTie, onNothing, covered }) {
    this.#element = element;
    this.#covered = () => covered().filter(Boolean);
    this.#graph = new ForceGraph(element)
      .autoPauseRedraw(true).enableNodeDrag(false).enablePointerInteraction(false)
      .cooldownTicks(0).minZoom(0.05).maxZoom(20)
      .nodeCanvasObject((node, context, zoom) => this.#node(node, context, zoom))
      .linkVisibility(false) // ours are drawn together, which takes a fraction of the time
      .onRenderFramePre((context, zoom) => this.#lines(context, zoom))
      .onRenderFramePost((context, zoom) => this.#labels(context, zoom));
    let down = [0, 0];
    element.addEventListener("pointerdown", (event) => { down = [event.clientX, event.clientY]; });
    element.addEventListener("click", (event) => {
      if (Math.hypot(event.clientX - down[0], event.clientY - down[1]) > 5) return; // the network was moved
      const hit = this.#hit(event);
      if (!hit) onNothing();
      else if (hit.source) onTie(hit);
      else onNode(hit);
    });
    element.addEventListener("pointermove", (event) => this.#hover(event.buttons ? null : this.#hit(event)));
    element.addEventListener("pointerleave", () => this.#hover(null));
    const resize = () => this.#graph.width(element.clientWidth).height(element.clientHeight);
    resize();
    new ResizeObserver(() => { resize(); this.fit(0); }).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  /** Show a network; parallel ties between two actors are drawn as one line. */
  show(nodes, edges, options) {
    this.#options = { ...this.#options, ...options };
    this.#nodes = nodes.map((node) => ({ ...node, fx: node.x, fy: node.y }));
    this.#links = merged(edges, new Map(this.#nodes.map((node) => [node.id, node])));
    for (const node of this.#nodes) node.rank = node.members > 1 ? node.members : node[this.#options.size] ?? 0;
    const top = Math.max(1e-9, ...this.#nodes.map((node) => node.rank));
    this.#nodes.sort((a, b) => a.rank - b.rank || (a.label < b.label ? 1 : -1)); // the best connected are drawn last
    for (const node of this.#nodes) node.r = 4.5 + 9 * Math.sqrt(node.rank / top);
    this.#selected = this.#hovered = null;
    this.#graph.graphData({ nodes: this.#nodes, links: this.#links });
  }

  get nodes() { return this.#nodes; }
  get links() { return this.#links; }
  get zoomed() { return this.#graph.zoom(); }

  /** Where an actor stands on the stage, in its pixels. */
  place(node) { return { ...this.#graph.graph2ScreenCoords(node.x, node.y), r: radius(node, this.zoomed) }; }

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

  redraw() { this.#graph.nodeColor(this.#graph.nodeColor()); }
  zoom(factor) { this.#graph.zoom(this.#graph.zoom() * factor, 200); }
  move(x, y) { this.#graph.centerAt(x, y); }

  /** Show the whole network, with room for labels. */
  fit(time = 300) {
    if (!this.#nodes.length) return;
    const [wide, high] = [this.#graph.width(), this.#graph.height()];
    const aside = wide < 500 ? ROOM : 2 * ROOM; // labels are wider than high
    const { left, top, width, height } = this.bounds(0);
    const [below, above] = this.#bars().map((box) => (box.top < high / 2 ? box.bottom : high - box.top)).map((depth) => depth + ROOM);
    const zoom = Math.min((wide - 2 * aside) / Math.max(width, 1), Math.max(high - above - below, 80) / Math.max(height, 1), CLOSEST);
    this.#graph.zoom(zoom, time);
    this.#graph.centerAt(left + width / 2, top + height / 2 + (below - above) / 2 / zoom, time);
  }

  /** The boxes of what covers the stage above and below, in its pixels. */
  #bars() {
    const stage = this.#element.getBoundingClientRect();
    return this.#covered().map((one) => one.getBoundingClientRect())
      .map((box) => ({ left: box.left - stage.left, right: box.right - stage.left, top: box.top - stage.top, bottom: box.bottom - stage.top }));
  }

  /** Bring an actor into the middle where it is out of sight or the network is small. */
  centre(node) {
    const { x, y } = this.place(node);
    if (x > 40 && y > 40 && x < this.#graph.width() - 40 && y < this.#bars()[0].top - 20) return;
    this.#graph.centerAt(node.x, node.y, 250);
  }

  /** The actor nearest to the direction of an arrow key, from the selected one; the best connected if there is none. */
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
    const zoom = Math.min(size / Math.max(bounds.width, bounds.height, 1), CLOSEST);
    const [wide, high] = [bounds.width * zoom, bounds.height * zoom];
    const canvas = Object.assign(document.createElement("canvas"), { width: wide * scale, height: high * scale });
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    context.fillStyle = colours().paper;
    context.fillRect(0, 0, wide, high);
    context.save();
    context.scale(zoom, zoom);
    context.translate(-bounds.left, -bounds.top);
    this.#lines(context, zoom);
    for (const node of this.#nodes) this.#node(node, context, zoom);
    context.restore();
    this.#write(context, (node) => ({ x: (node.x - bounds.left) * zoom, y: (node.y - bounds.top) * zoom, r: radius(node, zoom) }), { width: wide, height: high, zoom: 3 });
    return canvas;
  }

  bounds(margin) {
    const xs = this.#nodes.map((node) => node.x), ys = this.#nodes.map((node) => node.y);
    const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
    return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
  }

  #shown(link) {
    if (this.#selected.source) return link === this.#selected;
    return link.source === this.#selected || link.target === this.#selected;
  }

  #node(node, context, zoom) {
    const { ink, accent } = colours();
    const isMarked = node === this.#selected || node === this.#hovered;
    context.globalAlpha = this.#selected && !this.#near.has(node) && node !== this.#hovered ? 0.22 : 1;
    outline(context, node.type, node.x, node.y, radius(node, zoom) / zoom);
    context.fillStyle = colourOf(node, this.#options.colour);
    context.fill();
    context.lineWidth = (isMarked ? 3 : 1.2 * shrunk(zoom)) / zoom;
    context.strokeStyle = isMarked ? accent : ink;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** Draw all lines, those that look alike in one stroke. */
  #lines(context, zoom) {
    const { edge, accent, warn } = colours();
    const alike = new Map();
    for (const link of this.#links) {
      const lit = link === this.#hovered || (this.#selected && this.#shown(link));
      const key = `${lit ? 1 : 0} ${link.status} ${Math.round(width(link) * 2)}`;
      if (!alike.has(key)) alike.set(key, { lit, status: link.status, wide: width(link), links: [] });
      alike.get(key).links.push(link);
    }
    for (const { lit, status, wide, links } of [...alike.values()].sort((a, b) => a.lit - b.lit)) {
      context.globalAlpha = lit ? 1 : this.#selected ? 0.16 : this.#links.length > ARROWS ? 0.5 : 0.85;
      context.lineWidth = ((lit ? 1.4 : 1) * wide) / zoom;
      context.strokeStyle = lit ? accent : status === "claimed" ? warn : edge;
      context.setLineDash((DASHES[status] ?? []).map((length) => length / zoom));
      context.beginPath();
      for (const { source, target } of links) { context.moveTo(source.x, source.y); context.lineTo(target.x, target.y); }
      context.stroke();
      context.setLineDash([]);
      if (lit || this.#links.length <= ARROWS) for (const link of links) for (const [tail, head] of link.arrows) arrow(context, tail, head, zoom);
    }
    context.globalAlpha = 1;
  }

  #labels(context, zoom) {
    context.save();
    const ratio = devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const stage = { width: this.#graph.width(), height: this.#graph.height(), zoom, covered: this.#bars() };
    this.labelled = this.#write(context, (node) => this.place(node), stage);
    context.restore();
  }

  #write(context, place, stage) {
    const { ink, paper } = colours();
    context.font = `12.5px ${this.#font}`;
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    const shown = this.#selected ? this.#nodes.filter((node) => this.#near.has(node) || node === this.#hovered) : this.#nodes;
    const first = new Set([this.#selected, this.#hovered].filter((thing) => thing && !thing.source));
    const labels = chosen(shown, place, (text) => this.#measured(context, text), stage, first);
    for (const { text, x, y } of labels) {
      context.lineWidth = 3.5;
      context.lineJoin = "round";
      context.strokeStyle = paper;
      context.strokeText(text, x, y);
      context.fillStyle = ink;
      context.fillText(text, x, y);
    }
    return labels;
  }

  #measured(context, text) {
    if (!this.#widths.has(text)) this.#widths.set(text, context.measureText(text).width);
    return this.#widths.get(text);
  }

  #hover(thing) {
    if (thing === this.#hovered) return;
    this.#hovered = thing;
    this.#element.style.cursor = thing ? "pointer" : "grab";
    this.#element.title = thing ? (thing.source ? `${thing.source.label} and ${thing.target.label}` : thing.label) : "";
    this.redraw();
  }

  /** The actor or line under a pointer: nodes before lines, the nearest first. */
  #hit(event) {
    const box = this.#element.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const near = (things, far, most) => {
      let best = null, least = Infinity;
      for (const thing of things) {
        const d = far(thing);
        if (d < least && d <= most(thing)) { best = thing; least = d; }
      }
      return best;
    };
    const node = near(this.#nodes, (n) => { const p = this.place(n); return Math.hypot(p.x - at.x, p.y - at.y); }, (n) => Math.max(REACH, radius(n, this.zoomed) + 2));
    return node ?? near(this.#links, (link) => distance(at, this.place(link.source), this.place(link.target)), () => REACH / 1.8);
  }
}
