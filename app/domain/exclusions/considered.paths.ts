/** The record to which answers belong. */
export type ConsideredAbout = { kind: "alert" | "exclusion"; id: string };

const record = ({ kind, id }: ConsideredAbout) => `/${kind}s/${id}`;

/** URLs of what was considered before excluding: of an alert, or of an exclusion. */
export const consideredPaths = {
  record,
  read: (about: ConsideredAbout) => `${record(about)}/considered`,
  answer: (about: ConsideredAbout) => `${record(about)}/considered/answer`,
  document: (about: ConsideredAbout) => `${record(about)}/considered/document`,
};
