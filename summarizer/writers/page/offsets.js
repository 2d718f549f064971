// Offsets. The review counts characters; a browser counts UTF-16 units. They differ only beyond U+FFFF.

const review = data;
const { text } = review;

const unitOf = (() => {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (offset) => offset;
  const units = new Uint32Array(text.length + 2);
  let count = 0;
  let at = 0;
  for (const character of text) {
    units[count] = at;
    at += character.length;
    count += 1;
  }
  units[count] = at;
  return (offset) => units[Math.min(offset, count)];
})();
