/** Changes of one letter (another, one more, one less, two swapped) that lead from one word to the other. */
function lettersApart(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const [above = 0, left = 0, diagonal = 0] = [row[j], next[j - 1], row[j - 1]];
      const cheapest = Math.min(above + 1, left + 1, diagonal + (isSame ? 0 : 1));
      next[j] = isSwapped ? Math.min(cheapest, (before[j - 2] ?? 0) + 1) : cheapest;
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

/** How far a name is from what was typed: for each typed word the letters between it and the nearest word of the name. */
export function distanceOf(typed: readonly string[], name: readonly string[]): number {
  return typed.reduce(
    (sum, word) =>
      sum + Math.min(...name.map((each) => (each.startsWith(word) ? 0 : lettersApart(word, each)))),
    0,
  );
}
