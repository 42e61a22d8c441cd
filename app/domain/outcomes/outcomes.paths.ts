/** URLs of the outcomes room. A school year is named by the calendar year in which it starts. */
export const outcomesPaths = {
  overview: (schoolYear?: number) =>
    schoolYear === undefined ? "/outcomes" : `/outcomes?year=${schoolYear}`,
  alternatives: () => "/outcomes/alternatives",
};
