/** Rows of these tables, one and many, in the order in which people are told of them. What is not here goes along untold: with its event, alert or flag. */
const tableWords: Record<string, readonly [string, string]> = {
  alert: ["alert", "alerts"],
  exclusion: ["exclusion", "exclusions"],
  time_out: ["time out of school", "times out of school"],
  action: ["action", "actions"],
  event: ["line of the chronology", "lines of the chronology"],
  school_enrolment: ["school", "schools"],
  care_period: ["care period", "care periods"],
  learner_scope: ["other reason to work with them", "other reasons to work with them"],
  learner_residence: ["authority they live in", "authorities they live in"],
  learner_flag: ["flag", "flags"],
  learner_person: ["entry of people around them", "entries of people around them"],
  learner_link: ["brother or sister", "brothers and sisters"],
  learner_voice: ["entry in their own words", "entries in their own words"],
  learner_support: ["entry of languages and support", "entries of languages and support"],
  learner_plan: ["plan", "plans"],
  caseload: ["Virtual School Teacher", "Virtual School Teachers"],
  learner_relation: ["person who sees a part", "people who see a part"],
  host_invitation: ["invitation of a host school", "invitations of host schools"],
  learner_earlier_name: ["name from before an adoption", "names from before an adoption"],
  learner_attendance: ["half day of attendance", "half days of attendance"],
  learner_attainment: ["entry of attainment", "entries of attainment"],
  learner_destination: ["destination", "destinations"],
  recorded_exclusion: ["line of the authority’s own system", "lines of the authority’s own system"],
  learner_told_apart: ["pair of two people", "pairs of two people"],
};

/** "2 alerts" of each table that has words, in their order. */
export function countsInWords(rows: readonly { table: string; count?: number }[]): string[] {
  return Object.entries(tableWords).flatMap(([table, [one, many]]) => {
    const own = rows.filter((row) => row.table === table);
    const count = own.reduce((sum, row) => sum + (row.count ?? 1), 0);
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
}

/** Why rows stay with the record set aside: what the kept record has already. */
export const whyStays: Record<string, string> = {
  school_enrolment: "it has a school on these days",
  care_period: "it has care experience on these days",
  learner_scope: "it has the same reason",
  learner_residence: "it says where they live now",
  learner_flag: "it has the same flag",
  learner_link: "it has the same brother or sister",
  learner_support: "it has its own languages and support",
  caseload: "it has the same teacher",
  learner_relation: "it has the same person",
  host_invitation: "it has the same invitation",
  learner_attendance: "it has the same half days",
  learner_attainment: "it has the same subject on the same day",
  learner_destination: "it has a destination of the same survey",
  recorded_exclusion: "it has the same line",
  learner_told_apart: "it was told apart from the same record",
};
