// What the explorer shows, kept whole in the address: sharing the address shares the view.
const LISTS = ["type", "kind", "status", "expand"];
const PLAIN = ["country", "from", "to", "min_weight", "series", "focus", "hops", "source", "target", "group", "size", "colour", "select", "limit"];

/** The part of the state that decides which ties count. */
const FILTERS = ["country", "type", "kind", "status", "from", "to", "min_weight", "series"];

export function fromAddress(search = location.search) {
  const query = new URLSearchParams(search);
  const state = Object.fromEntries(PLAIN.map((name) => [name, query.get(name) ?? ""]));
  for (const name of LISTS) state[name] = query.getAll(name).filter(Boolean);
  return state;
}

function toQuery(state, names) {
  const query = new URLSearchParams();
  for (const name of names) {
    if (LISTS.includes(name)) for (const value of state[name] ?? []) query.append(name, value);
    else if (state[name]) query.set(name, state[name]);
  }
  return query;
}

export function toAddress(state, push) {
  const query = toQuery(state, [...PLAIN, ...LISTS]).toString();
  history[push ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
}

export const isNarrowed = (state) => FILTERS.some((name) => state[name]?.length) || Boolean(state.focus || state.group);

/** Where the data of a view comes from: ways between two actors, a neighbourhood, or the filtered network. */
export function source(state, { readable, narrowed }) {
  const query = toQuery(state, FILTERS);
  if (state.source && state.target) return `/api/paths?${toQuery(state, [...FILTERS, "source", "target"])}`;
  query.set("limit", state.limit || (isNarrowed(state) ? narrowed : readable));
  if (state.focus) return `/api/actors/${actorPath(state.focus)}/ego?hops=${state.hops || 1}&${query}`;
  return `/api/network?${state.group ? `group=${state.group}&` : ""}${query}`;
}

/** Where all ties of one actor come from, beside what a view shows. */
export function surroundings(state, iri) {
  return `/api/actors/${actorPath(iri)}/ego?hops=1&limit=500&${toQuery(state, FILTERS)}`;
}

/** The address of a file with all of what a view is a part of. */
export function file(state, form) {
  const [path, query = ""] = source({ ...state, group: "", limit: "" }, {}).split("?");
  const asked = new URLSearchParams(query);
  asked.delete("limit");
  asked.set("format", form);
  return `${path}?${asked}`;
}

/** The path of a thing's IRI below the base that the server has for its data. */
export function pathOf(iri) {
  const { base } = document.querySelector("[data-base]").dataset;
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}

/** The end of an actor's address: the path of its IRI, or the whole IRI where a report only describes the actor. */
export function actorPath(iri) {
  const path = pathOf(iri);
  return path.startsWith("actor/") ? path.slice("actor/".length) : iri;
}

/** The page of an actor, tie or report; a statement's is its place in the report. */
export function pageOf(iri) {
  const path = pathOf(iri);
  const placed = /^(report\/.+)\/statement\/(\d+)-(\d+)/.exec(path);
  if (placed) return `${pageOf(placed[1])}#p${placed[2]}-${placed[3]}`;
  return `/${path.replace(/^([a-z]+)\//, "$1s/")}`;
}
