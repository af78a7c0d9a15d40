// The SPARQL page: an editor with grammar and completion in the place of the text field, which works without it.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const area = document.querySelector("textarea[name='query']");
const terms = JSON.parse(document.querySelector("#terms")?.textContent ?? '{"prefixes":{},"terms":[]}');

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.literal], color: "var(--good)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--ink)", fontStyle: "italic" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)" },
  { tag: [tags.namespace, tags.propertyName, tags.typeName, tags.url], color: "var(--ink)" },
  { tag: [tags.number, tags.bool], color: "var(--warn)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--wash) 60%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
});

const KEYWORDS = `SELECT DISTINCT CONSTRUCT ASK DESCRIBE WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER EXISTS NOT BIND VALUES
  GROUP BY HAVING ORDER LIMIT OFFSET ASC DESC COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR BOUND IF COALESCE IN REGEX REPLACE STR LANG
  LANGMATCHES DATATYPE IRI STRLEN SUBSTR UCASE LCASE STRSTARTS STRENDS CONTAINS STRBEFORE STRAFTER CONCAT ABS ROUND CEIL FLOOR YEAR MONTH DAY
  isIRI isLiteral isBlank sameTerm PREFIX BASE`.split(/\s+/);

/** Complete keywords, variables of the query, prefixes and terms; a term's prefix is declared with it. */
function complete(context) {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const text = context.state.doc.toString();
    const names = new Set([...text.matchAll(/[?$](\w+)/g)].filter((m) => m.index !== variable.from).map((m) => m[1]));
    return { from: variable.from, options: [...names].map((name) => ({ label: `?${name}`, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  if (context.matchBefore(/<[^<>\s]*|"[^"\n]*|#[^\n]*/)) return null;
  const declared = context.matchBefore(/\bPREFIX\s+\w*/i);
  if (declared) {
    const from = declared.from + declared.text.search(/\w*$/);
    const options = Object.entries(terms.prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, type: "namespace", apply: `${prefix}: <${iri}>\n` }));
    return { from, options, validFor: /^\w*$/ };
  }
  const word = context.matchBefore(/[\w-]*:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const apply = (name) => (view, completion, from, to) => insert(view, name, from, to);
  const options = terms.terms.map(({ name, label, comment }) => ({
    label: name, detail: label, info: comment || undefined, type: /:[A-Z]/.test(name) ? "class" : "property", apply: apply(name),
  }));
  if (!word.text.includes(":")) {
    options.push(...Object.entries(terms.prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, type: "namespace", boost: 1, apply: apply(`${prefix}:`) })));
    options.push(...KEYWORDS.map((label) => ({ label, type: "keyword" })));
  }
  return { from: word.from, options, validFor: /^[\w-]*:?[\w-]*$/ };
}

function insert(view, name, from, to) {
  const prefix = name.slice(0, name.indexOf(":"));
  const changes = [{ from, to, insert: name }];
  const anchor = from + name.length;
  const text = view.state.doc.toString();
  if (!new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text) && terms.prefixes[prefix]) {
    const line = `PREFIX ${prefix}: <${terms.prefixes[prefix]}>\n`;
    view.dispatch({ changes: [...changes, { from: 0, insert: line }], selection: { anchor: anchor + line.length } });
  } else {
    view.dispatch({ changes, selection: { anchor } });
  }
}

if (area) {
  const form = area.form;
  const run = () => { area.value = view.state.doc.toString(); form.requestSubmit(); return true; };
  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(), lintGutter(),
        autocompletion({ override: [complete] }), sparql(), syntaxHighlighting(highlight), look, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }), EditorView.cspNonce.of(area.dataset.nonce),
        keymap.of([{ key: "Mod-Enter", run }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
      ],
    }),
  });
  area.hidden = true;
  area.before(view.dom);
  form.addEventListener("submit", () => { area.value = view.state.doc.toString(); });
  const { line, column, message } = area.dataset;
  if (line && Number(line) <= view.state.doc.lines) {
    const at = view.state.doc.line(Number(line));
    const from = Math.max(at.from, Math.min(at.from + Number(column) - 1, at.to - 1)); // a mark of nothing cannot be seen
    view.dispatch(setDiagnostics(view.state, [{ from, to: at.to, severity: "error", message }]));
  }
}
