// Everything works without this file; with it, time runs, totals add up, and pages grow.
"use strict";

const clock = document.getElementById("clock");
if (clock?.dataset.seconds) {
  // The server says how many seconds are left; this machine's own clock is never asked what time it is.
  const ends = performance.now() + Number(clock.dataset.seconds) * 1000;
  const figure = clock.querySelector("b");
  const bar = clock.querySelector("progress");
  const says = document.getElementById("clock-says");
  const told = new Set();
  const two = number => String(number).padStart(2, "0");
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
    figure.textContent = hours > 0 ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${minutes}:${two(left % 60)}`;
    bar.value = left;
    clock.classList.toggle("late", left <= 60);
    for (const [mark, words] of [[120, "Two minutes left to pay"], [60, "One minute left to pay"], [15, "Fifteen seconds left to pay"]]) {
      if (left <= mark && left > mark - 5 && !told.has(mark)) {
        told.add(mark);
        says.textContent = words;
      }
    }
    if (left > 0) {
      setTimeout(tick, 250);
    } else {
      location.replace(location.pathname);
    }
  };
  tick();
  // Back from the payment page the browser may show the page as it was left: ask again.
  addEventListener("pageshow", event => event.persisted && location.reload());
}

const form = document.getElementById("hold");
if (form) {
  const total = document.getElementById("total");
  const exponent = Number(form.dataset.exponent);
  const counts = [...form.querySelectorAll(".count")];
  const sum = () => {
    let places = 0, amount = 0;
    for (const count of counts) {
      const quantity = Math.max(0, Math.floor(Number(count.querySelector("input").value) || 0));
      places += quantity;
      amount += quantity * Number(count.dataset.price);
    }
    total.hidden = places === 0;
    const sign = counts[0].dataset.sign.replace(/[\d.,]+$/, "");
    const figure = (amount / 10 ** exponent).toLocaleString("en", { minimumFractionDigits: exponent, maximumFractionDigits: exponent });
    total.firstElementChild.textContent = `${places} ${places === 1 ? "place" : "places"}, everything included`;
    total.lastElementChild.textContent = amount === 0 ? "Free" : sign + figure;
  };
  for (const count of counts) {
    const input = count.querySelector("input");
    const step = (by, sign, words) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", `${words}: ${form.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent}`);
      button.addEventListener("click", () => {
        input.value = Math.min(Number(input.max), Math.max(0, (Number(input.value) || 0) + by));
        sum();
      });
      return button;
    };
    input.before(step(-1, "−", "One less"));
    input.after(step(1, "+", "One more"));
    count.classList.add("stepped");
    input.addEventListener("input", sum);
  }
  sum();
}

// One press is enough; the server would not mind a second.
addEventListener("submit", event => {
  const { target: sent, submitter } = event;
  if (sent.method !== "post" || event.defaultPrevented) return;
  if (sent.dataset.sent) {
    event.preventDefault();
    return;
  }
  sent.dataset.sent = "yes";
  submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(sent => delete sent.dataset.sent));

const more = document.getElementById("more");
more?.addEventListener("click", async event => {
  event.preventDefault();
  if (more.dataset.loading) return;
  more.dataset.loading = "yes";
  const answer = await fetch(more.href).catch(() => null);
  if (!answer?.ok) {
    location.href = more.href;
    return;
  }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const added = [...next.querySelectorAll("#cards > li")];
  document.getElementById("cards").append(...added);
  added[0]?.querySelector("a").focus();
  delete more.dataset.loading;
  const after = next.getElementById("more");
  if (after) more.href = after.href; else more.remove();
});

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// A page that tells how something stands now looks again by itself, while somebody looks at it.
const live = document.querySelector("[data-live]");
if (live) {
  setInterval(async () => {
    if (document.hidden || live.contains(document.activeElement)) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
    if (!next) return;
    for (const open of live.querySelectorAll("details[open]")) {
      next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
    }
    live.replaceChildren(...next.childNodes);
  }, Number(live.dataset.live) * 1000);
}
