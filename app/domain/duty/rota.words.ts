// Apart from the schemas, so that browsers are not sent the schema library.

/** Labels and hints of the forms for turns, days, absences and swaps. */
export const rotaWords = {
  personId: { label: "On duty", hint: "Told first" },
  deputeId: { label: "Depute", hint: "Stands in" },
  fallbackId: { label: "Who is told instead?", hint: "Somebody who can be on duty" },
  away: { label: "Who is away?" },
  firstDay: { label: "First day away" },
  lastDay: { label: "Last day away" },
  fromTime: { label: "Away from", hint: "Leave empty for the whole day" },
  untilTime: { label: "Back at", hint: "Leave empty for the whole day" },
  turn: { label: "Which day do you give?" },
  toId: { label: "Who takes it?" },
  returnTurn: { label: "Which day do you take in return?" },
} as const;
