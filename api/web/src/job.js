// The page of a job: follows it by server-sent events, and takes the table of its files from the service each time.
import { send, token } from "./token.js";

const place = document.querySelector("#job");
const cancel = document.querySelector("#cancel");
const fault = document.querySelector("#fault");

async function refresh() {
  const answer = await fetch(`/jobs/${place.dataset.job}?part=files`);
  if (answer.ok) place.innerHTML = await answer.text(); // made by the service's template, which escapes what files hold
}

if (place.dataset.over === "false") {
  const events = new EventSource(`/api/jobs/${place.dataset.job}/events`);
  events.addEventListener("progress", refresh);
  events.addEventListener("over", () => { events.close(); cancel?.remove(); refresh(); });
  if (cancel && token()) {
    cancel.hidden = false;
    cancel.addEventListener("click", () => send(`/api/jobs/${place.dataset.job}`, "DELETE").then(refresh).catch((error) => {
      [fault.textContent, fault.hidden] = [error.message, false];
    }));
  }
}
