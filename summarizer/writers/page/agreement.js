// A second reviewer's decisions, and how far two reviewers agree.

function takeTheirs(file) {
  book.theirs = fitting(file);
  book.other = file.reviewer || words.page.second;
  book.watch([...table.byKey.keys()]);
}

// What two decisions are compared by: the action, and for corrections the corrected value, width folded.
const category = (decision) =>
  decision.action === "correct" ? `correct:${fold(decision.value)}` : decision.action;

const differs = (key) => {
  const [mine, theirs] = [book.mine.get(key), book.theirs.get(key)];
  return Boolean(mine && theirs && category(mine) !== category(theirs));
};

// Agreement over the rows that both decided: how many, the share that agrees, and Cohen's κ (null where chance
// agreement is complete and κ has no value).
function agreement() {
  const both = [...book.mine.keys()].filter((key) => book.theirs.has(key));
  const counts = new Map();
  let same = 0;
  for (const key of both) {
    const [mine, theirs] = [category(book.mine.get(key)), category(book.theirs.get(key))];
    if (mine === theirs) same += 1;
    for (const [slot, name] of [[0, mine], [1, theirs]]) {
      if (!counts.has(name)) counts.set(name, [0, 0]);
      counts.get(name)[slot] += 1;
    }
  }
  const n = both.length;
  const observed = n ? same / n : 0;
  const chance = [...counts.values()].reduce((sum, [a, b]) => sum + (a / n) * (b / n), 0);
  const kappa = n && chance < 1 ? (observed - chance) / (1 - chance) : null;
  return { n, same, share: observed, kappa };
}
