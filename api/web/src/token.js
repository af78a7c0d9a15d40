// The token of who may write: kept by the tab that it was typed in, sent in a header and nowhere else. No cookie holds
// it, so no other site's page can write in its owner's name; scripts of other hosts are not run at all.
const NAME = "servanda-token";

export const token = () => sessionStorage.getItem(NAME) ?? "";
export const keep = (given) => sessionStorage.setItem(NAME, given);
export const forget = () => sessionStorage.removeItem(NAME);

/** Send a request as the token's bearer; a token that is wrong is forgotten. */
export async function send(path, method, content) {
  const headers = { Accept: "application/json", Authorization: `Bearer ${token()}` };
  if (content !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: content === undefined ? undefined : JSON.stringify(content) });
  const body = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    forget();
    throw new Error("The token is wrong: type it as the service was given it.");
  }
  if (!answer.ok) throw new Error(body.detail ?? `the service answered ${answer.status}`);
  return body;
}
