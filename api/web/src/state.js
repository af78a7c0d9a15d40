// What the explorer shows, kept whole in the address: sharing the address shares the view.
const LISTS = ["type", "kind", "status"];
const PLAIN = ["country", "from", "to", "min_weight", "series", "focus", "hops", "source", "target", "size", "colour", "select", "limit"];

export function fromAddress(search = location.search) {
  const query = new URLSearchParams(search);
  const state = Object.fromEntries(PLAIN.map((name) => [name, query.get(name) ?? ""]));
  for (const name of LISTS) state[name] = query.getAll(name);
  return state;
}

export function toQuery(state, names = [...PLAIN, ...LISTS]) {
  const query = new URLSearchParams();
  for (const name of names) {
    if (LISTS.includes(name)) for (const value of state[name] ?? []) query.append(name, value);
    else if (state[name]) query.set(name, state[name]);
  }
  return query;
}

export function toAddress(state, push) {
  const query = toQuery(state).toString();
  const address = query ? `?${query}` : location.pathname;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

/** The part of the state that decides which data is asked for. */
export const FILTERS = ["country", "type", "kind", "status", "from", "to", "min_weight", "series"];
