// Drawing one row: its head, and under it the three answers, the two readings, the quote and the actions.

const AXIS = {
  supported: "good", converted: "good", rounded: "good", derived: "good", misattributed: "good",
  altered: "bad", unsupported: "bad", unreadable: "bad", uncertain: "doubt",
  holds: "good", none_given: "doubt", elsewhere: "bad", not_in_source: "bad",
  fits: "good", differs: "bad", open: "doubt", nothing: "doubt",
};

const MOST_READINGS = 6;

function drawRow(row) {
  const slim = SLIM.includes(row.group);
  const how = ["row", MANNER[row.group], slim ? "slim" : ""].filter(Boolean).join(" ");
  const item = make("li", { class: how, tabindex: "-1", "data-key": row.key });
  item.append(make("div", { class: "head" }), make("div", { class: "body" }));
  item.addEventListener("click", (event) => {
    if (!event.target.closest("button, input")) select(row, { focus: false });
  });
  item.addEventListener("focus", () => { if (table.here !== row) select(row, { focus: false }); });
  table.drawn.set(row.key, item);
  drawHead(row);
  if (needsPerson(row) && !slim) {
    if (table.drawn.size <= DRAWN_AT_ONCE) drawBody(row);
    else nearing.observe(item);
  }
  return item;
}

// Of the rows that show all they have, the first are drawn at once, the others when they come near the view.
const DRAWN_AT_ONCE = 40;
const nearing = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    nearing.unobserve(target);
    drawBody(table.byKey.get(target.dataset.key));
  }
}, { rootMargin: "600px" });

function drawHead(row) {
  const name = row.group === "warning" ? say("warning", row.code) : row.name;
  const pieces = [
    ["name", row.part ? `${name}·${row.part}` : name],
    ["number", row.shown],
    ["verdict", say("verdict", row.verdict)],
    ["reason", say("reason", row.reason)],
    ["faint", row.status === "stated" ? "" : say("status", row.status)],
    ["", row.verdict ? "" : row.text],
  ];
  const sign = make("span", { class: "sign", "aria-hidden": "true" }, say("mark", row.group));
  const told = pieces.filter(([, content]) => content).map(([kind, content]) => span(kind, content));
  table.drawn.get(row.key).firstChild.replaceChildren(sign, ...told, ...decisionChips(row));
}

function decisionChips(row) {
  const chips = [];
  const [mine, theirs] = [book.mine.get(row.key), book.theirs.get(row.key)];
  const how = differs(row.key) ? " differs" : "";
  if (mine) chips.push(span(`decision${how}`, decisionWords(mine)));
  if (theirs) chips.push(span(`decision other${how}`, `${book.other}: ${decisionWords(theirs)}`));
  return chips;
}

function decisionWords({ action, value, note }) {
  const change = action === "correct" ? `→ ${value}` : "";
  return [say("action", action), change, note ? `“${note}”` : ""].filter(Boolean).join(" ");
}

function drawBody(row) {
  const body = table.drawn.get(row.key).lastChild;
  if (body.firstChild) return;
  if (row.verdict) {
    body.append(axes(row));
    if (row.text) body.append(make("p", {}, row.text));
    if (row.verdict !== "supported" || !row.shown) body.append(readings(row));
  } else if (row.group === "contradiction" || row.group === "breach") {
    const seen = row.evidence.map((fact) => make("div", { class: "reading" }, ...reading(row, fact)));
    body.append(make("div", { class: "readings" }, ...seen));
  }
  body.append(...row.places.map(quoted));
  for (const name of ["rivals", "formula", "note", "decided"]) if (row[name]) body.append(labelled(name, row[name]));
  body.append(actions(row));
}

const labelled = (name, content) => make("p", {}, span("label", `${words.line[name]}  `), make("bdi", {}, content));

// The number, the quote, the attribution: three things, three answers.
function axes(row) {
  const number = row.verdict === "misattributed" ? "supported" : row.verdict;
  const answers = [
    ["number", say("verdict", number), AXIS[row.verdict]],
    ["quote", say("quote", row.quote), AXIS[row.quote]],
    ["attribution", say("attribution", row.attribution), AXIS[row.attribution]],
  ];
  return make("div", { class: "axes" }, ...answers.map(([axis, answer, how]) =>
    make("span", { class: `axis ${how}`, "data-axis": axis }, `${SIGNS[how]} ${say("axis", axis)}: ${answer}`)));
}

// The form's reading beside the source's; for an altered number the characters that differ are marked.
function readings(row) {
  const shown = row.shown || "";
  const [first] = row.evidence;
  const compared = row.verdict === "altered" && first;
  const [ours, theirs] = compared ? difference(shown, sourceText(first[0], first[1])) : [[["same", shown]], null];
  const left = make("div", { class: "reading" }, make("small", {}, words.line.claim),
    putDifference(span("says"), ours, "del"), make("small", {}, row.name));
  const right = make("div", { class: "reading" }, make("small", {}, words.line.source));
  if (!first) right.append(span("says", "—"), make("small", {}, say("verdict", row.verdict)));
  row.evidence.slice(0, MOST_READINGS).forEach((fact, at) => right.append(...reading(row, fact, at ? null : theirs)));
  return make("div", { class: "readings" }, left, right);
}

// One figure of the source and what it is said of; for a misattributed number that is what is marked.
function reading(row, [start, end, subject, period, mood], runs = null) {
  const says = runs ? putDifference(span("says"), runs, "ins") : span("says", sourceText(start, end));
  const wrong = row.verdict === "misattributed" ? row.reason : "";
  const marked = (content, ...reasons) => (reasons.includes(wrong) ? make("ins", {}, content) : content);
  const about = make("small", {}, marked(subject, "subject", "part", "base"), " ",
    marked(say("period", period), "period"), " ", marked(say("mood", mood), "mood"), " ", goTo(start, end));
  return [says, about];
}

function goTo(start, end) {
  return button(line("go_to", { start }), (event) => {
    event.stopPropagation();
    light([start], [[start, end]]);
  }, { class: "goto" });
}

function quoted([start, end, cited, located]) {
  const box = make("blockquote", {});
  if (start !== null) put(box, oneLine(sourceText(start, end)));
  if (cited) box.append(span("label", ` ${words.line.engine_cited}: `), make("bdi", {}, cited));
  if (located !== "exact") box.append(span("label", ` [${say("located", located)}]`));
  return box;
}

function actions(row) {
  const act = (name, key, run) => button(`${say("action", name)} ${key}`, (event) => {
    event.stopPropagation();
    select(row, { focus: false, scroll: false });
    run(row);
  }, { "data-action": name });
  return make("div", { class: "actions" },
    act("accept", "a", accept),
    ...(isCell(row) ? [act("correct", "c", openCorrection), act("reject", "r", reject)] : []),
    act("note", "n", openNote),
    act("withdraw", "", ({ key }) => withdraw(key)));
}
