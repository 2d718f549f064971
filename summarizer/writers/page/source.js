// The source pane: the report's text, headings kept, noise dimmed, every figure marked by how the form used it.

const SIGNS = { bad: "✗", doubt: "?", note: "≈", good: "✓", unclaimed: "○" };

const source = {
  marks: new Map(), // start of a figure → its element
  order: [], // starts of the marked figures, ascending
  nodes: [], // [offset, text node], ascending: where a stretch of text stands in the page
  lit: [],
};

// Draws the report. `manner` maps a figure's start to bad, doubt, note, good or unclaimed.
function drawSource(pane, manner) {
  const figures = review.figures.map(([start, end]) => [unitOf(start), unitOf(end), start]);
  const noise = review.noise.map(([start, end, kind]) => [unitOf(start), unitOf(end), kind]);
  const all = document.createDocumentFragment();
  all.append(make("h2", {}, words.page.source));
  const walk = { figure: 0, noise: 0, figures, noises: noise, manner };
  for (const [start, end, level, headingStart, headingEnd, answered] of review.sections.map(inUnits)) {
    const part = make("div", { class: "part" });
    drawStretch(part, start, headingStart, walk);
    if (headingEnd > headingStart) {
      const heading = make("h3", { class: `heading level-${Math.min(level, 4)}` });
      drawStretch(heading, headingStart, headingEnd, walk);
      part.append(heading);
      if (answered === false) part.append(make("span", { class: "label" }, ` [${say("group", "unanswered")}]`));
    }
    drawStretch(part, Math.max(headingEnd, start), end, walk);
    all.append(part);
  }
  pane.append(all);
}

const inUnits = ([start, end, level, hs, he, answered]) =>
  [unitOf(start), unitOf(end), level, unitOf(hs), unitOf(he), answered];

// Draws [start, end) into `parent`; `walk` remembers how far figures and noise have been drawn.
function drawStretch(parent, start, end, walk) {
  let at = start;
  while (at < end) {
    while (walk.figure < walk.figures.length && walk.figures[walk.figure][1] <= at) walk.figure += 1;
    while (walk.noise < walk.noises.length && walk.noises[walk.noise][1] <= at) walk.noise += 1;
    const figure = walk.figures[walk.figure];
    const noise = walk.noises[walk.noise];
    const inFigure = figure && figure[0] <= at;
    const inNoise = noise && noise[0] <= at;
    let stop = end;
    if (figure) stop = Math.min(stop, inFigure ? figure[1] : figure[0]);
    if (noise && !inFigure) stop = Math.min(stop, inNoise ? noise[1] : noise[0]);
    if (inFigure) drawFigure(parent, at, stop, figure, walk.manner);
    else if (inNoise) drawText(parent.appendChild(noiseSpan(noise[2])), at, stop);
    else drawText(parent, at, stop);
    at = stop;
  }
}

const noiseSpan = (kind) => make("span", { class: "noise", title: say("warning", kind) });

function drawFigure(parent, start, end, figure, manner) {
  const how = manner.get(figure[2]) || "unclaimed";
  const mark = make("mark", {
    class: how, role: "button", tabindex: "-1", "data-figure": figure[2], "data-sign": SIGNS[how],
    title: say("manner", how),
  });
  drawText(mark, start, end);
  parent.append(mark);
  if (!source.marks.has(figure[2])) {
    source.marks.set(figure[2], mark);
    source.order.push(figure[2]);
  }
}

function drawText(parent, start, end) {
  const stretch = text.slice(start, end);
  if (!HIDDEN.test(stretch)) return keep(parent, start, document.createTextNode(stretch));
  let at = start;
  for (const piece of visible(stretch)) {
    const isText = piece.nodeType === Node.TEXT_NODE;
    if (isText) keep(parent, at, piece);
    else parent.append(piece);
    at += isText ? piece.data.length : 1;
  }
  return undefined;
}

function keep(parent, start, node) {
  parent.append(node);
  source.nodes.push([start, node]);
}

// The page's range for [start, end), both in UTF-16 units.
function rangeOf(start, end) {
  const range = new Range();
  range.setStart(...boundary(start));
  range.setEnd(...boundary(end));
  return range;
}

function boundary(offset) {
  let low = 0;
  let high = source.nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.nodes[middle][0] <= offset) low = middle;
    else high = middle - 1;
  }
  const [start, node] = source.nodes[low];
  return [node, Math.max(0, Math.min(node.data.length, offset - start))];
}

const canHighlight = typeof Highlight === "function" && Boolean(CSS.highlights);

function highlight(name, ranges) {
  if (!canHighlight) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

// Lights up figures and quotes, and brings the first of them into view. Places are [start, end] of the review.
function light(figures, quotes, scroll = true) {
  for (const mark of source.lit) mark.classList.remove("lit");
  source.lit = figures.map((start) => source.marks.get(start)).filter(Boolean);
  for (const mark of source.lit) mark.classList.add("lit");
  const ranges = review.text ? quotes.map(([start, end]) => rangeOf(unitOf(start), unitOf(end))) : [];
  highlight("quote", ranges);
  const first = source.lit[0] || (ranges[0] && ranges[0].startContainer.parentElement);
  if (first && scroll) reveal(first, ranges[0], source.lit[0]);
}

function reveal(element, range, mark) {
  element.closest(".part").style.contentVisibility = "visible";
  const pane = document.getElementById("source");
  const box = (mark || range).getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  if (box.top < view.top + 20 || box.bottom > view.bottom - 20) {
    pane.scrollTop += box.top - view.top - view.height / 3;
  }
}
