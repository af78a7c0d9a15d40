// Requests to the service; a failure carries the reason that the service gives.
export async function ask(path, signal) {
  const answer = await fetch(path, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? `the service answered ${answer.status}`);
  }
  return answer.json();
}
