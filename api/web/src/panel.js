// The panel beside the network: what can be chosen, an actor in brief, the ways between two, the sentences that prove a tie.
import { ask } from "./api.js";
import { html } from "./html.js";
import { dot, words } from "./shapes.js";
import { actorPath, pageOf, pathOf } from "./state.js";

const KINDS = {
  partner: ["worked with", "worked with"], supported: ["supported", "was supported by"], requestedFrom: ["asked", "was asked by"],
  referredTo: ["referred to", "was referred to by"], appointed: ["appointed", "was appointed by"], reportedTo: ["reported to", "was reported to by"],
  actedTowards: ["acted towards", "was acted towards by"],
};
const LISTED = 12; // best-connected actors that the panel offers
const SENTENCES = 3; // of an actor, in brief

export const told = (kind, back = false) => (KINDS[kind] ?? [kind, `${kind} by`])[back ? 1 : 0];
export const many = (number, one) => `${number.toLocaleString("en")} ${number === 1 ? one : `${one}s`}`;
export const status = (tie) => (tie.status && tie.status !== "occurrence" ? html`<span class="tag ${tie.status}">${tie.status}</span> ` : "");
const countryOf = (code) => [...document.querySelectorAll("#country option")].find((option) => option.value === code)?.dataset.name ?? code;

export class Panel {
  #element;
  #asked = null;
  constructor(element) { this.#element = element; }

  #begin() {
    this.#asked?.abort();
    this.#asked = new AbortController();
    this.#element.scrollTop = 0;
    return this.#asked.signal;
  }

  empty(text) {
    this.#begin();
    this.#element.innerHTML = html`<p class="soft">${text}</p>`;
  }

  /** What there is to choose from: the best-connected actors. */
  overview(nodes) {
    this.#begin();
    const first = [...nodes].sort((a, b) => b.rank - a.rank || (a.label < b.label ? -1 : 1)).slice(0, LISTED);
    this.#element.innerHTML = html`
      <h2 class="small">Whom to look at</h2>
      <p class="soft small">Choose an actor to see whom it worked with, or a line to read the sentences that prove it.</p>
      <ul class="plain ties">${first.map((node) => html`<li><button type="button" data-actor="${node.id}">${dot(node.type)}<bdi>${node.label}</bdi> <span class="soft small">${node.type === "Country" ? many(node.members, "actor") : countryOf(node.country) ?? ""}</span></button></li>`)}</ul>`;
  }

  /** An actor: its ties here, how many more it has, and what its page says. */
  async actor(node, links, hops) {
    const signal = this.#begin();
    const mine = links.filter((link) => link.source === node || link.target === node);
    const rows = mine.flatMap((link) => link.ties.map((tie) => [tie, link.source === node ? link.target : link.source]))
      .sort(([a], [b]) => b.weight - a.weight)
      .map(([tie, other]) => html`<li><button type="button" data-tie="${tie.id}">${status(tie)}${told(tie.kind, tie.target === node.id && tie.source !== node.id)} <strong>${other.label}</strong> <span class="soft small">${many(tie.weight, "sentence")}</span></button></li>`);
    const partners = mine.length < node.neighbours
      ? html`<p class="small">${mine.length} of ${many(node.neighbours, "partner")} shown <button type="button" data-expand="${node.id}">Show all ${node.neighbours}</button></p>` : "";
    this.#element.innerHTML = html`
      <h2>${dot(node.type)}${node.label}</h2>
      <p class="soft">${words(node.type)}${node.country ? html` · ${countryOf(node.country)}` : ""}</p>
      <p class="bar small"><a class="button first" href="${pageOf(node.id)}">Its page</a>
      <span role="group" aria-label="Only its neighbourhood" class="steps">around it: ${[1, 2, 3].map((n) => html`<button type="button" data-focus="${node.id}" data-hops="${n}" aria-pressed="${hops === n}">${many(n, "step")}</button>`)}</span>
      <button type="button" data-from="${node.id}">Path from here</button></p>
      <h3>${many(rows.length, "tie")}</h3>${partners}
      <ul class="plain ties">${rows}</ul>
      <div data-more aria-busy="true"></div>`;
    const more = this.#element.querySelector("[data-more]");
    try {
      more.innerHTML = brief(await ask(`/api/actors/${actorPath(node.id)}`, signal));
    } catch (fault) {
      if (fault.name !== "AbortError") more.innerHTML = html`<p role="alert">${fault.message}</p>`;
    }
    more.removeAttribute("aria-busy");
  }

  /** A country in the place of its actors. */
  country(node, links) {
    this.#begin();
    const rows = links.filter((link) => link.source === node || link.target === node).sort((a, b) => b.weight - a.weight)
      .map((link) => html`<li><button type="button" data-actor="${(link.source === node ? link.target : link.source).id}">${(link.source === node ? link.target : link.source).label} <span class="soft small">${many(link.weight, "sentence")}</span></button></li>`);
    this.#element.innerHTML = html`
      <h2>${dot(node.type)}${node.label}</h2><p class="soft">${many(node.members, "actor")} with ties</p>
      ${node.country ? html`<p class="bar small"><button type="button" class="first" data-country="${node.country}">Show its actors</button><a class="button" href="/countries/${node.country}">Its page</a></p>` : ""}
      <h3>Ties with ${rows.length === 1 ? "one other" : `${rows.length} others`}</h3><ul class="plain ties">${rows}</ul>`;
  }

  /** All ties between two countries, by kind. */
  between({ source, target, ties }) {
    this.#begin();
    this.#element.innerHTML = html`
      <h2>${source.label} and ${target.label}</h2>
      <ul>${ties.map((tie) => html`<li>${status(tie)}${tie.source === source.id ? source.label : target.label} ${told(tie.kind)} ${tie.source === source.id ? target.label : source.label}: ${many(tie.weight, "sentence")}</li>`)}</ul>
      <p class="bar small">${[source, target].filter((end) => end.country).map((end) => html`<button type="button" data-country="${end.country}">Show the actors of ${end.label}</button>`)}</p>`;
  }

  /** The shortest ways between two actors, each step with its tie. */
  paths(paths, nodes, links) {
    this.#begin();
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const link = (a, b) => links.find(({ source, target }) => (source.id === a && target.id === b) || (source.id === b && target.id === a));
    const step = (path, i) => {
      const found = link(path[i - 1], path[i]).ties[0];
      return html`<li><button type="button" data-tie="${found.id}">${status(found)}${told(found.kind, found.source !== path[i - 1])}</button> <button type="button" data-actor="${path[i]}">${byId.get(path[i]).label}</button></li>`;
    };
    if (!paths.length) return this.empty("No way leads from the one to the other in these ties. Loosen the filters.");
    this.#element.innerHTML = html`
      <h2 class="small">${paths.length === 1 ? "One shortest path" : `${paths.length} shortest paths`} of ${many(paths[0].length - 1, "step")}</h2>
      ${paths.map((path) => html`<ol class="path"><li><button type="button" data-actor="${path[0]}">${byId.get(path[0]).label}</button></li>${path.slice(1).map((_, i) => step(path, i + 1))}</ol>`)}`;
    return undefined;
  }

  async ties(ties) {
    const signal = this.#begin();
    this.#element.innerHTML = html`<p class="soft" aria-busy="true">Looking up the sentences…</p>`;
    try {
      const found = await Promise.all(ties.slice(0, 12).map((tie) => ask(`/api/ties/${pathOf(tie.id).replace(/^tie\//, "")}`, signal)));
      this.#element.innerHTML = found.map(proven).join("");
    } catch (fault) {
      if (fault.name !== "AbortError") this.#element.innerHTML = html`<p role="alert">${fault.message}</p>`;
    }
  }
}

/** What an actor's page says, in brief. */
function brief(known) {
  const sentences = [...new Map(known.statements.map((one) => [one.sentence, one])).values()];
  const facts = [
    known.names.length ? html`<dt>also</dt><dd>${known.names.slice(0, 4).join(", ")}</dd>` : "",
    known.part_of.length ? html`<dt>part of</dt><dd>${known.part_of.map((whole, i) => html`${i ? ", " : ""}<a class="quiet" href="${pageOf(whole.iri)}">${whole.label}</a>`)}</dd>` : "",
    known.links.length ? html`<dt>elsewhere</dt><dd>${known.links.slice(0, 4).map((link, i) => html`${i ? ", " : ""}<a href="${link}" rel="noreferrer">${new URL(link).hostname}</a>`)}</dd>` : "",
  ];
  return html`${facts.some(Boolean) ? html`<h3>Known of it</h3><dl class="facts small">${facts}</dl>` : ""}
    ${sentences.length ? html`<h3>${many(sentences.length, "sentence")}</h3>` : ""}
    ${sentences.slice(0, SENTENCES).map((one) => html`<blockquote><p>${one.sentence}</p><footer><a href="${pageOf(one.statement)}">${one.title}</a>${one.date ? html`, ${one.date}` : ""}</footer></blockquote>`)}
    ${sentences.length > SENTENCES ? html`<p class="small"><a href="${pageOf(known.iri)}">All ${sentences.length} sentences</a></p>` : ""}`;
}

function proven(tie) {
  const name = (end) => html`<button type="button" class="name" data-actor="${end.id}">${end.label}</button>`;
  const proofs = tie.evidence.map((one) => html`
    <blockquote><p>${sentence(one)}</p>
    <footer><a href="${pageOf(one.report)}#p${one.start}-${one.end}">${one.title}</a>${one.date ? html`, ${one.date}` : ""}</footer></blockquote>`);
  return html`
    <h2>${name(tie.source)} <em>${told(tie.kind)}</em> ${name(tie.target)}</h2>
    <p class="soft">${status(tie)}${many(tie.evidence.length, "sentence")}${tie.first ? html` · ${tie.first}${tie.last && tie.last !== tie.first ? html` to ${tie.last}` : ""}` : ""} · <a href="${pageOf(tie.id)}">page of this tie</a></p>
    ${proofs}`;
}

/** A sentence with the words of the two actors marked, by the offsets that the service gives. */
function sentence(one) {
  const text = [...one.sentence]; // offsets count code points
  const marks = [...(one.marks ?? [])].sort((a, b) => a.start - b.start);
  const out = [];
  let at = 0;
  for (const { start, end, type } of marks) {
    if (start < at) continue;
    out.push(text.slice(at, start).join(""), html`<mark class="${(type ?? "").toLowerCase()}">${text.slice(start, end).join("")}</mark>`);
    at = end;
  }
  return [...out, text.slice(at).join("")];
}
