// The named queries: narrowed by words, and their forms with suggestions for actors and instruments.
import { ask } from "./api.js";
import { combo } from "./combo.js";

for (const field of document.querySelectorAll("[data-narrows]")) {
  const items = [...document.querySelectorAll(`${field.dataset.narrows} > li`)];
  field.closest(".bar").hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
  });
}

for (const field of document.querySelectorAll("[data-suggest]")) {
  combo(field, document.getElementById(`${field.id}-list`), {
    suggest: async (typed) => {
      const query = new URLSearchParams({ q: typed, kind: field.dataset.suggest, limit: "12" });
      const { results } = await ask(`/api/search?${query}`);
      return results.map(({ iri, label, country, type }) => ({ iri, label, note: [type, country].filter(Boolean).join(", ") }));
    },
    pick: ({ iri }) => { field.value = iri; },
  });
}
