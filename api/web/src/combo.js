// A text field with suggestions (the ARIA combobox pattern).
import { html } from "./html.js";

export function combo(field, list, { suggest, pick }) {
  let options = [], at = -1, asked = 0;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  list.setAttribute("role", "listbox");

  function close() {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function draw() {
    list.innerHTML = options.map((option, i) => html`<li role="option" id="${list.id}-${i}" aria-selected="${i === at}">${option.label}${option.note ? html` <span class="soft small">${option.note}</span>` : ""}</li>`).join("");
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    if (at >= 0) field.setAttribute("aria-activedescendant", `${list.id}-${at}`);
  }

  async function look() {
    const mine = ++asked;
    const found = field.value.trim().length < 2 ? [] : await suggest(field.value.trim());
    if (mine === asked) { options = found; at = found.length ? 0 : -1; draw(); }
  }

  function choose(option) {
    field.value = option.label;
    close();
    pick(option);
  }

  field.addEventListener("input", look);
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && at >= 0 && !list.hidden) { event.preventDefault(); choose(options[at]); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!options.length) return look();
      at = (at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
      draw();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (item) choose(options[[...list.children].indexOf(item)]);
  });
}
