// The form pane: what is wrong first, what is confirmed folded away, then the header, the statements, the coverage.

const NEEDS = ["finding", "unchecked", "conflict", "contradiction", "breach", "unanswered", "unclaimed", "warning"];
const SLIM = ["unclaimed", "accepted", "blank"];
const CLAIMS = ["finding", "unchecked", "conflict", "decided", "shown", "accepted"];
const COUNTED = [...CLAIMS, "contradiction", "breach"];
const MANNER = {
  finding: "bad", unchecked: "doubt", conflict: "bad", contradiction: "bad", breach: "bad", unanswered: "doubt", unclaimed: "doubt",
  warning: "doubt", decided: "note", shown: "note", accepted: "good", blank: "",
};
const AXIS = {
  supported: "good", converted: "good", rounded: "good", derived: "good", misattributed: "good", altered: "bad",
  unsupported: "bad", uncertain: "doubt", unreadable: "bad", holds: "good", none_given: "doubt", elsewhere: "bad",
  not_in_source: "bad", fits: "good", differs: "bad", open: "doubt", nothing: "doubt",
};

const table = {
  rows: review.rows,
  byKey: new Map(review.rows.map((row) => [row.key, row])),
  byFigure: new Map(), // start of a figure → rows that rest on it, the worst first
  shown: [], // rows in the order of the page, those not filtered away
  here: null,
  drawn: new Map(), // key → element
};

const openers = new Map(); // a folded group → what opens it, rows and all

// What a row does not say is taken for granted: see pagedata.py.
for (const row of table.rows) {
  row.name = review.names[row.code] || "";
  if (row.verdict) {
    row.quote = row.quote || "holds";
    row.attribution = row.attribution || "fits";
  }
  for (const [start] of row.evidence || []) {
    if (!table.byFigure.has(start)) table.byFigure.set(start, []);
    table.byFigure.get(start).push(row);
  }
}

// How the source marks each figure: by the first, that is the worst, row that rests on it.
function manners() {
  const manner = new Map();
  for (const [start, rows] of table.byFigure) {
    const row = rows.find(({ group }) => group !== "contradiction" && group !== "breach") || rows[0];
    manner.set(start, row.group === "unclaimed" ? "unclaimed" : MANNER[row.group]);
  }
  return manner;
}

// Draws the form, findings first or, where `inOrder`, dimension by dimension as the form has it.
function drawForm(pane, inOrder = false) {
  table.drawn.clear();
  openers.clear();
  table.here = null;
  pane.replaceChildren();
  if (!table.rows.some((row) => NEEDS.includes(row.group))) pane.append(make("p", {}, words.line.clear));
  for (const [group, rows] of inOrder ? byDimension() : byGroup()) pane.append(drawGroup(group, rows));
  pane.append(...drawRest());
}

function byGroup() {
  const groups = new Map();
  for (const row of table.rows) push(groups, row.group, row);
  return groups;
}

// The cells of the form by dimension, in the form's order; what is no cell stays in its group, after them.
function byDimension() {
  const [groups, others] = [new Map(Object.keys(review.dimensions).map((code) => [code, []])), new Map()];
  const ranked = table.rows.filter(isClaim).sort((a, b) => review.order[a.code] - review.order[b.code]);
  for (const row of ranked) push(groups, row.dimension || "", row);
  for (const row of table.rows) if (!isClaim(row)) push(others, row.group, row);
  return new Map([...groups, ...others].filter(([, rows]) => rows.length));
}

function push(groups, name, row) {
  if (!groups.has(name)) groups.set(name, []);
  groups.get(name).push(row);
}

const FOLDED = ["decided", "shown", "accepted", "blank"];

function drawGroup(group, rows) {
  const title = make("h2", { id: `group-${group}` }, `${review.dimensions[group] || say("group", group) || words.line.form} (${rows.length})`);
  const list = make("ul", { "aria-labelledby": `group-${group}` });
  const fill = () => { if (!list.firstChild) list.append(...rows.map(drawRow)); };
  if (!FOLDED.includes(group)) {
    fill();
    return make("section", { class: "group" }, title, list);
  }
  const fold_ = make("details", { class: "group" }, make("summary", {}, title));
  if (group !== "blank") {
    fold_.append(make("p", {}, button(words.page.accept_all, () => acceptAll(rows), { class: "accept-all" })));
  }
  fold_.append(list);
  fold_.addEventListener("toggle", () => { if (fold_.open) { fill(); refilter(); } });
  openers.set(fold_, () => { fill(); fold_.open = true; });
  return fold_;
}

function acceptAll(rows) {
  const open = rows.filter((row) => !book.mine.has(row.key)).map((row) => row.key);
  decideAll(open, "accept");
  announce(line("accepted_all", { n: open.length }));
}

function drawRow(row) {
  const item = make("li", { class: `row ${MANNER[row.group]}${SLIM.includes(row.group) ? " slim" : ""}`, tabindex: "-1", "data-key": row.key });
  item.append(make("div", { class: "head" }), make("div", { class: "body" }));
  item.addEventListener("click", (event) => { if (!event.target.closest("button, input")) select(row, { focus: false }); });
  item.addEventListener("focus", () => { if (table.here !== row) select(row, { focus: false }); });
  table.drawn.set(row.key, item);
  drawHead(row, item.firstChild);
  if (NEEDS.includes(row.group) && row.group !== "unclaimed") {
    if (table.drawn.size <= DRAWN_AT_ONCE) drawBody(row, item.lastChild);
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
    drawBody(table.byKey.get(target.dataset.key), target.lastChild);
  }
}, { rootMargin: "600px" });

function drawAll() {
  for (const [key, item] of table.drawn) if (NEEDS.includes(table.byKey.get(key).group)) drawBody(table.byKey.get(key), item.lastChild);
}

function drawHead(row, head) {
  const name = row.group === "warning" ? say("warning", row.code) : row.name;
  head.replaceChildren(
    make("span", { class: "sign", "aria-hidden": "true" }, say("mark", row.group)),
    ...(name ? [make("span", { class: "name" }, row.part ? `${name}·${row.part}` : name)] : []),
    ...(row.shown ? [make("span", { class: "number" }, row.shown)] : []),
    ...(row.verdict ? [make("span", { class: "verdict" }, say("verdict", row.verdict))] : []),
    ...(row.reason ? [make("span", { class: "reason" }, say("reason", row.reason))] : []),
    ...(row.status && row.status !== "stated" ? [make("span", { class: "faint" }, say("status", row.status))] : []),
    ...(row.verdict ? [] : [make("span", {}, row.text || "")]),
    ...decisionChips(row),
  );
}

function decisionChips(row) {
  const chips = [];
  const [mine, theirs] = [book.mine.get(row.key), book.theirs.get(row.key)];
  if (mine) chips.push(make("span", { class: `decision${differs(row.key) ? " differs" : ""}` }, decisionWords(mine)));
  if (theirs) chips.push(make("span", { class: `decision other${differs(row.key) ? " differs" : ""}` }, `${book.other}: ${decisionWords(theirs)}`));
  return chips;
}

const decisionWords = ({ action, value, note }) =>
  [say("action", action), action === "correct" ? `→ ${value}` : "", note ? `“${note}”` : ""].filter(Boolean).join(" ");

function drawBody(row, body) {
  if (body.firstChild) return;
  if (row.verdict) {
    body.append(axes(row));
    if (row.text) body.append(make("p", {}, row.text));
    if (row.verdict !== "supported" || !row.shown) body.append(readings(row));
  } else if (row.evidence && ["contradiction", "breach"].includes(row.group)) {
    body.append(make("div", { class: "readings" }, ...row.evidence.map((seen) => make("div", { class: "reading" }, ...reading(row, seen, null)))));
  }
  for (const [start, end, cited = "", located = "exact"] of row.places || []) body.append(quoted(start, end, cited, located));
  if (row.rivals) body.append(labelled("rivals", row.rivals));
  if (row.formula) body.append(labelled("formula", row.formula));
  if (row.note) body.append(labelled("note", row.note));
  if (row.decided) body.append(labelled("decided", row.decided));
  body.append(actions(row));
}

const labelled = (name, content) =>
  make("p", {}, make("span", { class: "label" }, `${words.line[name]}  `), make("bdi", {}, content));

// The number, the quote, the attribution: three things, three answers.
function axes(row) {
  const entries = [
    ["number", say("verdict", row.verdict === "misattributed" ? "supported" : row.verdict), AXIS[row.verdict]],
    ["quote", say("quote", row.quote), AXIS[row.quote]],
    ["attribution", say("attribution", row.attribution), AXIS[row.attribution]],
  ];
  return make("div", { class: "axes" }, ...entries.map(([axis, answer, how]) =>
    make("span", { class: `axis ${how}`, "data-axis": axis }, `${SIGNS[how]} ${say("axis", axis)}: ${answer}`)));
}

// The form's reading beside the source's, with the difference marked.
function readings(row) {
  const seen = row.evidence || [];
  const first = seen[0] ? text.slice(unitOf(seen[0][0]), unitOf(seen[0][1])) : "";
  const [ours, theirs] = row.verdict === "altered" && first ? difference(row.shown || "", first) : [[["same", row.shown || ""]], null];
  const left = make("div", { class: "reading" }, make("small", {}, words.line.claim),
    putDifference(make("span", { class: "says" }), ours, "del"), make("small", {}, row.name || ""));
  const right = make("div", { class: "reading" }, make("small", {}, words.line.source));
  if (!seen.length) right.append(make("span", { class: "says" }, "—"), make("small", {}, say("verdict", row.verdict)));
  seen.slice(0, 6).forEach((fact, at) => right.append(...reading(row, fact, at === 0 ? theirs : null)));
  return make("div", { class: "readings" }, left, right);
}

function reading(row, fact, runs) {
  const [start, end, subject, period, mood] = fact;
  const says = runs ? putDifference(make("span", { class: "says" }), runs, "ins")
    : make("span", { class: "says" }, text.slice(unitOf(start), unitOf(end)));
  const wrong = (reasons, content) => (row.verdict === "misattributed" && reasons.includes(row.reason) ? make("ins", {}, content) : content);
  const about = make("small", {}, wrong(["subject", "part", "base"], subject || ""), " ", wrong(["period"], say("period", period)), " ", wrong(["mood"], say("mood", mood)), " ");
  about.append(goTo(fact));
  return [says, about];
}

function goTo([start, end]) {
  return button(line("go_to", { start }), (event) => { event.stopPropagation(); light([start], [[start, end]]); }, { class: "goto" });
}

function quoted(start, end, cited, located) {
  const box = make("blockquote", {});
  if (start !== null) put(box, oneLine(text.slice(unitOf(start), unitOf(end))));
  if (cited) box.append(make("span", { class: "label" }, ` ${words.line.engine_cited}: `), make("bdi", {}, cited));
  if (located && located !== "exact") box.append(make("span", { class: "label" }, ` [${say("located", located)}]`));
  return box;
}

const isClaim = (row) => CLAIMS.includes(row.group) || row.group === "blank";

function actions(row) {
  const act = (name, key, run) => button(`${say("action", name)} ${key}`, (event) => { event.stopPropagation(); select(row, { focus: false, scroll: false }); run(row); }, { "data-action": name });
  const claims = isClaim(row) ? [act("correct", "c", openCorrection), act("reject", "r", reject)] : [];
  return make("div", { class: "actions" }, act("accept", "a", accept), ...claims, act("note", "n", openNote), act("withdraw", "", ({ key }) => withdraw(key)));
}

// Header, statutory items, coverage, statements: what the form says in words.
function drawRest() {
  const cells = (rows) => make("table", { class: "table" }, make("tbody", {}, ...rows.map((cellsOf) => make("tr", {}, ...cellsOf))));
  const pair = (name, content, extra) => [make("th", { scope: "row" }, name), make("td", {}, content, extra ? make("span", { class: "faint" }, ` ${extra}`) : "")];
  const linked = (content, start, end) => (start === null ? content
    : button(content, () => light([], [[start, end]]), { class: "goto" }));
  const fold_ = (title, rows) => (rows.length ? [make("details", { class: "group plain" }, make("summary", {}, make("h2", {}, title)), cells(rows))] : []);
  return [
    ...fold_(words.line.header, review.header.map(([name, value, status, start, end]) =>
      pair(name, value ? linked(value, start, end) : "", status === "stated" ? "" : say("header_status", status)))),
    ...fold_(words.line.items, review.items.map(([name, presence]) => pair(name, say("presence", presence)))),
    ...fold_(words.line.coverage, review.coverage.map(([name, value]) => pair(name, say("coverage", value)))),
    ...fold_(`${words.line.statements} (${review.statements.length})`, review.statements.map(([kind, content, start, end]) => pair(kind, linked(content, start, end)))),
  ];
}
