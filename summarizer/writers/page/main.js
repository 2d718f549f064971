// Everything put together: the panes, the keyboard, the mouse.

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1),
  k: () => step(-1), ArrowUp: () => step(-1),
  a: () => onHere(accept), c: () => onHere(openCorrection), r: () => onHere(reject), n: () => onHere(openNote),
  u: takeBack,
  "/": () => { showTools(); filter.search.focus(); filter.search.select(); },
  o: () => { filter.order.value = filter.order.value ? "" : "form"; reorder(); },
  f: () => { showTools(); filter.verdict.focus(); },
  "?": openHelp,
  Enter: () => onHere((row) => select(row)),
};

const onHere = (run) => (table.here ? run(table.here) : step(1));

function showTools() {
  tool.bar.classList.remove("folded");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === "Enter" && event.target.closest("button, summary")) return;
  const mark = event.target.closest("mark");
  if (mark && inSource(event, mark)) return event.preventDefault();
  if (event.target.id === "source" && event.key.startsWith("Arrow")) return undefined;
  if (!Object.hasOwn(KEYS, event.key)) return undefined;
  event.preventDefault();
  return KEYS[event.key]();
}

// In the source, Enter goes to the row of a figure and the arrows to the next figure.
function inSource(event, mark) {
  const at = source.order.indexOf(Number(mark.dataset.figure));
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") fromSource(source.order[at]);
  else if (by) focusMark(Math.max(0, Math.min(source.order.length - 1, at + by)));
  else return false;
  return true;
}

function focusMark(at) {
  const mark = source.marks.get(source.order[at]);
  for (const other of document.querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
  mark.tabIndex = 0;
  mark.focus();
}

function changed(keys) {
  for (const key of keys) {
    const item = table.drawn.get(key);
    if (item) drawHead(table.byKey.get(key));
  }
  showProgress();
  showAgreement();
}

function start() {
  const [top, form, pane] = ["top", "form", "source"].map((id) => document.getElementById(id));
  drawTop(top);
  drawForm(form);
  drawSource(pane, manners());
  recall();
  book.watch = changed;
  tool.reviewer.value = book.reviewer;
  changed([...book.mine.keys()]);
  if (source.order.length) source.marks.get(source.order[0]).tabIndex = 0;
  document.addEventListener("keydown", onKey);
  pane.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) fromSource(Number(mark.dataset.figure));
  });
  addEventListener("beforeprint", unfoldAll);
  if (table.rows.length) select(table.rows[0], { focus: true });
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

start();
