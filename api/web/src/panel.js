// The panel beside the network: an actor in brief, or the sentences that prove a tie.
import { ask } from "./api.js";
import { html } from "./html.js";

const KINDS = {
  partner: ["worked with", "worked with"], supported: ["supported", "was supported by"], requestedFrom: ["asked", "was asked by"],
  referredTo: ["referred to", "was referred to by"], appointed: ["appointed", "was appointed by"], reportedTo: ["reported to", "was reported to by"],
  actedTowards: ["acted towards", "was acted towards by"],
};
export const told = (kind, back = false) => (KINDS[kind] ?? [kind, `${kind} by`])[back ? 1 : 0];

/** The path of a thing's IRI below the base that the server has for its data. */
export function pathOf(iri) {
  const { base } = document.querySelector("[data-base]").dataset;
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}

/** The page of an actor, tie or report. */
const pageOf = (iri) => `/${pathOf(iri).replace(/^([a-z]+)\//, "$1s/")}`;

export class Panel {
  #element;
  #asked = null;
  constructor(element) { this.#element = element; }

  empty(text) {
    this.#asked?.abort();
    this.#element.innerHTML = html`<p class="soft">${text}</p>`;
  }

  actor(node, links) {
    this.#asked?.abort();
    const ties = links.flatMap((link) => link.ties).filter((tie) => tie.source === node.id || tie.target === node.id);
    const other = new Map(links.flatMap((link) => [[link.source.id, link.source], [link.target.id, link.target]]));
    const rows = ties.sort((a, b) => b.weight - a.weight).map((tie) => {
      const back = tie.target === node.id;
      const there = other.get(back ? tie.source : tie.target);
      return html`<li><button type="button" class="tie" data-tie="${tie.id}">${status(tie)}${told(tie.kind, back)} <strong>${there.label}</strong> <span class="soft">${tie.weight}</span></button></li>`;
    });
    this.#element.innerHTML = html`
      <h2 class="${node.type.toLowerCase()}"><span class="dot ${node.type.toLowerCase()}" aria-hidden="true"></span>${node.label}</h2>
      <p class="soft">${node.type}${node.country ? html` · ${node.country}` : ""} · ${rows.length} ties</p>
      <p class="bar"><a class="button first" href="${pageOf(node.id)}">Everything about it</a>
      <button type="button" data-focus="${node.id}">Only its neighbourhood</button></p>
      <ul class="plain ties">${rows}</ul>`;
  }

  async ties(ties) {
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    this.#element.innerHTML = html`<p class="soft" aria-busy="true">Looking up the sentences…</p>`;
    try {
      const found = await Promise.all(ties.slice(0, 12).map((tie) => ask(`/api/ties/${pathOf(tie.id).replace(/^tie\//, "")}`, signal)));
      this.#element.innerHTML = found.map((tie) => this.#tie(tie)).join("");
    } catch (fault) {
      if (fault.name !== "AbortError") this.#element.innerHTML = html`<p role="alert">${fault.message}</p>`;
    }
  }

  #tie(tie) {
    const proofs = tie.evidence.map((one) => html`
      <blockquote><p>${sentence(one)}</p>
      <footer><a href="${pageOf(one.report)}#p${one.start}-${one.end}">${one.title}</a>${one.date ? html`, ${one.date}` : ""}</footer></blockquote>`);
    return html`
      <h2>${tie.source.label} <em>${told(tie.kind)}</em> ${tie.target.label}</h2>
      <p class="soft">${status(tie)}${tie.evidence.length} ${tie.evidence.length === 1 ? "sentence" : "sentences"}${tie.first ? html` · ${tie.first}${tie.last && tie.last !== tie.first ? html` to ${tie.last}` : ""}` : ""}</p>
      ${proofs}`;
  }
}

const status = (tie) => (tie.status && tie.status !== "occurrence" ? html`<span class="tag ${tie.status}">${tie.status}</span> ` : "");

/** A sentence with the words of the two actors marked, by the offsets that the service gives. */
function sentence(one) {
  const marks = [...(one.marks ?? [])].sort((a, b) => a.start - b.start);
  const out = [];
  let at = 0;
  for (const { start, end, type } of marks) {
    if (start < at) continue;
    out.push(one.sentence.slice(at, start), html`<mark class="${(type ?? "").toLowerCase()}">${one.sentence.slice(start, end)}</mark>`);
    at = end;
  }
  return [...out, one.sentence.slice(at)];
}
