// The head of the page: summary, progress, filters, search, files in and out, help.

const tool = {};

function drawTop(top) {
  const toggle = button(words.page.tools, () => {
    tool.bar.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!tool.bar.classList.contains("folded")));
  }, { id: "tools-toggle", "aria-expanded": "false" });
  tool.bar = make("div", { id: "tools", class: "folded" }, ...filters(), ...files(), button(`${words.page.help} ?`, openHelp));
  top.append(
    make("div", { class: "over" }, make("h1", { title: review.name }, review.title), progressBox(), toggle),
    make("p", { class: "summary" }, review.summary),
    make("p", { class: "faint summary" }, words.page.made_by.replace("{engine}", review.engine), " ", make("span", { id: "agreement" }), " ", make("strong", { id: "saving", role: "alert" })),
    tool.bar,
  );
}

function progressBox() {
  tool.count = make("span", {});
  tool.bar_ = make("progress", { "aria-label": words.page.progress });
  return make("span", { id: "progress" }, tool.bar_, " ", tool.count);
}

function showProgress() {
  const counted = table.rows.filter((row) => COUNTED.includes(row.group));
  const done = counted.filter((row) => decided(row.key)).length;
  tool.bar_.max = Math.max(1, counted.length);
  tool.bar_.value = done;
  tool.count.textContent = line("progress_of", { done, total: counted.length });
}

const decided = (key) => book.mine.has(key) && book.mine.get(key).action !== "note";

function filters() {
  const options = (pairs) => pairs.map(([value, name]) => make("option", { value }, name));
  const present = (pick) => [...new Set(table.rows.map(pick).filter(Boolean))];
  const all = [["", words.page.all]];
  tool.search = make("input", { id: "search", type: "search", placeholder: `${words.page.search} /`, "aria-label": words.page.search });
  tool.verdict = make("select", { "aria-label": words.page.by_verdict }, ...options([...all, ...present((row) => row.verdict).map((v) => [v, say("verdict", v)])]));
  tool.dimension = make("select", { "aria-label": words.page.by_dimension }, ...options([...all, ...present((row) => row.dimension).map((d) => [d, review.dimensions[d] || d])]));
  tool.state = make("select", { "aria-label": words.page.by_state }, ...options([...all, ["open", words.page.undecided], ["done", words.page.decided], ["differs", words.page.differing]]));
  tool.order = make("select", { "aria-label": words.page.order }, ...options([["", words.page.worst_first], ["form", words.page.as_form]]));
  tool.order.addEventListener("change", reorder);
  tool.search.addEventListener("input", () => { refilter(); seek(false); });
  tool.search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") seek(true);
    if (event.key === "Escape") { tool.search.value = ""; refilter(); seek(false); tool.search.blur(); }
  });
  for (const select_ of [tool.verdict, tool.dimension, tool.state]) select_.addEventListener("change", refilter);
  return [tool.search,
    make("label", {}, words.page.by_verdict, tool.verdict),
    make("label", {}, words.page.by_dimension, tool.dimension),
    make("label", {}, words.page.by_state, tool.state),
    make("label", {}, words.page.order, tool.order)];
}

function reorder() {
  const row = table.here;
  drawForm(document.getElementById("form"), Boolean(tool.order.value));
  refilter();
  if (row) select(row, { focus: false });
}

const haystack = (row) => fold([row.name, row.part, row.shown, row.text, row.note, row.key,
  ...(row.places || []).map(([start, end]) => (start === null ? "" : text.slice(unitOf(start), unitOf(end))))].join(" ")).toLowerCase();

function refilter() {
  const sought = fold(tool.search.value).toLowerCase();
  const [verdict, dimension, state] = [tool.verdict.value, tool.dimension.value, tool.state.value];
  const active = Boolean(sought || verdict || dimension || state);
  const states = { "": () => true, open: (key) => !decided(key), done: decided, differs };
  const fits = (row) => (!verdict || row.verdict === verdict) && (!dimension || row.dimension === dimension)
    && states[state](row.key) && (!sought || haystack(row).includes(sought));
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

// Marks what is sought in the source; with `go`, moves to its next place there.
let soughtAt = -1;
function seek(go) {
  const sought = tool.search.value.trim();
  const places = [];
  for (let at = sought ? text.indexOf(sought) : -1; at >= 0 && places.length < 500; at = text.indexOf(sought, at + sought.length)) places.push(at);
  highlight("sought", places.map((at) => rangeOf(at, at + sought.length)));
  if (!go) soughtAt = -1;
  if (!go || !places.length) return;
  soughtAt = (soughtAt + 1) % places.length;
  const range = rangeOf(places[soughtAt], places[soughtAt] + sought.length);
  reveal(range.startContainer.parentElement, range);
  announce(line("hit", { at: soughtAt + 1, n: places.length }));
}

function files() {
  tool.reviewer = make("input", { id: "reviewer", type: "text", placeholder: words.page.your_name, "aria-label": words.page.your_name });
  tool.reviewer.addEventListener("change", () => { book.reviewer = tool.reviewer.value.trim(); keepBook([]); });
  return [tool.reviewer, button(words.page.export, download, { id: "export" }),
    picker("load", words.page.load, (file) => { take(file); book.undo = []; tool.reviewer.value = book.reviewer; keepBook([...table.byKey.keys()]); }),
    picker("load-second", words.page.load_second, takeTheirs)];
}

function picker(id, name, use) {
  const input = make("input", { type: "file", accept: ".json,application/json", hidden: true, id });
  input.addEventListener("change", async () => {
    try {
      use(JSON.parse(await input.files[0].text()));
      alarm("");
    } catch (error) {
      alarm(line("not_loaded", { why: error.message }));
    }
    input.value = "";
  });
  const open = button(name, () => input.click());
  return make("span", {}, open, input);
}

function download() {
  const link = make("a", { download: `${review.name.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(0, 80)}.decisions.json` });
  link.href = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function showAgreement() {
  if (!book.theirs.size) return;
  const { n, same, share, kappa } = agreement();
  document.getElementById("agreement").textContent = line("agreement", {
    who: book.other, n, same, percent: (100 * share).toFixed(1), kappa: kappa === null ? "–" : kappa.toFixed(2),
  });
}

function openHelp() {
  if (!tool.help) {
    const keys = words.keys;
    tool.help = make("dialog", { "aria-label": words.page.help }, make("h2", {}, words.page.help),
      make("dl", {}, ...Object.entries(keys).flatMap(([key, does]) => [make("dt", {}, ...key.split(" ").flatMap((k) => [make("kbd", {}, k), " "])), make("dd", {}, does)])),
      make("p", {}, button(words.page.close, () => tool.help.close())));
    document.body.append(tool.help);
  }
  tool.help.showModal();
}
