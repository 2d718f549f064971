// The correction field: what is typed is held against the figures of the source as one types.

const MOST_OFFERED = 6;

// One writing for all widths and thousands separators.
const fold = (written) => String(written || "").normalize("NFKC").replace(/[,\s]/g, "");

const figures = review.figures.map(([start, end, value, unit, qualifier]) => ({
  start, end, value, unit, qualifier, surface: fold(sourceText(start, end)), bare: fold(`${value}${unit}`),
}));

// The figures that a written number agrees with: `exact` as written there, `near` the same number written otherwise.
function matches(written) {
  const sought = fold(written);
  if (!sought) return { exact: [], near: [] };
  const exact = figures.filter((figure) => figure.surface === sought || figure.bare === sought);
  const [digits = ""] = sought.match(/\d+(\.\d+)?/) || [];
  const same = (figure) => figure.value === digits || figure.surface.split(/[^\d.]+/).includes(digits);
  const near = digits ? figures.filter((figure) => !exact.includes(figure) && same(figure)) : [];
  return { exact, near };
}

// The field itself, with the figures that fit what is typed and those that the claim was compared with.
// `done(value, figure)` is called once; figure is null where none of the source was picked.
function correctionField(row, done, cancel) {
  const input = make("input", {
    type: "text", "aria-label": words.page.correct_to, autocomplete: "off", spellcheck: "false",
  });
  input.value = (book.mine.get(row.key) || {}).value || row.shown || "";
  const state = make("span", { role: "status", class: "label" });
  const list = make("ul", {});
  const compared = figures.filter((figure) => row.evidence.some(([start]) => start === figure.start));
  const update = () => {
    const { exact, near } = matches(input.value);
    state.textContent = stateOf(input.value, exact, near);
    const offered = [...new Set([...exact, ...near, ...compared])].slice(0, MOST_OFFERED);
    list.replaceChildren(...offered.map((figure) => offer(figure, done)));
  };
  const save = () => { if (input.value.trim()) done(input.value.trim(), only(matches(input.value).exact)); };
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
    if (event.key === "Enter") save();
  });
  update();
  const buttons = [button(words.page.save, save), button(words.page.cancel, cancel)];
  return [make("div", { class: "ask" }, span("label", words.page.correct_to), input, ...buttons, state, list), input];
}

const only = (found) => (found.length === 1 ? found[0] : null);

function stateOf(written, exact, near) {
  if (!fold(written)) return "";
  if (exact.length) return line("in_source", { n: exact.length });
  return near.length ? line("near_source", { n: near.length }) : words.page.not_in_source;
}

// A figure of the source to choose, with the words around it.
function offer(figure, done) {
  const [start, end] = [unitOf(figure.start), unitOf(figure.end)];
  const surface = text.slice(start, end);
  const before = oneLine(text.slice(Math.max(0, start - 18), start));
  const after = oneLine(text.slice(end, end + 12));
  const pick = button(surface, () => done(surface, figure), { "data-pick": figure.start });
  pick.addEventListener("focus", () => light([figure.start], []));
  return make("li", {}, pick, span("label", ` …${before}`, make("b", {}, surface), `${after}…`));
}

const oneLine = (stretch) => stretch.replace(/\s+/g, " ");
