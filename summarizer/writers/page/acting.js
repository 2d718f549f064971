// Choosing a row and deciding it.

// Makes a row the current one: it lights up, and so does its place in the source.
function select(row, { focus = true, scroll = true } = {}) {
  if (table.here) leave(table.here, row);
  table.here = row;
  unfold(row);
  const item = table.drawn.get(row.key);
  drawBody(row);
  item.classList.add("here");
  item.setAttribute("aria-current", "true");
  item.tabIndex = 0;
  if (focus) item.focus({ preventScroll: true });
  if (scroll) intoView(item);
  light(row.evidence.map(([start]) => start), quotedPlaces(row), scroll);
}

function leave(row, next) {
  const item = table.drawn.get(row.key);
  item.classList.remove("here");
  item.removeAttribute("aria-current");
  item.tabIndex = -1;
  if (row !== next && SLIM.includes(row.group) && !item.querySelector(".ask")) item.lastChild.replaceChildren();
}

function unfold(row) {
  const item = table.drawn.get(row.key);
  if (!item) openers.get(document.getElementById(`group-${row.group}`).closest("details"))();
  else if (item.closest("details")) item.closest("details").open = true;
}

function intoView(item) {
  const pane = document.getElementById("form");
  const box = item.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  if (box.top >= view.top + 4 && box.bottom <= view.bottom - 4) return;
  pane.scrollTop += box.top - view.top - Math.min(80, view.height / 4);
}

// The rows that j and k walk through: those drawn, unfolded and not filtered away, in the order of the page.
function walkable() {
  const shown = "#form section.group .row:not([hidden]), #form details[open] .row:not([hidden])";
  return [...document.querySelectorAll(shown)].map((item) => table.byKey.get(item.dataset.key));
}

function step(by) {
  const rows = walkable();
  if (!rows.length) return;
  const at = rows.indexOf(table.here);
  const start = by > 0 ? 0 : rows.length - 1;
  select(rows[at < 0 ? start : Math.min(rows.length - 1, Math.max(0, at + by))]);
}

function accept(row) {
  decide(row.key, "accept");
  announce(say("action", "accept"));
}

function reject(row) {
  if (!isCell(row)) return announce(words.page.only_claims);
  decide(row.key, "reject");
  return announce(say("action", "reject"));
}

// Opens a field under a row; `draw` returns the box and the element that takes the focus.
function openField(row, draw) {
  select(row);
  const item = table.drawn.get(row.key);
  for (const old of item.querySelectorAll(".ask")) old.remove();
  const close = () => {
    box.remove();
    item.focus({ preventScroll: true });
  };
  const [box, input] = draw(close);
  item.lastChild.append(box);
  input.focus();
  input.select();
  box.scrollIntoView({ block: "nearest" });
}

function openCorrection(row) {
  if (!isCell(row)) return announce(words.page.only_claims);
  return openField(row, (close) => correctionField(row, (value, figure) => {
    decide(row.key, "correct", { value, figure: figure && [figure.start, figure.end] });
    close();
    announce(decisionWords(book.mine.get(row.key)));
  }, close));
}

function openNote(row) {
  openField(row, (close) => {
    const name = say("action", "note");
    const input = make("input", { type: "text", "aria-label": name, maxlength: "2000" });
    input.value = (book.mine.get(row.key) || {}).note || "";
    const done = () => {
      decide(row.key, null, { note: input.value.trim() });
      close();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done();
      if (event.key === "Escape") close();
    });
    const buttons = [button(words.page.save, done), button(words.page.cancel, close)];
    return [make("div", { class: "ask" }, span("label", name), input, ...buttons), input];
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
