// The difference inside a number: which characters of one writing the other lacks.

// Returns [[kind, text], …] for each side: kind "same" or "other". Longest common subsequence; numbers are short.
function difference(ours, theirs) {
  const a = [...ours].slice(0, 80);
  const b = [...theirs].slice(0, 80);
  const length = Array.from({ length: a.length + 1 }, () => new Uint8Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const left = [];
  const right = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      extend(left, "same", a[i]);
      extend(right, "same", b[j]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) {
      extend(left, "other", a[i]);
      i += 1;
    } else {
      extend(right, "other", b[j]);
      j += 1;
    }
  }
  return [left, right];
}

function extend(runs, kind, character) {
  const last = runs[runs.length - 1];
  if (last && last[0] === kind) last[1] += character;
  else runs.push([kind, character]);
}

// Puts a side of a difference into an element; what the other side lacks goes into <del> or <ins>.
function putDifference(element, runs, tag) {
  for (const [kind, text] of runs) put(element, kind === "same" ? text : make(tag, {}, text));
  return element;
}
