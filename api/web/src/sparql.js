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

/** Complete the prefixes and terms of the ontology; a term's prefix is declared with it. */
function complete(context) {
  const word = context.matchBefore(/[\w-]*:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const options = terms.terms.map(({ name, label, comment }) => ({
    label: name, detail: label, info: comment, type: /:[A-Z]/.test(name) ? "class" : "property",
    apply: (view, completion, from, to) => insert(view, name, from, to),
  }));
  return { from: word.from, options, validFor: /^[\w-]*:?[\w-]*$/ };
}

function insert(view, name, from, to) {
  const prefix = name.slice(0, name.indexOf(":"));
  const changes = [{ from, to, insert: name }];
  const text = view.state.doc.toString();
  if (!new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text) && terms.prefixes[prefix]) {
    changes.push({ from: 0, insert: `PREFIX ${prefix}: <${terms.prefixes[prefix]}>\n` });
  }
  view.dispatch({ changes });
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
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }),
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
    const from = Math.min(at.from + Math.max(0, Number(column) - 1), at.to);
    view.dispatch(setDiagnostics(view.state, [{ from, to: Math.max(from, at.to), severity: "error", message }]));
  }
}
