// Finding rows: filters by verdict, dimension and state, search in rows and source, the order of the form.

const filter = {};

function drawFilters() {
  const { page } = words;
  filter.search = make("input", {
    id: "search", type: "search", placeholder: `${page.search} /`, "aria-label": page.search,
  });
  filter.search.addEventListener("input", () => {
    refilter();
    markSought();
  });
  filter.search.addEventListener("keydown", onSearchKey);
  const kinds = (pick, name) => [...new Set(table.rows.map(pick).filter(Boolean))].map((kind) => [kind, name(kind)]);
  const states = [["open", page.undecided], ["done", page.decided], ["differs", page.differing]];
  const all = ["", page.all];
  filter.verdict = choice(page.by_verdict, [all, ...kinds((row) => row.verdict, (kind) => say("verdict", kind))]);
  filter.dimension = choice(page.by_dimension,
    [all, ...kinds((row) => row.dimension, (code) => review.dimensions[code] || code)]);
  filter.state = choice(page.by_state, [all, ...states]);
  filter.order = choice(page.order, [["", page.worst_first], ["form", page.as_form]]);
  for (const select_ of [filter.verdict, filter.dimension, filter.state]) select_.addEventListener("change", refilter);
  filter.order.addEventListener("change", reorder);
  return [filter.search, ...[filter.verdict, filter.dimension, filter.state, filter.order].map((one) =>
    make("label", {}, one.getAttribute("aria-label"), one))];
}

const choice = (name, options) =>
  make("select", { "aria-label": name }, ...options.map(([value, shown]) => option(value, shown)));

function onSearchKey(event) {
  if (event.key === "Enter") nextSought();
  if (event.key !== "Escape") return;
  filter.search.value = "";
  refilter();
  markSought();
  filter.search.blur();
}

function reorder() {
  const row = table.here;
  drawForm(document.getElementById("form"), Boolean(filter.order.value));
  refilter();
  if (row) select(row, { focus: false });
}

function haystack(row) {
  const quotes = quotedPlaces(row).map(([start, end]) => sourceText(start, end));
  return fold([row.name, row.part, row.shown, row.text, row.note, row.key, ...quotes].join(" ")).toLowerCase();
}

const STATES = { "": () => true, open: (key) => !isDecided(key), done: isDecided, differs };

// Hides what does not fit; where anything is asked for, folded groups that hold it are opened.
function refilter() {
  const sought = fold(filter.search.value).toLowerCase();
  const [verdict, dimension, state] = [filter.verdict.value, filter.dimension.value, filter.state.value];
  const active = Boolean(sought || verdict || dimension || state);
  const fits = (row) => (!verdict || row.verdict === verdict)
    && (!dimension || row.dimension === dimension)
    && STATES[state](row.key)
    && (!sought || haystack(row).includes(sought));
  for (const row of table.rows) {
    const fit = !active || fits(row);
    if (active && fit && !table.drawn.has(row.key)) unfold(row);
    const item = table.drawn.get(row.key);
    if (item) item.hidden = !fit;
  }
  for (const group of document.querySelectorAll(".group:not(.plain)")) {
    group.hidden = active && !group.querySelector(".row:not([hidden])");
  }
}

const MOST_HITS = 500;
let hits = [];
let hitAt = -1;

// Marks what is sought in the source.
function markSought() {
  const sought = filter.search.value.trim();
  hits = [];
  hitAt = -1;
  let at = sought ? text.indexOf(sought) : -1;
  while (at >= 0 && hits.length < MOST_HITS) {
    hits.push(rangeOf(at, at + sought.length));
    at = text.indexOf(sought, at + sought.length);
  }
  highlight("sought", hits);
}

function nextSought() {
  if (!hits.length) return;
  hitAt = (hitAt + 1) % hits.length;
  reveal(hits[hitAt].startContainer.parentElement, hits[hitAt]);
  announce(line("hit", { at: hitAt + 1, n: hits.length }));
}
