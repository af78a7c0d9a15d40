// The network explorer: the filters' form, the network on a canvas, the panel of proof; the whole view stands in the address.
import { ask } from "./api.js";
import { combo } from "./combo.js";
import { download, svg } from "./files.js";
import { html } from "./html.js";
import { many, Panel } from "./panel.js";
import { Scene } from "./scene.js";
import { file, fromAddress, source, surroundings, toAddress } from "./state.js";
import { legend, table } from "./table.js";
import { years } from "./years.js";

const FIELDS = ["country", "from", "to", "min_weight", "series", "hops", "group", "size", "colour"];
const NARROW = "(max-width: 60rem)"; // the style sheet has the same width

const root = document.querySelector("[data-explorer]");
if (root) start();

function start() {
  const find = (selector) => root.querySelector(selector);
  const form = find("form"), stage = find(".graph"), live = find("[aria-live]"), counts = find("[data-counts]");
  const limits = Object.fromEntries(["readable", "narrowed", "largest"].map((name) => [name, Number(root.dataset[name])]));
  const panel = new Panel(find(".proof")), period = years(find("[data-years]"));
  let state = fromAddress(), network = null, asked = null, names = JSON.parse(find("#named").textContent);

  find(".graph svg")?.remove();
  if (matchMedia(NARROW).matches) for (const fold of root.querySelectorAll("details[data-fold]")) fold.open = false;
  const scene = new Scene(stage, {
    onNode: (node) => choose(node.id),
    onTie: (link) => choose(link.ties[0].id),
    onNothing: () => choose(""),
    covered: () => [find(".status"), find(".chips")],
  });
  globalThis.servandaScene = scene; // for tests of what is drawn

  async function load(given = null) {
    asked?.abort();
    const { signal } = (asked = new AbortController());
    stage.setAttribute("aria-busy", "true");
    if (!given) counts.textContent = "Loading…";
    try {
      network = given ?? (await ask(source(state, limits), signal));
      for (const iri of state.expand) network = joined(network, iri, await ask(surroundings(state, iri), signal));
      draw();
    } catch (fault) {
      if (fault.name === "AbortError") return;
      network = { nodes: [], edges: [], total: { nodes: 0, edges: 0 } };
      draw();
      panel.empty(fault.message);
    }
    stage.removeAttribute("aria-busy");
  }

  function draw() {
    const { nodes, edges, total } = network;
    scene.show(nodes, edges, { size: state.size || "degree", colour: state.colour || "type" });
    Object.assign(names, Object.fromEntries(nodes.map((node) => [node.id, node.label])));
    const more = total.nodes - nodes.length;
    counts.textContent = `${nodes.length}${more > 0 ? ` of ${total.nodes.toLocaleString("en")}` : ""} ${state.group ? "countries" : nodes.length === 1 ? "actor" : "actors"}, ${many(edges.length, "tie")}`;
    live.textContent = counts.textContent;
    find('[data-do="more"]').hidden = more <= 0 || nodes.length >= limits.largest;
    for (const link of root.querySelectorAll("[data-file]")) link.href = file(state, link.dataset.file);
    table(find("table"), nodes, edges);
    legend(find(".legend [data-types]"), nodes, state.colour);
    find(".chips").innerHTML = chips().join("");
    scene.fit(0);
    show(state.select);
  }

  /** What the view is narrowed to beside the form's filters, each with a way back. */
  function chips() {
    const named = (iri) => names[iri] ?? decodeURIComponent(iri.split("/").pop()).replaceAll("-", " ");
    const chip = (text, drop) => html`<li><button type="button" data-drop="${drop}">${text} <span aria-hidden="true">×</span><span class="visually-hidden">: leave</span></button></li>`;
    return [
      state.source && state.target ? chip(`from ${named(state.source)} to ${named(state.target)}`, "path") : state.source ? chip(`path from ${named(state.source)}`, "path") : "",
      state.focus ? chip(`${many(Number(state.hops || 1), "step")} around ${named(state.focus)}`, "focus") : "",
      ...state.expand.map((iri) => chip(`all partners of ${named(iri)}`, iri)),
      state.group ? chip("countries in the place of actors", "group") : "",
    ].filter(Boolean);
  }

  function show(id) {
    const found = scene.select(id);
    if (found?.type === "Country") panel.country(found, scene.links);
    else if (found?.source?.type === "Country") panel.between(found);
    else if (found?.source) panel.ties(found.ties);
    else if (found) panel.actor(found, scene.links, state.focus === found.id ? Number(state.hops || 1) : 0);
    else if (network.paths) panel.paths(network.paths, scene.nodes, scene.links);
    else if (scene.nodes.length) panel.overview(scene.nodes);
    else panel.empty("No tie fits. Loosen the filters.");
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
    fill();
    load();
  }

  function fill() {
    for (const field of form.elements) {
      if (!field.name || !(field.name in state)) continue;
      if (field.type === "checkbox") field.checked = state[field.name].includes(field.value);
      else field.value = state[field.name] || (field.tagName === "SELECT" ? field.options[0].value : "");
    }
    for (const end of ["source", "target"]) find(`[name="find-${end}"]`).value = state[end] ? names[state[end]] ?? "" : "";
    if (state.source || state.target) find("[data-path]").open = true;
    period.show();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.name?.startsWith("find-")) return;
    const data = new FormData(form);
    const part = Object.fromEntries(FIELDS.map((name) => [name, data.get(name) ?? ""]));
    const away = part.country !== state.country ? { focus: "", source: "", target: "", expand: [] } : {};
    change({ ...part, ...away, type: data.getAll("type"), kind: data.getAll("kind"), status: data.getAll("status"), limit: "", select: "" });
  });
  addEventListener("popstate", () => { state = fromAddress(); fill(); load(); });

  const drops = { path: { source: "", target: "" }, focus: { focus: "", hops: "" }, group: { group: "" } };
  const actions = {
    tie: choose, actor: choose,
    focus: (iri, { hops }) => change({ focus: iri, hops, group: "", expand: [], select: iri }),
    expand: (iri) => change({ expand: [...state.expand, iri], select: iri }),
    from: (iri) => { change({ source: iri, select: "" }); find('[name="find-target"]').focus(); },
    country: (code) => change({ ...fromAddress(""), country: code }),
    drop: (what) => change(drops[what] ?? { expand: state.expand.filter((iri) => iri !== what) }),
    do: (what) => ({
      fit: () => scene.fit(), in: () => scene.zoom(1.5), out: () => scene.zoom(1 / 1.5),
      more: () => change({ limit: String(Math.min(limits.largest, scene.nodes.length * 2)) }),
      whole: () => change({ ...fromAddress(""), status: state.status, ...(network.total.nodes > limits.largest ? { group: "country" } : { limit: String(limits.largest) }) }),
      png: () => scene.picture(2).toBlob((blob) => download(blob, "actors.png")),
      svg: () => download(new Blob([svg(scene, state.colour)], { type: "image/svg+xml" }), "actors.svg"),
    })[what](),
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const name = button && Object.keys(actions).find((one) => one in button.dataset);
    if (name) actions[name](button.dataset[name], button.dataset);
  });
  stage.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (steps[event.key]) {
      event.preventDefault();
      const node = scene.towards(...steps[event.key]);
      if (node) { choose(node.id); scene.centre(node); }
    } else if (event.key === "Enter" && state.select) {
      event.preventDefault(); // the key must not press the button that it leads to
      (find(".proof .ties button") ?? find(".proof a, .proof button"))?.focus();
    } else if (event.key === "Escape") choose("");
    else if (event.key === "+" || event.key === "=") scene.zoom(1.4);
    else if (event.key === "-") scene.zoom(1 / 1.4);
    else if (event.key === "0") scene.fit();
  });
  find(".proof").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { choose(""); stage.focus(); }
  });

  const picks = {
    focus: (iri) => ({ ...fromAddress(""), status: state.status, size: state.size, colour: state.colour, focus: iri, select: iri }),
    source: (iri) => ({ source: iri, focus: "", group: "", select: "" }),
    target: (iri) => ({ target: iri, focus: "", group: "", select: "" }),
  };
  for (const name of Object.keys(picks)) {
    combo(find(`[name="find-${name}"]`), find(`#found-${name}`), {
      suggest: async (text) => {
        const found = await ask(`/api/search?q=${encodeURIComponent(text)}&kind=actor&limit=12`).catch(() => ({ results: [] }));
        return found.results.map((one) => ({ label: one.label, note: [one.type, one.country].filter(Boolean).join(", "), id: one.iri }));
      },
      pick: ({ id, label }) => { names[id] = label; change(picks[name](id)); },
    });
  }
  fill();
  load(JSON.parse(find("#network").textContent));
}

/** A view with all partners of one of its actors, those that were not there in a ring around it. */
function joined(network, iri, around) {
  const there = new Set(network.nodes.map((node) => node.id)), ties = new Set(network.edges.map((edge) => edge.id));
  const middle = network.nodes.find((node) => node.id === iri) ?? { x: 0, y: 0 };
  const fresh = around.nodes.filter((node) => !there.has(node.id));
  const far = Math.max(45, fresh.length * 5);
  const placed = fresh.map((node, i) => {
    const angle = (2 * Math.PI * i) / fresh.length;
    return { ...node, x: middle.x + far * Math.cos(angle), y: middle.y + far * Math.sin(angle) };
  });
  return { ...network, nodes: [...network.nodes, ...placed], edges: [...network.edges, ...around.edges.filter((edge) => !ties.has(edge.id))] };
}
