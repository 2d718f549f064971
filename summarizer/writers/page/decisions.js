// The reviewer's decisions: made, undone, kept over a reload, taken out as a file.

const FORMAT = "summarizer.decisions/1";
const SLOT = `summarizer:${review.digest}:${review.form.digest}:${review.name}`;

const book = {
  mine: new Map(), // key of a row → decision
  theirs: new Map(),
  undo: [],
  reviewer: "",
  other: "",
  watch: () => {},
};

function decide(key, action, more = {}) {
  const before = book.mine.get(key) || null;
  const note = more.note === undefined ? (before && before.note) || "" : more.note;
  const changed = action || (before && before.action) || "note";
  const decision = { key, action: changed, note, at: new Date().toISOString() };
  if (changed === "correct") decision.value = more.value === undefined ? before.value : more.value;
  if (changed === "correct" && more.figure) decision.figure = more.figure;
  book.undo.push([key, before]);
  book.mine.set(key, decision);
  keepBook([key]);
}

function decideAll(keys, action) {
  const at = new Date().toISOString();
  for (const key of keys) {
    book.undo.push([key, null]);
    book.mine.set(key, { key, action, note: "", at });
  }
  keepBook(keys);
}

function withdraw(key) {
  if (!book.mine.has(key)) return;
  book.undo.push([key, book.mine.get(key)]);
  book.mine.delete(key);
  keepBook([key]);
}

// Takes the last decision back and returns its key, or null where there is none.
function undo() {
  const last = book.undo.pop();
  if (!last) return null;
  const [key, before] = last;
  if (before) book.mine.set(key, before);
  else book.mine.delete(key);
  keepBook([key]);
  return key;
}

const isDecided = (key) => book.mine.has(key) && book.mine.get(key).action !== "note";

const exported = () => ({
  format: FORMAT,
  review: { name: review.name, digest: review.digest, form: review.form },
  reviewer: book.reviewer,
  decisions: [...book.mine.values()],
});

const asFile = () => `${JSON.stringify(exported(), null, 1)}\n`;

function keepBook(keys) {
  book.watch(keys);
  if (review.save) return send();
  try {
    localStorage.setItem(SLOT, asFile());
  } catch {
    alarm(words.page.not_kept);
  }
  return undefined;
}

// One request at a time, the newest state last; a failure stays in view until a later one succeeds.
let sending = Promise.resolve();
function send() {
  const body = asFile();
  const request = { method: "POST", body, headers: { "Content-Type": "application/json" } };
  sending = sending.then(() => fetch(review.save, request))
    .then((answer) => alarm(answer.ok ? "" : line("not_saved", { why: answer.status })))
    .catch((error) => alarm(line("not_saved", { why: error.message })));
  return sending;
}

const alarm = (message) => { document.getElementById("saving").textContent = message; };

function recall() {
  if (review.save) return review.decisions ? take(review.decisions) : undefined;
  try {
    const kept = localStorage.getItem(SLOT);
    if (kept) take(JSON.parse(kept));
  } catch {
    alarm(words.page.not_kept);
  }
  return undefined;
}

function take(file) {
  const decisions = fitting(file);
  book.reviewer = file.reviewer || "";
  book.mine = decisions;
}

// The decisions of a file as a map, or an error that says why the file does not fit this review.
function fitting(file) {
  if (!file || file.format !== FORMAT || !Array.isArray(file.decisions)) throw new Error(words.page.no_decisions);
  if (!file.review || file.review.digest !== review.digest || file.review.form.digest !== review.form.digest) {
    throw new Error(words.page.other_review);
  }
  const strangers = file.decisions.filter((decision) => !table.byKey.has(decision.key));
  if (strangers.length) throw new Error(line("unknown_keys", { n: strangers.length, first: strangers[0].key }));
  return new Map(file.decisions.map((decision) => [decision.key, decision]));
}
