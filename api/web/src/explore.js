// The network explorer: the filters' form, the network on a canvas, the panel of proof; the whole view stands in the address.
import { ask } from "./api.js";
import { combo } from "./combo.js";
import { download, svg } from "./files.js";
import { Panel, pathOf } from "./panel.js";
import { Scene } from "./scene.js";
import { FILTERS, fromAddress, toAddress, toQuery } from "./state.js";

const root = document.querySelector("[data-explorer]");
if (root) start();

function start() {
  const find = (selector) => root.querySelector(selector);
  const form = find("form"), stage = find(".graph"), live = find("[aria-live]"), counts = find("[data-counts]");
  const panel = new Panel(find(".proof"));
  let state = fromAddress(), network = null, asked = null;

  find("svg")?.remove();
  const scene = new Scene(stage, {
    onNode: (node) => choose(node.id),
    onTie: (link) => choose(link.ties[0].id),
    onNothing: () => choose(""),
  });
  globalThis.servandaScene = scene; // for tests of what is drawn

  async function load() {
    asked?.abort();
    const { signal } = (asked = new AbortController());
    counts.textContent = "Loading…";
    stage.setAttribute("aria-busy", "true");
    try {
      network = await ask(path(state), signal);
      draw();
    } catch (fault) {
      if (fault.name === "AbortError") return;
      counts.textContent = fault.message;
      panel.empty(fault.message);
    }
    stage.removeAttribute("aria-busy");
  }

  function draw() {
    scene.show(network.nodes, network.edges, { size: state.size || "degree", colour: state.colour || "type" });
    const { nodes, edges, total } = network;
    counts.textContent = `${nodes.length}${total.nodes > nodes.length ? ` of ${total.nodes}` : ""} actors, ${edges.length} ties`;
    live.textContent = counts.textContent;
    for (const link of root.querySelectorAll("[data-file]")) {
      link.href = `/api/network?${toQuery(state, FILTERS)}&format=${link.dataset.file}`;
    }
    scene.fit(0);
    show(state.select);
    if (!nodes.length) panel.empty("No actor has such a tie. Loosen the filters.");
  }

  function show(id) {
    const found = id ? scene.select(id) : scene.select("");
    if (!found) panel.empty("Choose an actor to see whom it worked with, or a line to read the sentences that prove it.");
    else if (found.source) panel.ties(found.ties);
    else panel.actor(found, scene.links);
    if (found) live.textContent = found.label ?? `${found.source.label} and ${found.target.label}`;
  }

  function choose(id) {
    state = { ...state, select: id };
    toAddress(state, false);
    show(id);
  }

  function change(part) {
    state = { ...state, ...part };
    toAddress(state, true);
    fill(form, state);
    load();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const data = new FormData(form);
    state = { ...state, limit: "" };
    const part = Object.fromEntries(["country", "from", "to", "min_weight", "series", "hops", "size", "colour"].map((name) => [name, data.get(name) ?? ""]));
    change({ ...part, type: data.getAll("type"), kind: data.getAll("kind"), status: data.getAll("status"), select: "" });
  });
  addEventListener("popstate", () => { state = fromAddress(); fill(form, state); load(); });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tie], [data-focus], [data-do], [data-file]");
    if (!button) return;
    if (button.dataset.tie) choose(button.dataset.tie);
    if (button.dataset.focus) change({ focus: button.dataset.focus, hops: state.hops || "1", select: button.dataset.focus });
    ({
      fit: () => scene.fit(), in: () => scene.zoom(1.5), out: () => scene.zoom(1 / 1.5), whole: () => change({ ...fromAddress(""), limit: "2000" }),
      png: () => scene.picture(2).toBlob((blob) => download(blob, "actors.png")),
      svg: () => download(new Blob([svg(scene, state.colour)], { type: "image/svg+xml" }), "actors.svg"),
    })[button.dataset.do]?.();
  });
  stage.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (steps[event.key]) {
      event.preventDefault();
      const node = scene.towards(...steps[event.key]);
      if (node) { choose(node.id); scene.centre(node); }
    } else if (event.key === "Enter" && state.select) find(".proof a, .proof button")?.focus();
    else if (event.key === "Escape") choose("");
    else if (event.key === "+") scene.zoom(1.4);
    else if (event.key === "-") scene.zoom(1 / 1.4);
  });
  for (const name of ["focus", "source", "target"]) {
    const field = find(`[name="find-${name}"]`);
    if (!field) continue;
    combo(field, find(`#found-${name}`), {
      suggest: async (text) => {
        const found = await ask(`/api/search?q=${encodeURIComponent(text)}&kind=actor&limit=12`).catch(() => ({ results: [] }));
        return found.results.map((one) => ({ label: one.label, note: [one.type, one.country].filter(Boolean).join(", "), id: one.iri }));
      },
      pick: ({ id }) => change(name === "focus" ? { focus: id, source: "", target: "", select: id } : { [name]: id, focus: "" }),
    });
  }
  load();
}

/** Where the data of a view comes from: a path between two actors, a neighbourhood, or the filtered network. */
function path(state) {
  const query = toQuery(state, FILTERS);
  const narrowed = query.size > 0 || state.focus;
  query.set("limit", state.limit || (narrowed ? 500 : root.dataset.limit));
  if (state.source && state.target) return `/api/paths?${toQuery(state, [...FILTERS, "source", "target"])}`;
  if (state.focus) return `/api/actors/${actorPath(state.focus)}/ego?hops=${state.hops || 1}&${query}`;
  return `/api/network?${query}`;
}

/** The end of an actor's address: the path of its IRI, or the whole IRI where a report only describes the actor. */
function actorPath(iri) {
  const path = pathOf(iri);
  return path.startsWith("actor/") ? path.slice("actor/".length) : iri;
}

function fill(form, state) {
  for (const field of form.elements) {
    if (!field.name || !(field.name in state)) continue;
    if (field.type === "checkbox") field.checked = state[field.name].includes(field.value);
    else field.value = state[field.name];
  }
}
