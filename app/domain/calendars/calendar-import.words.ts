// Apart from the schema, so that browsers are not sent the schema library.

/** What a row of a calendar file can be. */
export const importKinds = ["term", "in_service", "local_holiday", "public_holiday", "half_day"] as const;
export type ImportKind = (typeof importKinds)[number];

/** The kinds as a file writes them. */
export const importKindLabels = {
  term: "term",
  in_service: "in-service day",
  local_holiday: "local holiday",
  public_holiday: "public holiday",
  half_day: "half day",
} as const satisfies Record<ImportKind, string>;
