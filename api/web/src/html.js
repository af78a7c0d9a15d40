// Markup from text: everything that comes from a report is escaped, whatever it holds.
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escaped = (text) => String(text ?? "").replace(/[&<>"']/g, (mark) => MARKS[mark]);

/** Tagged template whose values are escaped, except lists and what `raw` has made. */
export function html(parts, ...values) {
  const shown = (value) => (value instanceof Raw ? value.text : Array.isArray(value) ? value.map(shown).join("") : escaped(value));
  return new Raw(parts.reduce((out, part, i) => out + shown(values[i - 1]) + part));
}

class Raw {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}
export const raw = (text) => new Raw(text);
