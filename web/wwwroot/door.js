// The door works without this file; with it, a scan is sent without leaving the page, again and again until it is answered, and the camera reads codes.
const form = document.getElementById("scan");
const line = document.getElementById("door-line");
const parts = ["door-answer", "door-state"];
let busy = false;

// Each try carries the same operationId, so that a scan whose answer was lost counts once.
async function send(body) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(8000) }).catch(() => null);
    if (answer && ![429, 502, 503, 504].includes(answer.status)) {
      line.hidden = true;
      return answer;
    }
    line.hidden = false;
    line.textContent = "No connection. This scan is sent again until it is answered; it counts once.";
    await new Promise(done => setTimeout(done, wait));
  }
}

async function checkIn() {
  if (busy) return;
  busy = true;
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await send(new URLSearchParams(new FormData(form)));
    const type = answer.headers.get("Content-Type") ?? "";
    const page = type.startsWith("text/html") ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const next = page?.getElementById("scan");
    if (!next) {
      // The link was revoked, or somebody signed out: the page itself says which.
      location.reload();
      return;
    }
    for (const id of parts) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    for (const field of ["operationId", "__RequestVerificationToken"]) form.elements[field].value = next.elements[field].value;
    const problem = next.querySelector(".error");
    line.hidden = !problem;
    line.textContent = problem?.textContent ?? "";
    if (!problem) form.elements.Code.value = "";
    navigator.vibrate?.(page.querySelector(".verdict.yes") ? 80 : [80, 80, 80]);
  } finally {
    busy = false;
    form.removeAttribute("aria-busy");
  }
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  await checkIn();
  form.elements.Code.focus({ preventScroll: true });
});

const camera = document.getElementById("door-camera");
if ("BarcodeDetector" in window && navigator.mediaDevices) {
  const [video, button] = camera.children;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null, last = "", seen = 0;
  camera.hidden = false;
  button.addEventListener("click", async () => {
    if (stream) {
      stream.getTracks().forEach(track => track.stop());
      stream = null;
      video.classList.remove("on");
      button.textContent = "Scan with the camera";
      return;
    }
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
    if (!stream) {
      line.hidden = false;
      line.textContent = "The camera cannot be used here. Type the code instead.";
      return;
    }
    video.srcObject = stream;
    video.classList.add("on");
    button.textContent = "Stop the camera";
    await video.play();
    look();
  });

  // The same code in front of the camera is one scan until it has gone for a moment.
  async function look() {
    if (!stream) return;
    const [found] = busy ? [] : await detector.detect(video).catch(() => []);
    if (found) {
      if (found.rawValue !== last || performance.now() - seen > 3000) {
        form.elements.Code.value = found.rawValue;
        last = found.rawValue;
        await checkIn();
      }
      seen = performance.now();
    }
    setTimeout(look, 120);
  }
}
