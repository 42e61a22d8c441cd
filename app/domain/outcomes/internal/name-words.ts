/** Letters that do not come apart into a plain letter and its mark. */
const plainLetters: Record<string, string> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** A word as names are compared: small letters without marks, apostrophes or anything unseen. "O’Neìll" is "oneill". */
export const folded = (word: string): string =>
  word
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}'’‘ʼ`]/gu, "")
    .toLowerCase()
    .replace(/[łøđðħıßæœþ]/g, (letter) => plainLetters[letter] ?? letter);

/** A word of a text, and where it stands. */
export type Word = { text: string; start: number; end: number };

/** Letters, with their marks, and with apostrophes inside. A hyphen ends a word. */
const word = /\p{L}[\p{L}\p{M}\p{Cf}]*(?:['’‘ʼ`]\p{L}[\p{L}\p{M}\p{Cf}]*)*/gu;

/** The words of a text in order. */
export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(word)].map(({ 0: found, index }) => ({
    text: found,
    start: index,
    end: index + found.length,
  }));

/** What a word can stand for: itself, and without the s of "Callum’s". */
export const readingsOf = (text: string): string[] =>
  /['’‘ʼ`]s$/iu.test(text) ? [folded(text), folded(text.slice(0, -2))] : [folded(text)];

const setOf = (words: string) => new Set(words.trim().split(/\s+/));

/** Parts of names that say nothing alone. */
export const particles = setOf(
  "mac mc nic ni nic o a an de da di du der den van von la le el al bin ibn ter st saint our lady of the and",
);

/** What schools are called beside their own name, and how people are addressed. */
export const genericWords = setOf(
  `academy primary secondary high school college campus nursery special centre community learning education roman
   catholic rc episcopal gaelic additional support unit base council city virtual head teacher depute manager lead
   mr mrs ms miss mx dr prof rev sir mum dad gran`,
);

/** Names that are words too: counted where they have a capital, as names do. */
export const ordinaryWords = setOf(
  `will mark grace hope joy may rose faith bill art ray dean grant guy jack josh lee max miles nick pat rob sky star
   sunny summer autumn april june august young brown black white green gray grey good small little long short king bell
   bird case cook day field fields fox frost hall hill hunt hunter knight lamb law love moor moon page park parks price
   rice rich river stone street strong wall waters way west east north south wood woods wise worth bridge church cross
   ford glen loch point view tree sun dawn eve ivy iris lily daisy pearl ruby amber jade crystal holly heath banks
   bay brook burn burns craig dale forest garden gardens house water castle`,
);
