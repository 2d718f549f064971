// Pages of tables: each column sorts, rows can be searched, bars show a column of numbers as a small chart.

// A cell is a text, or {text, small, tone, href, heat, sort}: what it says, what stands under it, how it looks, where
// it leads, how warm it is (0 to 3), and what it is sorted by where that is not its text.
const full = (cell) => (typeof cell === "object" && cell !== null ? cell : { text: String(cell) });

const sortKey = (cell) => {
  const { sort, text } = full(cell);
  return sort === undefined ? text : sort;
};

const asNumber = (key) => (key === "" ? NaN : Number(key));

// Numbers by size, then texts in the order of the page's language.
function compareCells(one, other) {
  const [a, b] = [sortKey(one), sortKey(other)];
  const [x, y] = [asNumber(a), asNumber(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return String(a).localeCompare(String(b), document.documentElement.lang);
}

// Returns the table and its rows, each with its cells and its element.
function drawTable(table) {
  const body = make("tbody", {});
  const rows = table.rows.map((cells) => ({ cells, element: drawRow(cells, table) }));
  const fill = (sorted) => body.replaceChildren(...sorted.map(({ element }) => element));
  const heads = table.columns.map(() => make("th", { scope: "col", "aria-sort": "none" }));
  heads.forEach((head, at) => head.append(button(table.columns[at], () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    fill([...rows].sort((a, b) => (up ? 1 : -1) * compareCells(a.cells[at], b.cells[at])));
  })));
  fill(rows);
  const grid = make("table", { class: "grid" }, make("thead", {}, make("tr", {}, ...heads)), body);
  return [make("div", { class: "scroll" }, grid), rows];
}

const drawRow = (cells, table) => make("tr", {}, ...cells.map((cell, at) => drawCell(cell, at, table)));

function drawCell(cell, at, table) {
  const { text, small, tone, href, heat } = full(cell);
  const warmth = heat === undefined ? "" : `heat heat-${heat}`;
  const classes = [tone, warmth, table.figures.includes(at) ? "figure" : ""].filter(Boolean);
  return make("td", { class: classes.join(" ") || null },
    table.chart === at ? bar(cell, at, table) : null,
    href ? make("a", { href }, text) : text,
    small ? make("small", {}, small) : null);
}

const LONGEST_BAR = 160; // pixels

// The bar of a cell in a charted column: as long as its number is large among those of the column.
function bar(cell, at, table) {
  const size = (one) => Math.abs(asNumber(sortKey(one)));
  if (Number.isNaN(size(cell))) return null;
  const most = Math.max(...table.rows.map((row) => size(row[at])).filter((number) => !Number.isNaN(number)));
  const element = make("span", { class: "bar", "aria-hidden": "true" });
  element.style.width = `${most ? Math.round((LONGEST_BAR * size(cell)) / most) : 0}px`;
  return element;
}

function drawSearched(parent, table) {
  const [grid, rows] = drawTable(table);
  const { search } = words.page;
  const input = make("input", { type: "search", placeholder: search, "aria-label": `${search}: ${table.title}` });
  input.addEventListener("input", () => {
    const sought = input.value.trim().toLowerCase();
    for (const { element } of rows) element.hidden = !element.textContent.toLowerCase().includes(sought);
  });
  if (table.title !== data.title) parent.append(make("h2", {}, table.title));
  parent.append(make("div", { class: "tools" }, input), grid);
}

// Tables of which one at a time is shown, chosen by name.
function drawChosen(parent, { title, tables }) {
  const place = make("div", {});
  const choice = make("select", { "aria-label": title }, ...tables.map((table, at) => option(at, table.title)));
  const show = () => place.replaceChildren(drawTable(tables[Number(choice.value)])[0]);
  choice.addEventListener("change", show);
  parent.append(make("h2", {}, title), make("div", { class: "tools" }, choice), place);
  show();
}

const main = document.getElementById("tables");
main.append(make("h1", {}, data.title), ...data.lines.map((text) => make("p", {}, text)));
for (const table of data.tables) drawSearched(main, table);
for (const choice of data.choices) if (choice.tables.length) drawChosen(main, choice);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
