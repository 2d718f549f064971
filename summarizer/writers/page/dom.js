// Making elements. Text reaches the page as text only: nothing here, or anywhere, parses markup.

const { words } = data;

// Characters that hide or turn text, and control characters other than line ends and tabs: shown as their code.
const HIDDEN = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e"
  + "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]",
);

// The word for a key of a group of labels; a key without one is shown as it is.
const say = (group, key) => (key ? (words[group] || {})[key] || key : "");

// A line of the page's own, its {…} places filled.
const line = (key, filling) => words.page[key].replace(/\{(\w+)\}/g, (_, name) => String(filling[name]));

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children) put(element, child);
  return element;
}

const span = (name, ...children) => make("span", name ? { class: name } : {}, ...children);

function button(text, onclick, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", onclick);
  return element;
}

const option = (value, name) => make("option", { value }, name);

// Appends an element, or text with its hidden characters made visible.
function put(element, child) {
  if (child === null || child === undefined || child === "") return;
  if (child instanceof Node) element.append(child);
  else if (!HIDDEN.test(child)) element.append(child);
  else for (const piece of visible(child)) element.append(piece);
}

function* visible(stretch) {
  let from = 0;
  for (let at = 0; at < stretch.length; at += 1) {
    if (!HIDDEN.test(stretch[at])) continue;
    if (at > from) yield document.createTextNode(stretch.slice(from, at));
    yield hiddenCharacter(stretch.charCodeAt(at));
    from = at + 1;
  }
  if (from < stretch.length) yield document.createTextNode(stretch.slice(from));
}

function hiddenCharacter(code) {
  const name = code.toString(16).toUpperCase().padStart(4, "0");
  return make("span", { class: "hidden-character", title: `U+${name}` }, name);
}

// Tells a screen reader what just happened.
const announce = (text) => { document.getElementById("said").textContent = text; };
