"use strict";
// Everything from the files is set as text, never as markup.

const byId = (id) => document.getElementById(id);
const RECENT = 6;
let state = null; // the last state of the files
let asked = null; // what is asked anew after every save, with what came before it
let shown = null; // the answer on the page
let before = null; // what the next question may refer to: {title, topics, options}
let ticket = 0; // of the last request; answers to earlier ones come too late
const recent = [];

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

// ---- the state of the files

const events = new EventSource("events");
events.onmessage = (event) => {
  const former = state;
  state = JSON.parse(event.data);
  showState();
  if (asked && state.revision && (!former || !shown || shown.revision !== state.revision)) ask(asked, shown !== null);
};
events.onerror = () => {
  state = null;
  const status = byId("status");
  status.dataset.phase = "lost";
  status.textContent = "keine Verbindung – läuft „kmu-bot preview“ noch?";
};

function statusText() {
  const wrong = state.errors ? ` – ${counted(state.errors, "Fehler", "Fehler")}` : "";
  switch (state.phase) {
    case "loading": return state.loaded ? "wird neu geladen …" : "wird geladen …";
    case "testing": return `bereit seit ${state.loaded} – Prüffragen laufen …`;
    case "broken": return state.loaded ? `Stand von ${state.loaded}` : "noch nicht bereit";
    default: return `bereit seit ${state.loaded}${wrong}`;
  }
}

function bannerText(former) {
  if (state.phase === "loading" && state.errors) return former; // nothing jumps while the files are read
  if (state.phase !== "broken") return "";
  const wrong = counted(state.errors, "Fehler", "Fehler");
  const has = state.errors === 1 ? "ist" : "sind";
  return state.loaded
    ? `In den Dateien ${has} ${wrong}. Bis alles behoben ist, antwortet der letzte gute Stand von ${state.loaded}.`
    : `In den Dateien ${has} ${wrong}. Sobald alles behoben ist, können Sie hier fragen.`;
}

function showState() {
  byId("folder").textContent = `Ordner „${state.folder}“`;
  byId("counts").textContent = state.counts || "";
  const status = byId("status");
  status.dataset.phase = state.phase === "ready" && state.errors ? "wrong" : state.phase;
  status.textContent = statusText();
  const banner = byId("banner");
  const text = bannerText(banner.textContent);
  if (banner.textContent !== text) banner.textContent = text;
  banner.hidden = !text;
  showProblems();
  showStarters();
}

function showProblems() {
  const reading = state.phase === "loading";
  const parts = [];
  if (state.errors) parts.push(counted(state.errors, "Fehler", "Fehler"));
  if (state.warnings) parts.push(counted(state.warnings, "Warnung", "Warnungen"));
  byId("problems").hidden = !state.problems.length;
  byId("tally").textContent = parts.join(" · ");
  const sound = byId("sound");
  sound.className = "";
  if (reading) sound.textContent = "Die Dateien werden gelesen …";
  else if (state.phase === "testing") sound.textContent = "Die Prüffragen werden noch gestellt …";
  else if (state.phase === "broken") sound.textContent = "Die Prüffragen werden gestellt, sobald die Fehler behoben sind.";
  else if (!state.errors) { sound.className = "good"; sound.textContent = "Keine Fehler; alle Prüffragen sind gestellt."; }
  else sound.textContent = "";
  sound.hidden = !sound.textContent;
  const list = byId("problems");
  list.classList.toggle("stale", reading);
  list.replaceChildren(...state.problems.map((problem) => make("li", { className: problem.severity },
    make("p", { className: "where" },
      make("b", { textContent: problem.severity === "error" ? "Fehler" : "Warnung" }),
      make("code", { textContent: problem.place })),
    make("p", { textContent: problem.message }))));
}

function showStarters() {
  const texts = recent.length ? recent.filter((text) => text !== recent[0]) : state ? state.examples : [];
  byId("starters").hidden = !texts.length;
  byId("starters").querySelector("h2").textContent = recent.length ? "Zuletzt gefragt" : "Zum Beispiel";
  byId("starters").querySelector("ul").replaceChildren(...texts.map((text) => {
    const button = make("button", { type: "button", textContent: text, title: text });
    button.onclick = () => question(text, null);
    return make("li", {}, button);
  }));
}

// ---- asking

byId("form").onsubmit = (event) => {
  event.preventDefault();
  const text = byId("question").value.trim();
  if (text) question(text, asked && asked.question === text ? asked : before);
};
byId("afresh").onclick = () => {
  before = null;
  showBefore();
  if (asked && asked.question !== undefined) question(asked.question, null);
  byId("question").focus();
};

function question(text, context) {
  const place = recent.indexOf(text);
  if (place >= 0) recent.splice(place, 1);
  recent.unshift(text);
  recent.length = Math.min(recent.length, RECENT);
  showStarters();
  byId("question").value = text;
  history.replaceState(null, "", `#${encodeURIComponent(text)}`);
  const { topics, options } = context || { topics: [], options: [] };
  ask({ question: text, topics, options }, false);
}

async function ask(what, again) {
  asked = what;
  const mine = ++ticket;
  const pending = byId("pending");
  const { label, ...request } = what;
  if (!state || !state.revision) { // asked as soon as there is an answer to be had
    say(state && state.phase === "broken" ? "Ihre Frage wird gestellt, sobald die Fehler behoben sind."
      : "Ihre Frage wird gestellt, sobald das Wissen geladen ist.");
    return;
  }
  const waiting = setTimeout(() => { if (mine === ticket) say("Einen Augenblick …"); }, 300);
  let answer = null;
  let problem = "";
  try {
    const response = await fetch("ask", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(request),
    });
    const got = await response.json();
    if (response.ok) answer = got;
    else problem = got.error;
  } catch {
    problem = "Darauf kam keine Antwort. Läuft „kmu-bot preview“ noch?";
  }
  clearTimeout(waiting);
  if (mine !== ticket) return;
  say(problem);
  pending.hidden = !problem;
  if (answer) showAnswer(what, answer, again);
  else if (!again || !shown) { shown = null; byId("answer").hidden = byId("reason").hidden = true; }
}

function say(text) {
  byId("pending").textContent = text;
  byId("pending").hidden = !text;
}

// ---- the answer

function showAnswer(what, answer, again) {
  const said = ({ lines, short, citations, options, chart }) => JSON.stringify([lines, short, citations, options, chart]);
  let news = "";
  if (again && shown) news = said(shown) === said(answer) ? "nach dem Speichern unverändert" : "nach dem Speichern geändert";
  shown = answer;
  before = { title: answer.title, ...answer.context };
  if (!answer.context.topics.length && !answer.context.options.length) before = null;
  showBefore();
  const card = byId("answer");
  card.dataset.kind = answer.kind;
  card.replaceChildren(
    make("p", { className: "asked", textContent: what.label || what.question }),
    make("p", { className: "kind" },
      make("b", { textContent: answer.kind_name }),
      answer.title ? make("span", { textContent: answer.title }) : null,
      answer.topic ? make("code", { textContent: answer.topic }) : null,
      news ? make("em", { textContent: news }) : null),
    make("div", { className: "text" }, ...answer.lines.map(line)),
    sources(answer.citations),
    answer.chart ? picture(answer.chart) : "",
    buttons(answer.kind === "clarify" ? "Zur Auswahl" : "Dazu passt", answer.options),
    buttons("Falls das nicht gemeint war", answer.alternatives),
    brief(answer));
  card.hidden = false;
  showReason(answer);
}

function showBefore() {
  const note = byId("before");
  note.hidden = !before;
  if (before) note.querySelector("span").textContent = before.title
    ? `Eine neue Frage schließt an „${before.title}“ an.`
    : "Eine neue Frage schließt an diese Antwort an.";
}

function line(spans) {
  const listed = spans.length && /^[•–] /.test(spans[0].text);
  return make("p", { className: listed ? "listed" : "" }, ...spans.map((span) => (span.strong ? make("strong", { textContent: span.text }) : span.text)));
}

function sources(citations) {
  return citations.length ? make("ul", { className: "sources" }, ...citations.map((cited) => make("li", {},
    `Quelle: ${cited.before}, `,
    cited.address
      ? make("a", { href: cited.address, target: "_blank", rel: "noopener noreferrer", textContent: cited.title })
      : `„${cited.title}“`,
    `, ${cited.after}`))) : "";
}

function picture(chart) {
  return make("figure", {}, make("img", { src: chart.address, alt: chart.text, width: 460 }));
}

function buttons(title, options) {
  if (!options.length) return "";
  return make("div", { className: "options" }, make("h3", { textContent: title }),
    make("ul", { className: "chips" }, ...options.map((option) => {
      const button = make("button", { type: "button", textContent: option.title, title: option.topic });
      button.onclick = () => ask({ topic: option.topic, label: `Knopf „${option.title}“` }, false);
      return make("li", {}, button);
    })));
}

function brief(answer) {
  if (!answer.short.length || JSON.stringify(answer.short) === JSON.stringify(answer.lines)) return "";
  return make("div", { className: "brief" }, make("h3", { textContent: "Kurzfassung für Gruppen" }), ...answer.short.map(line));
}

// ---- the reason

function showReason(answer) {
  const place = byId("reason");
  place.hidden = false;
  const title = make("h2", { textContent: "Warum diese Antwort?" });
  if (!answer.steps.length) {
    place.replaceChildren(title, make("p", { textContent: "Das Thema wurde über einen Knopf gewählt; da gab es nichts zu deuten." }));
    return;
  }
  place.replaceChildren(title, ...answer.steps.map((step, index) => make("div", { className: "step" },
    answer.steps.length > 1 ? make("h3", { textContent: `Frage ${index + 1}` }) : null,
    step.whole ? null : make("p", { className: "reading", textContent: `Gelesen wurde nur: „${step.reading}“` }),
    make("dl", {},
      make("dt", { textContent: "Entscheidung" }), make("dd", { textContent: step.decision }),
      make("dt", { textContent: "Weil" }), make("dd", { textContent: step.reason })),
    step.topics.length ? topics(step) : "",
    step.words.length ? words(step.words) : "",
    step.evidence ? make("p", { className: "evidence", textContent: `Für das erste Thema spricht: ${step.evidence}` }) : "")));
}

function topics(step) {
  return make("div", { className: "scroll" }, make("table", { className: "topics" },
    make("caption", {}, "Beste Themen", make("small", { textContent: step.thresholds })),
    head("Thema", "Sicherheit", "Punkte"),
    make("tbody", {}, ...step.topics.map((topic) => {
      const filled = make("i");
      filled.style.width = `${Math.max(topic.share * 100, 0.5)}%`;
      const marks = [step.possible, step.sure].map((share) => {
        const mark = make("u");
        mark.style.left = `${share * 100}%`;
        return mark;
      });
      return make("tr", {},
        make("td", {}, topic.title, " ", make("code", { textContent: topic.topic }),
          make("span", { className: "bar" }, filled, ...marks)),
        make("td", { className: "number", textContent: topic.confidence }),
        make("td", { className: "number", textContent: topic.score }));
    }))));
}

function words(rows) {
  return make("div", { className: "scroll" }, make("table", { className: "words" },
    make("caption", { textContent: "Wörter der Frage" }),
    head("Wort", "Begriff", "erkannt als"),
    make("tbody", {}, ...rows.map(([word, read, ...matched]) => make("tr", { className: matched[0] === "–" ? "plain" : "" },
      make("td", { textContent: read === "–" ? word : `${word} → ${read}` }),
      ...matched.map((cell) => make("td", { textContent: cell })))))));
}

function head(...names) {
  return make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { textContent: name, scope: "col" }))));
}

function fromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)).slice(0, 4000);
  } catch {
    return ""; // somebody typed a stray per cent sign
  }
}

const given = fromAddress();
if (given) question(given, null);
