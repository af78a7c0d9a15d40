// Reviews in the report reader, for the bearer of the token: statements are accepted, rejected and corrected, actors and
// instruments get another type or are said to be one; each is a record that can be taken back.
import { ask } from "./api.js";
import { combo } from "./combo.js";
import { html } from "./html.js";
import { forget, keep, send, token } from "./token.js";

const NAME = "servanda-reviewer";
const ROLES = { agents: "who", partners: "with", recipients: "to", instruments: "on" };
const about = JSON.parse(document.querySelector("#review")?.textContent ?? "null");
const begin = document.querySelector("#start-review");
if (about && begin) {
  begin.hidden = false;
  begin.addEventListener("click", () => signIn());
  if (token() && sessionStorage.getItem(NAME)) start().catch(() => forget());
}

/** Show a dialog with a form; `done` gets its fields and the dialog closes unless that fails. */
function dialog(title, content, label, done) {
  const box = document.createElement("dialog");
  box.className = "card";
  box.setAttribute("aria-labelledby", "dialog-title");
  box.innerHTML = html`<form method="dialog"><h2 id="dialog-title">${title}</h2>${content}<p role="alert" class="fault" hidden></p><p class="bar"><button class="first" value="ok">${label}</button><button type="button" class="close">Cancel</button></p></form>`;
  document.body.append(box);
  const close = () => { box.close(); };
  box.querySelector(".close").addEventListener("click", close);
  box.addEventListener("close", () => box.remove());
  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [button, fault] = [box.querySelector("button.first"), box.querySelector(".fault")];
    [button.disabled, fault.hidden] = [true, true];
    try {
      await done(box);
      close();
    } catch (error) {
      [fault.textContent, fault.hidden, button.disabled] = [error.message, false, false];
    }
  });
  box.showModal();
  return box;
}

function signIn() {
  const name = sessionStorage.getItem(NAME) ?? "";
  dialog("Review this report", html`<p class="small soft">What you decide is a record with your name. It holds for reports that are loaded later, and can be taken back.</p>
<p><label>Your name<input name="by" required maxlength="200" value="${name}" autocomplete="name"></label></p>
<p><label>Token<input name="token" type="password" required autocomplete="off" value="${token()}"></label></p>
<p class="small soft">The secret of whoever runs this service. It stays in this tab; it is in no address and no cookie.</p>`, "Begin", async (box) => {
    keep(box.querySelector("[name=token]").value);
    sessionStorage.setItem(NAME, box.querySelector("[name=by]").value.trim());
    await start();
  });
}

/** Take the statements as they stand, and give each its buttons. */
async function start() {
  const { statements } = await send(`/api/review/statements?report=${encodeURIComponent(about.report)}`, "GET");
  const known = new Map(statements.filter(({ local }) => local).map((one) => [one.local, one]));
  for (const entry of document.querySelectorAll(".margin > ol > li[data-s]")) {
    const one = known.get(entry.dataset.s);
    if (one) offer(entry, [["Accept", () => judge(one, "accepted")], ["Reject", () => judge(one, "spurious")], ["Correct", () => correct(one)]]);
  }
  for (const entry of document.querySelectorAll("#entities li[data-entity]")) {
    if (entry.dataset.entity) offer(entry, [["Change type", () => retype(entry)], ["Same as…", () => identify(entry)]]);
  }
  for (const record of document.querySelectorAll("[data-record]")) {
    if (!record.querySelector("button")) record.append(" ", button("Undo", () => undo(record.dataset.record)));
  }
  if (about.country) candidates().catch(() => {});
  begin.textContent = "Stop the review";
  begin.replaceWith(begin.cloneNode(true));
  document.querySelector("#start-review").addEventListener("click", () => { forget(); location.reload(); });
}

function button(label, act) {
  const made = document.createElement("button");
  [made.type, made.className, made.textContent] = ["button", "small", label];
  made.addEventListener("click", act);
  return made;
}

function offer(entry, acts) {
  const bar = document.createElement("div");
  bar.className = "bar reviewing";
  bar.append(...acts.map(([label, act]) => button(label, act)));
  entry.append(bar);
}

/** Keep records and show the report as it stands then. */
async function kept(records) {
  await send("/api/review/records", "POST", { by: sessionStorage.getItem(NAME), ...records });
  location.reload();
}

const judge = (one, property) => kept({ corrections: [{ target: one.iri, property, values: [] }] }).catch(told);
const undo = (record) => send(`/api/review/records/${record.replace(about.base, "")}`, "DELETE").then(() => location.reload()).catch(told);
const told = (error) => dialog("That was not kept", html`<p>${error.message}</p>`, "Understood", () => {});

function correct(one) {
  const now = one.stands ?? one.read;
  const fields = Object.entries(ROLES).map(([role, word]) => html`<fieldset data-role="${role}"><legend>${word} <span class="soft">(${role})</span></legend><ul class="plain chips"></ul><span class="combo"><input aria-label="Add to ${role}" id="add-${role}" autocomplete="off" placeholder="add by name"><ul id="add-${role}-list" hidden></ul></span></fieldset>`);
  const chosen = {};
  const box = dialog("Correct the statement", html`<blockquote><p>${one.quote}</p></blockquote>
<p><label>Type<select name="type">${about.activities.map((name) => html`<option${name === now.type ? html` selected` : ""}>${name}</option>`)}</select></label></p>
${fields}<p><label>Why <span class="soft">(optional)</span><input name="reason" maxlength="2000"></label></p>`, "Keep", async () => {
    const corrections = [];
    const kind = box.querySelector("[name=type]").value;
    const reason = box.querySelector("[name=reason]").value.trim();
    if (kind !== now.type) corrections.push({ target: one.iri, property: "type", values: [kind], reason });
    for (const role of Object.keys(ROLES)) {
      const [before, after] = [now[role].map(({ iri }) => iri), [...chosen[role].keys()]];
      if (before.sort().join(" ") !== after.sort().join(" ")) corrections.push({ target: one.iri, property: role, values: after, reason });
    }
    if (!corrections.length) throw new Error("Nothing is changed: change the type or a role, or cancel.");
    await kept({ corrections });
  });
  for (const role of Object.keys(ROLES)) {
    chosen[role] = new Map(now[role].map(({ iri, label }) => [iri, label]));
    const set = box.querySelector(`[data-role=${role}]`);
    const draw = () => set.querySelector(".chips").replaceChildren(...[...chosen[role]].map(([iri, label]) => {
      const item = document.createElement("li");
      const out = button("×", () => { chosen[role].delete(iri); draw(); set.querySelector("input").focus(); });
      out.setAttribute("aria-label", `Take ${label} out`);
      item.append(`${label} `, out);
      return item;
    }));
    const field = set.querySelector("input");
    suggesting(field, role === "instruments" ? "instrument" : "actor", ({ iri, label }) => { chosen[role].set(iri, label); field.value = ""; draw(); });
    draw();
  }
}

/** Suggest the report's own actors or instruments first, then those of the store. */
function suggesting(field, kind, pick) {
  combo(field, document.getElementById(`${field.id}-list`), {
    suggest: async (typed) => {
      const words = typed.toLowerCase();
      const here = about.entities.filter((one) => one.kind === kind && one.label.toLowerCase().includes(words)).map((one) => ({ ...one, note: "in this report" }));
      const { results } = await ask(`/api/search?${new URLSearchParams({ q: typed, kind, limit: "10" })}`);
      const there = results.filter(({ iri }) => !here.some((one) => one.iri === iri));
      return [...here.slice(0, 8), ...there.map(({ iri, label, country, type }) => ({ iri, label, note: [type, country].filter(Boolean).join(", ") }))];
    },
    pick,
  });
}

function retype(entry) {
  const { entity, kind, type } = entry.dataset;
  const label = entry.querySelector("a").textContent;
  dialog(`What is ${label}?`, html`<p><label>Type<select name="type">${about[`${kind}s`].map((name) => html`<option${name === type ? html` selected` : ""}>${name}</option>`)}</select></label></p><p class="small soft">It holds in every report that names it.</p>`, "Keep", (box) =>
    kept({ corrections: [{ target: entity, property: "type", values: [box.querySelector("[name=type]").value] }] }));
}

function identify(entry) {
  const { entity, kind } = entry.dataset;
  const label = entry.querySelector("a").textContent;
  let other = "";
  const box = dialog(`Who or what is the same as ${label}?`, html`<p><label for="same">By name</label><span class="combo"><input id="same" autocomplete="off" required><ul id="same-list" hidden></ul></span></p>
<fieldset><legend>They are</legend>${[["positive", "the same"], ["negative", "not the same"], ["unsure", "perhaps the same: leave it open"]].map(([value, words], i) => html`<label><input type="radio" name="judgement" value="${value}"${i ? "" : html` checked`}> ${words}</label><br>`)}</fieldset>
<p><label>Why <span class="soft">(optional)</span><input name="reason" maxlength="2000"></label></p><p class="small soft">Of two that are the same, ${label} goes by the other's name from then on, in every report.</p>`, "Keep", async () => {
    if (!other) throw new Error("Choose one of the suggestions.");
    const judgement = box.querySelector("[name=judgement]:checked").value;
    await kept({ decisions: [{ subject: entity, object: other, judgement, reason: box.querySelector("[name=reason]").value.trim() }] });
  });
  const field = box.querySelector("#same");
  field.addEventListener("input", () => { other = ""; });
  suggesting(field, kind, ({ iri }) => { other = iri; });
}

/** Show the pairs of this report's actors and instruments that the service takes for candidates. */
async function candidates() {
  const { candidates: found } = await send(`/api/review/candidates?country=${about.country}&limit=1000`, "GET");
  const here = new Set(about.entities.map(({ iri }) => iri));
  const open = found.filter(({ subject, object }) => here.has(subject.iri) || here.has(object.iri)).slice(0, 30);
  if (!open.length) return;
  const list = document.createElement("section");
  list.innerHTML = html`<h3>May be the same</h3><ul class="plain">${open.map(({ subject, object, score, why }) => html`<li><strong>${subject.label}</strong> and <strong>${object.label}</strong> <span class="soft small">likeness ${score.toFixed(2)}; ${why.join(", ")}</span></li>`)}</ul>`;
  [...list.querySelectorAll("li")].forEach((entry, i) => {
    const { subject, object, score } = open[i];
    const decide = (judgement) => () => kept({ decisions: [{ subject: subject.iri, object: object.iri, judgement, score }] }).catch(told);
    offer(entry, [["The same", decide("positive")], ["Not the same", decide("negative")], ["Leave open", decide("unsure")]]);
  });
  document.querySelector("#entities").append(list);
}
