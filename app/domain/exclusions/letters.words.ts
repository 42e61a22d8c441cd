/** How a letter went out. */
export const sentHows = ["by_hand", "post", "email"] as const;

export const sentHowLabels = {
  by_hand: "Given by hand",
  post: "By post",
  email: "By e-mail",
} as const satisfies Record<(typeof sentHows)[number], string>;

/** Questions of the forms for letters. */
export const lettersWords = {
  to: { label: "To whom?", hint: "Only people who may be told the decision are offered" },
  reasons: {
    label: "The reasons, as the letter gives them",
    hint: "In plain kind words, and no other child’s name",
  },
  conditions: { label: "What the school asks for", hint: "Coming back does not wait for a signed promise" },
  happenedOn: { label: "On which day was it sent?" },
  how: { label: "How?" },
  byName: { label: "Who sent it?", hint: "A name" },
} as const;

/** Said where the letter to somebody who may not know everything is written. */
export const limitsWords = {
  school:
    "This person may not be told which school it is. The letter leaves out the school, the head teacher, the phone number and the place of the meeting. Your own words must leave them out too, and names of staff.",
  address:
    "This person may not be told where the young person lives. The letter leaves out the place of the meeting. Your own words must hold no address.",
} as const;
