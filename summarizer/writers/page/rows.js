// The rows: what the form says, number by number, and how each fared.

const FOLDED = ["decided", "shown", "accepted", "blank"]; // groups that need nobody
const SLIM = ["unclaimed", "accepted", "blank"]; // rows of one line until chosen
const CELLS = ["finding", "unchecked", "conflict", "decided", "shown", "accepted", "blank"];
const COUNTED = [...CELLS.filter((group) => group !== "blank"), "contradiction", "breach"];

const MANNER = {
  finding: "bad", conflict: "bad", contradiction: "bad", breach: "bad",
  unchecked: "doubt", unanswered: "doubt", unclaimed: "doubt", warning: "doubt",
  decided: "note", shown: "note", accepted: "good", blank: "",
};

const table = {
  rows: review.rows,
  byKey: new Map(review.rows.map((row) => [row.key, row])),
  byFigure: new Map(), // start of a figure → rows that rest on it, the worst first
  drawn: new Map(), // key → element
  here: null, // the current row
};

// What a row does not say is taken for granted: see pagedata.py.
for (const row of table.rows) {
  row.name = review.names[row.code] || "";
  row.places = (row.places || []).map(([start, end, cited = "", located = "exact"]) => [start, end, cited, located]);
  row.evidence = row.evidence || [];
  if (row.verdict) {
    row.quote = row.quote || "holds";
    row.attribution = row.attribution || "fits";
  }
  for (const [start] of row.evidence) push(table.byFigure, start, row);
}

function push(lists, name, entry) {
  if (!lists.has(name)) lists.set(name, []);
  lists.get(name).push(entry);
}

const needsPerson = (row) => !FOLDED.includes(row.group);

// Cells can be corrected and rejected; everything else can be seen and noted.
const isCell = (row) => CELLS.includes(row.group);

// How the source marks each figure: by the first, that is the worst, row that rests on it.
function manners() {
  const manner = new Map();
  for (const [start, rows] of table.byFigure) {
    const row = rows.find(({ group }) => group !== "contradiction" && group !== "breach") || rows[0];
    manner.set(start, row.group === "unclaimed" ? "unclaimed" : MANNER[row.group]);
  }
  return manner;
}

function byGroup() {
  const groups = new Map();
  for (const row of table.rows) push(groups, row.group, row);
  return groups;
}

// The cells of the form by dimension, in the form's order; what is no cell stays in its group, after them.
function byDimension() {
  const groups = new Map(Object.keys(review.dimensions).map((code) => [code, []]));
  const others = new Map();
  const cells = table.rows.filter(isCell).sort((a, b) => review.order[a.code] - review.order[b.code]);
  for (const row of cells) push(groups, row.dimension || "", row);
  for (const row of table.rows) if (!isCell(row)) push(others, row.group, row);
  return new Map([...groups, ...others].filter(([, rows]) => rows.length));
}

const sourceText = (start, end) => text.slice(unitOf(start), unitOf(end));

const quotedPlaces = (row) => row.places.filter(([start]) => start !== null);
