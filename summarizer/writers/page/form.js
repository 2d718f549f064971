// The form pane: the groups of rows, then what the form says in words.

const openers = new Map(); // a folded group → what opens it, rows and all

// Draws the form, findings first or, where `inOrder`, dimension by dimension as the form has it.
function drawForm(pane, inOrder = false) {
  table.drawn.clear();
  openers.clear();
  table.here = null;
  pane.replaceChildren();
  if (!table.rows.some(needsPerson)) pane.append(make("p", {}, words.line.clear));
  for (const [group, rows] of inOrder ? byDimension() : byGroup()) pane.append(drawGroup(group, rows));
  pane.append(...formInWords());
}

function drawGroup(group, rows) {
  const name = review.dimensions[group] || say("group", group) || words.line.form;
  const title = make("h2", { id: `group-${group}` }, `${name} (${rows.length})`);
  const list = make("ul", { "aria-labelledby": title.id });
  const fill = () => { if (!list.firstChild) list.append(...rows.map(drawRow)); };
  if (FOLDED.includes(group)) return foldedGroup(group, rows, { title, list, fill });
  fill();
  return make("section", { class: "group" }, title, list);
}

// A group behind a fold: its rows are drawn when it is opened.
function foldedGroup(group, rows, { title, list, fill }) {
  const folded = make("details", { class: "group" }, make("summary", {}, title));
  const all = button(words.page.accept_all, () => acceptAll(rows), { class: "accept-all" });
  if (group !== "blank") folded.append(make("p", {}, all));
  folded.append(list);
  folded.addEventListener("toggle", () => {
    if (!folded.open) return;
    fill();
    refilter();
  });
  openers.set(folded, () => {
    fill();
    folded.open = true;
  });
  return folded;
}

function acceptAll(rows) {
  const open = rows.filter((row) => !book.mine.has(row.key)).map((row) => row.key);
  decideAll(open, "accept");
  announce(line("accepted_all", { n: open.length }));
}

// For paper: every fold opened, every row drawn with all it has.
function unfoldAll() {
  for (const open of openers.values()) open();
  for (const folded of document.querySelectorAll("details.group")) folded.open = true;
  for (const row of table.rows) if (needsPerson(row)) drawBody(row);
}

// Header, statutory items, coverage and statements, each behind a fold.
function formInWords() {
  const header = review.header.map(([name, value, status, start, end]) =>
    [name, linked(value, start, end), status === "stated" ? "" : say("header_status", status)]);
  const items = review.items.map(([name, presence]) => [name, say("presence", presence)]);
  const coverage = review.coverage.map(([name, value]) => [name, say("coverage", value)]);
  const statements = review.statements.map(([kind, said, start, end]) => [kind, linked(said, start, end)]);
  return [
    [words.line.header, header],
    [words.line.items, items],
    [words.line.coverage, coverage],
    [`${words.line.statements} (${statements.length})`, statements],
  ].filter(([, lines]) => lines.length).map(([title, lines]) => foldedTable(title, lines));
}

function foldedTable(title, lines) {
  const body = make("tbody", {}, ...lines.map(([name, content, more]) =>
    make("tr", {},
      make("th", { scope: "row" }, name),
      make("td", {}, content, more ? span("faint", ` ${more}`) : ""))));
  return make("details", { class: "group plain" },
    make("summary", {}, make("h2", {}, title)),
    make("table", { class: "table" }, body));
}

const linked = (content, start, end) =>
  (start === null || !content ? content : button(content, () => light([], [[start, end]]), { class: "goto" }));
