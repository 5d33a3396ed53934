// Tells an open page what is left, as it changes. The page is whole without it: it says as of when it was made.
const asOf = document.getElementById("as-of");
const { watch, again } = asOf.dataset;
const levels = JSON.parse(asOf.dataset.levels);
const news = document.getElementById("news");
const says = document.getElementById("left-says");
const form = document.getElementById("hold");
let line = null;
let later = 0;
let over = false;

function tell(words, link = true) {
  if (news.textContent.startsWith(words) && words) return;
  news.replaceChildren();
  if (!words) return;
  const lead = document.createElement("strong");
  lead.textContent = words;
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.append(lead);
  if (link) {
    const look = document.createElement("a");
    look.href = again;
    look.textContent = "Look again";
    notice.append(" ", look);
  }
  news.append(notice);
}

// Answers what is worth saying aloud; empty when nothing changed, or nobody said what it is about.
function mark(badge, level) {
  const { kind, word } = levels[level];
  // When it opens stands there already.
  if (badge.textContent === word || (level === "soon" && badge.classList.contains("soon"))) return "";
  badge.className = `left ${kind}`;
  badge.textContent = word;
  const name = badge.closest("[data-name]")?.dataset.name;
  return name ? `${name}: ${word}` : "";
}

// A choice that cannot be had is taken back, and comes back when it can.
function choose(count, free) {
  const input = count.querySelector("input");
  if (input.disabled === !free) return;
  if (free) {
    input.value = count.dataset.wanted ?? "0";
  } else {
    count.dataset.wanted = input.value;
    input.value = "0";
  }
  for (const control of count.querySelectorAll("input, button")) control.disabled = !free;
  input.dispatchEvent(new Event("input"));
}

function show(told) {
  const types = new Map(told.ticketTypes.map(type => [type.ticketTypeId, type.left]));
  const levelOf = id => told.status !== "published" ? "closed" : id === "event" ? told.left : types.get(id);
  const changes = [];
  let more = false;
  for (const badge of document.querySelectorAll("[data-left]")) {
    const level = levelOf(badge.dataset.left);
    // What only a code shows is not told to everybody.
    if (!level) continue;
    changes.push(mark(badge, level));
    const row = badge.closest(".type");
    if (!row) continue;
    const free = level === "many" || level === "few";
    const count = row.querySelector(".count");
    if (count) choose(count, free || (count.dataset.mine === "yes" && level === "none"));
    else more ||= free;
  }
  const counts = [...form?.querySelectorAll(".count input") ?? []];
  if (form) form.querySelector(".btn").disabled = counts.every(input => input.disabled);
  says.textContent = changes.filter(change => change).join(". ");
  if (told.status === "cancelled") tell("This event was cancelled.");
  else if (told.status === "ended") tell("This event is over.");
  else if (told.status === "withdrawn") tell("This event is not shown any more.", false);
  else if (more) tell("There are places now.");
  else if (counts.length > 0 && counts.every(input => input.disabled)) tell("Nothing is left just now.");
  else tell("");
  over = told.status === "cancelled" || told.status === "ended";
  if (over) close();
}

function open() {
  if (line || over || document.hidden) return;
  clearTimeout(later);
  line = new EventSource(watch);
  line.addEventListener("message", message => {
    asOf.hidden = true;
    show(JSON.parse(message.data));
  });
  line.addEventListener("error", () => {
    asOf.hidden = false;
    asOf.querySelector("span").textContent = "This may have changed meanwhile.";
    // A line that was cut is taken up by the browser itself; one that was refused is not.
    if (line?.readyState === EventSource.CLOSED) {
      close();
      later = setTimeout(open, 30_000 + Math.random() * 30_000);
    }
  });
}

function close() {
  line?.close();
  line = null;
}

// Browsers keep six lines to a site, for all its tabs: who does not look needs none.
document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();
