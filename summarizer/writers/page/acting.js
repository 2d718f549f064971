// Choosing a row and deciding it.

// Makes a row the current one: it lights up, and so does its place in the source.
function select(row, { focus = true, scroll = true } = {}) {
  if (table.here && table.drawn.has(table.here.key)) {
    const old = table.drawn.get(table.here.key);
    old.classList.remove("here");
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
    if (SLIM.includes(table.here.group) && table.here !== row && !old.querySelector(".ask")) old.lastChild.replaceChildren();
  }
  table.here = row;
  unfold(row);
  const item = table.drawn.get(row.key);
  drawBody(row, item.lastChild);
  item.classList.add("here");
  item.setAttribute("aria-current", "true");
  item.tabIndex = 0;
  if (focus) item.focus({ preventScroll: true });
  if (scroll) intoView(item);
  light((row.evidence || []).map(([start]) => start), (row.places || []).filter(([start]) => start !== null), scroll);
}

function unfold(row) {
  if (table.drawn.has(row.key)) {
    const around = table.drawn.get(row.key).closest("details");
    if (around) around.open = true;
    return;
  }
  const around = document.getElementById(`group-${row.group}`).closest("details");
  openers.get(around)();
}

function intoView(item) {
  const pane = document.getElementById("form");
  const box = item.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  if (box.top < view.top + 4 || box.bottom > view.bottom - 4) pane.scrollTop += box.top - view.top - Math.min(80, view.height / 4);
}

// The rows that j and k walk through: those drawn, unfolded and not filtered away, in the order of the page.
function walkable() {
  const items = document.querySelectorAll("#form section.group .row:not([hidden]), #form details[open] .row:not([hidden])");
  return [...items].map((item) => table.byKey.get(item.dataset.key));
}

function step(by) {
  const rows = walkable();
  if (!rows.length) return;
  const at = rows.indexOf(table.here);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  select(rows[next]);
}

function accept(row) {
  decide(row.key, "accept");
  announce(say("action", "accept"));
}

function reject(row) {
  if (!isClaim(row)) return announce(words.page.only_claims);
  decide(row.key, "reject");
  return announce(say("action", "reject"));
}

// Opens a field under a row; `draw` returns the box and the element that takes the focus.
function openField(row, draw) {
  select(row);
  const body = table.drawn.get(row.key).lastChild;
  for (const old of body.querySelectorAll(".ask")) old.remove();
  const close = () => { box.remove(); table.drawn.get(row.key).focus({ preventScroll: true }); };
  const [box, input] = draw(close);
  body.append(box);
  input.focus();
  input.select();
  box.scrollIntoView({ block: "nearest" });
}

function openCorrection(row) {
  if (!isClaim(row)) return announce(words.page.only_claims);
  return openField(row, (close) => correctionField(row, (value, figure) => {
    decide(row.key, "correct", { value, figure: figure && [figure.start, figure.end] });
    close();
    announce(decisionWords(book.mine.get(row.key)));
  }, close));
}

function openNote(row) {
  openField(row, (close) => {
    const input = make("input", { type: "text", "aria-label": say("action", "note"), maxlength: "2000" });
    input.value = (book.mine.get(row.key) || {}).note || "";
    const done = () => { decide(row.key, null, { note: input.value.trim() }); close(); };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done();
      if (event.key === "Escape") close();
    });
    return [make("div", { class: "ask" }, make("span", { class: "label" }, say("action", "note")), input, button(words.page.save, done), button(words.page.cancel, close)), input];
  });
}

function takeBack() {
  const key = undo();
  if (key === null) return announce(words.page.nothing_to_undo);
  select(table.byKey.get(key));
  return announce(words.page.undone);
}

// From a figure of the source to the row that rests on it; a second time, to the next one.
function fromSource(start) {
  const rows = table.byFigure.get(start) || [];
  if (!rows.length) return announce(words.page.no_row);
  const row = rows[(rows.indexOf(table.here) + 1) % rows.length];
  select(row, { focus: false, scroll: false });
  intoView(table.drawn.get(row.key));
  return light([start], [], false);
}
