// The head of the page: summary, progress, files in and out, help.

const tool = {};

function drawTop(top) {
  const toggle = button(words.page.tools, () => {
    const folded = tool.bar.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
  }, { id: "tools-toggle", "aria-expanded": "false" });
  const help = button(`${words.page.help} ?`, openHelp);
  tool.bar = make("div", { id: "tools", class: "folded" }, ...drawFilters(), ...drawFiles(), help);
  const title = make("h1", { title: review.name }, review.title);
  const saving = make("strong", { id: "saving", role: "alert" });
  const agreed = make("span", { id: "agreement" });
  top.append(
    make("div", { class: "over" }, title, drawProgress(), toggle),
    make("p", { class: "summary" }, review.summary),
    make("p", { class: "faint summary" }, line("made_by", { engine: review.engine }), " ", agreed, " ", saving),
    tool.bar,
  );
}

function drawProgress() {
  tool.count = span("");
  tool.progress = make("progress", { "aria-label": words.page.progress });
  return make("span", { id: "progress" }, tool.progress, " ", tool.count);
}

function showProgress() {
  const counted = table.rows.filter((row) => COUNTED.includes(row.group));
  const done = counted.filter((row) => isDecided(row.key)).length;
  tool.progress.max = Math.max(1, counted.length);
  tool.progress.value = done;
  tool.count.textContent = line("progress_of", { done, total: counted.length });
}

function drawFiles() {
  const name = words.page.your_name;
  tool.reviewer = make("input", { id: "reviewer", type: "text", placeholder: name, "aria-label": name });
  tool.reviewer.addEventListener("change", () => {
    book.reviewer = tool.reviewer.value.trim();
    keepBook([]);
  });
  return [
    tool.reviewer,
    button(words.page.export, download, { id: "export" }),
    picker("load", words.page.load, restore),
    picker("load-second", words.page.load_second, takeTheirs),
  ];
}

// A button that asks for a file and hands its content on; a file that does not fit is said to be, and changes nothing.
function picker(id, name, use) {
  const input = make("input", { type: "file", accept: ".json,application/json", hidden: true, id });
  input.addEventListener("change", async () => {
    try {
      use(JSON.parse(await input.files[0].text()));
      alarm("");
    } catch (error) {
      alarm(line("not_loaded", { why: error.message }));
    }
    input.value = "";
  });
  return span("", button(name, () => input.click()), input);
}

function restore(file) {
  take(file);
  book.undo = [];
  tool.reviewer.value = book.reviewer;
  keepBook([...table.byKey.keys()]);
}

function download() {
  const stem = review.name.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(0, 80);
  const link = make("a", { download: `${stem}.decisions.json` });
  link.href = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function showAgreement() {
  if (!book.theirs.size) return;
  const { n, same, share, kappa } = agreement();
  const percent = (100 * share).toFixed(1);
  const told = { who: book.other, n, same, percent, kappa: kappa === null ? "–" : kappa.toFixed(2) };
  document.getElementById("agreement").textContent = line("agreement", told);
}

function openHelp() {
  tool.help = tool.help || drawHelp();
  tool.help.showModal();
}

function drawHelp() {
  const keys = Object.entries(words.keys).flatMap(([key, does]) => [
    make("dt", {}, ...key.split(" ").flatMap((one) => [make("kbd", {}, one), " "])),
    make("dd", {}, does),
  ]);
  const close = button(words.page.close, () => help.close());
  const title = make("h2", {}, words.page.help);
  const help = make("dialog", { "aria-label": words.page.help }, title, make("dl", {}, ...keys), make("p", {}, close));
  document.body.append(help);
  return help;
}
