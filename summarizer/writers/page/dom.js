// Making elements. Text reaches the page as text only: nothing here, or anywhere, parses markup.

const { words } = data;

// Characters that hide or turn text, and control characters other than line ends and tabs: shown as their code.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

const say = (group, key) => (key ? (words[group] || {})[key] || key : "");

const line = (key, filling) =>
  words.page[key].replace(/\{(\w+)\}/g, (_, name) => String(filling[name]));

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children) put(element, child);
  return element;
}

// Append an element, or text with its hidden characters made visible.
function put(element, child) {
  if (child === null || child === undefined || child === "") return;
  if (child instanceof Node) element.append(child);
  else if (!HIDDEN.test(child)) element.append(child);
  else for (const piece of visible(child)) element.append(piece);
}

function* visible(text) {
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!HIDDEN.test(text[at])) continue;
    if (at > from) yield document.createTextNode(text.slice(from, at));
    yield hiddenCharacter(text.charCodeAt(at));
    from = at + 1;
  }
  if (from < text.length) yield document.createTextNode(text.slice(from));
}

function hiddenCharacter(code) {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const chip = document.createElement("span");
  chip.className = "hidden-character";
  chip.title = name;
  chip.textContent = name.slice(2);
  return chip;
}

const button = (text, onclick, attributes) => make("button", { type: "button", onclick, ...attributes }, text);

const announce = (text) => { document.getElementById("said").textContent = text; };
