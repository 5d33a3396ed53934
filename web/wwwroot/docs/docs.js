// Sends what the forms on this page describe, and shows what comes back.
const token = document.querySelector("#token");
token.value = sessionStorage.getItem("token") ?? "";
token.addEventListener("input", () => sessionStorage.setItem("token", token.value));

for (const form of document.forms) {
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

if (location.hash) {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

async function send(form) {
  const output = form.querySelector("output");
  output.textContent = "…";
  const { url, headers, body } = request(form);
  try {
    const answer = await fetch(url, { method: form.dataset.method, headers, body, credentials: "omit" });
    const text = await (answer.headers.get("content-type")?.startsWith("text/event-stream") ? beginning(answer) : answer.text());
    remember(text);
    const told = ["content-type", "location", "etag", "retry-after"]
      .filter((name) => answer.headers.has(name))
      .map((name) => `${name}: ${answer.headers.get(name)}`);
    output.textContent = [`${answer.status} ${answer.statusText}`, ...told, "", indented(text)].join("\n");
  } catch (problem) {
    output.textContent = `No answer: ${problem.message}`;
  }
}

// A stream never ends: its first piece is shown.
async function beginning(answer) {
  const reader = answer.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

function request(form) {
  const headers = {};
  const query = new URLSearchParams();
  let path = form.dataset.path;
  let body;
  for (const field of form.querySelectorAll("[data-place]")) {
    if (field.value === "") continue;
    if (field.dataset.place === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    if (field.dataset.place === "query") query.set(field.name, field.value);
    if (field.dataset.place === "header") headers[field.name] = field.value;
    if (field.dataset.place === "body") {
      headers["Content-Type"] = "application/json";
      body = field.value;
    }
  }
  if (form.dataset.signedIn === "yes" && token.value) headers.Authorization = `Bearer ${token.value}`;
  return { url: query.size ? `${path}?${query}` : path, headers, body };
}

function remember(text) {
  const found = parsed(text)?.token;
  if (found) {
    token.value = found;
    sessionStorage.setItem("token", found);
  }
}

function indented(text) {
  const value = parsed(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
