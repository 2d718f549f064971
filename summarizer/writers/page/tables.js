// Pages of tables: each column sorts, rows can be searched, bars show a column of numbers as a small chart.

// A cell is a text, or {text, small, tone, href, heat, sort}: what it says, what stands under it, how it looks, where it
// leads, how warm it is (0 to 3), and what it is sorted by where that is not its text.
const full = (cell) => (typeof cell === "object" && cell !== null ? cell : { text: String(cell) });

const sortable = (cell) => {
  const { sort, text } = full(cell);
  return sort === undefined ? text : sort;
};

const asNumber = (value) => (value === "" ? NaN : Number(value));

function compareCells(one, other) {
  const [a, b] = [sortable(one), sortable(other)];
  const [x, y] = [asNumber(a), asNumber(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return String(a).localeCompare(String(b), document.documentElement.lang);
}

function drawTable(table) {
  const body = make("tbody", {});
  const heads = table.columns.map((column, at) => {
    const head = make("th", { scope: "col", "aria-sort": "none" });
    head.append(button(column, () => sortBy(at, head)));
    return head;
  });
  const fill = (rows) => body.replaceChildren(...rows.map(({ line }) => line));
  const rows = table.rows.map((cells) => ({ cells, line: drawLine(cells, table) }));
  const sortBy = (at, head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    fill([...rows].sort((a, b) => (up ? 1 : -1) * compareCells(a.cells[at], b.cells[at])));
  };
  fill(rows);
  const grid = make("table", { class: "grid" }, make("thead", {}, make("tr", {}, ...heads)), body);
  return [make("div", { class: "scroll" }, grid), rows];
}

function drawLine(cells, table) {
  const line_ = make("tr", {});
  cells.forEach((cell, at) => {
    const { text, small, tone, href, heat } = full(cell);
    const classes = [tone, heat === undefined ? "" : `heat heat-${heat}`, table.figures.includes(at) ? "figure" : ""];
    const content = href ? make("a", { href }, text) : text;
    line_.append(make("td", { class: classes.filter(Boolean).join(" ") || null }, ...bar(cell, at, table), content, small ? make("small", {}, small) : null));
  });
  return line_;
}

// The bar of a cell in a charted column: as long as its number is large among those of the column.
function bar(cell, at, table) {
  if (table.chart !== at) return [];
  const number = Math.abs(asNumber(sortable(cell)));
  if (Number.isNaN(number)) return [];
  const most = Math.max(...table.rows.map((row) => Math.abs(asNumber(sortable(row[at])))).filter((n) => !Number.isNaN(n)), 1e-9);
  const element = make("span", { class: "bar", "aria-hidden": "true" });
  element.style.width = `${Math.round((160 * number) / most)}px`;
  return [element];
}

function drawSearched(parent, table) {
  const [grid, rows] = drawTable(table);
  const input = make("input", { type: "search", placeholder: words.page.search, "aria-label": `${words.page.search}: ${table.title}` });
  input.addEventListener("input", () => {
    const sought = input.value.trim().toLowerCase();
    for (const { line: row } of rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
  });
  parent.append(table.title === data.title ? "" : make("h2", {}, table.title), make("div", { class: "tools" }, input), grid);
}

// Tables of which one at a time is shown, chosen by name.
function drawChosen(parent, choice) {
  const place = make("div", {});
  const select = make("select", { "aria-label": choice.title }, ...choice.tables.map((table, at) => make("option", { value: at }, table.title)));
  const show = () => place.replaceChildren(drawTable(choice.tables[Number(select.value)])[0]);
  select.addEventListener("change", show);
  parent.append(make("h2", {}, choice.title), make("div", { class: "tools" }, select), place);
  show();
}

const main = document.getElementById("tables");
main.append(make("h1", {}, data.title), ...data.lines.map((text) => make("p", {}, text)));
for (const table of data.tables) drawSearched(main, table);
for (const choice of data.choices) if (choice.tables.length) drawChosen(main, choice);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
