// The page that takes reports: files are chosen or dropped, checked, sent with their progress; their job has its own page.
import { html } from "./html.js";
import { forget, keep, send, token } from "./token.js";

const form = document.querySelector("#upload");
const [field, chosen, fault, bar, secret, forgets] = ["#file", "#chosen", "#fault", "#sent", "[name=token]", "#forget"].map((name) => form.querySelector(name));
const kinds = form.dataset.kinds.split(" ");
const limit = Number(form.dataset.limit);
const SIDECAR = ".meta.json";
let files = new Map();

function tell(text) {
  fault.textContent = text;
  fault.hidden = !text;
}

/** Say why a file cannot be sent, or nothing. */
function wrong({ name, size }) {
  const lower = name.toLowerCase();
  if (!lower.endsWith(SIDECAR) && !kinds.some((kind) => lower.endsWith(kind))) return `is no report: reports end in ${kinds.join(", ")}`;
  if (!size) return "is empty";
  if (size > limit) return `is larger than ${size_of(limit)}: split it, or load it with \`servanda ingest\``;
  return "";
}

const size_of = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function add(list) {
  for (const file of list) if (!files.has(file.name)) files.set(file.name, { file, fault: wrong(file), facts: null });
  field.value = "";
  draw();
}

function draw() {
  field.required = !files.size;
  tell("");
  chosen.replaceChildren(...[...files].map(([name, entry]) => {
    const row = document.createElement("div");
    row.className = "chosen";
    row.innerHTML = html`<p><strong>${name}</strong> <span class="soft">${size_of(entry.file.size)}</span> <button type="button" class="small" aria-label="Take out ${name}">Take out</button></p>${entry.fault ? html`<p class="bad">It ${entry.fault}.</p>` : ""}`;
    row.querySelector("button").addEventListener("click", () => { files.delete(name); draw(); field.focus(); });
    if (!entry.fault && !name.endsWith(SIDECAR)) {
      entry.facts ??= document.querySelector("#facts").content.firstElementChild.cloneNode(true);
      row.append(entry.facts);
    }
    return row;
  }));
}

/** The files to send; what was said of a report goes with it as its sidecar. */
function parcel() {
  const data = new FormData();
  for (const [name, { file, facts }] of files) {
    data.append("file", file, name);
    const said = [...(facts?.querySelectorAll("[name]") ?? [])].filter((input) => input.value.trim()).map((input) => [input.name, input.value.trim()]);
    const sidecar = name.replace(/\.[^.]+$/, SIDECAR);
    if (said.length && !files.has(sidecar)) data.append("file", new Blob([JSON.stringify(Object.fromEntries(said))]), sidecar);
  }
  return data;
}

function post(data) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much of a body is sent
    request.open("POST", "/api/ingest");
    request.setRequestHeader("Authorization", `Bearer ${token()}`);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => { bar.value = loaded / total; };
    request.onload = () => (request.status === 202 ? done(request.response) : failed(Object.assign(new Error(request.response?.detail ?? `the service answered ${request.status}`), { status: request.status })));
    request.onerror = () => failed(new Error("the service cannot be reached, or has cut the connection: try again"));
    request.send(data);
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const bad = [...files].find(([, entry]) => entry.fault);
  if (bad) return tell(`${bad[0]} ${bad[1].fault}. Take it out to send the others.`);
  if ([...files.values()].reduce((sum, { file }) => sum + file.size, 0) > limit) return tell(`These are more than ${size_of(limit)} together: send them in parts.`);
  if (![...files.keys()].some((name) => !name.endsWith(SIDECAR))) return tell("There is no report among them: choose one.");
  keep(secret.value);
  const button = form.querySelector("button.first");
  [bar.hidden, button.disabled] = [false, true];
  tell("");
  try {
    location.assign(`/jobs/${encodeURIComponent((await post(parcel())).id)}`);
  } catch (error) {
    const wrongly = error.status === 401;
    if (wrongly) { forget(); secret.select(); }
    tell(wrongly ? "The token is wrong: type it as the service was given it." : error.message);
    [bar.hidden, button.disabled] = [true, false];
  }
});

field.addEventListener("change", () => add(field.files));
const drop = form.querySelector(".drop");
for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const name of ["dragleave", "drop"]) form.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("over"); });
form.addEventListener("drop", (event) => add(event.dataTransfer.files));
forgets.addEventListener("click", () => { forget(); secret.value = ""; forgets.hidden = true; document.querySelector("#earlier").hidden = true; secret.focus(); });

const STATES = ["loaded", "unchanged", "quarantined", "failed", "cancelled"];
async function earlier() {
  const { jobs } = await send("/api/jobs", "GET");
  const rows = jobs.slice(0, 20).map((job) => {
    const counts = STATES.map((state) => [state, job.files.filter((file) => file.state === state).length]).filter(([, n]) => n);
    return html`<li><a href="/jobs/${job.id}">${new Date(job.created).toLocaleString()}</a> ${job.files[0].name}${job.files.length > 1 ? ` and ${job.files.length - 1} more` : ""} ${counts.map(([state, n]) => html`<span class="tag ${state}">${n} ${state}</span> `)}${["done", "cancelled"].includes(job.state) ? "" : html`<span class="tag">${job.state}</span>`}</li>`;
  });
  document.querySelector("#earlier ul").innerHTML = rows.join("");
  document.querySelector("#earlier").hidden = !rows.length;
}
if (token()) {
  secret.value = token();
  forgets.hidden = false;
  earlier().catch((error) => tell(error.message));
}
