import { rowsOf } from "./table";

/**
 * 80 invented learners. `care`: kinds of care experience with their first day and legal basis, oldest first. `from`: a
 * day on the school's roll other than the start of the school year before last.
 */
export const learners = rowsOf(
  ["key", "given", "family", "knownAs", "pronouns", "school", "stage", "born", "from", "care"],
  `
  rowan     | Rowan      | Kerr         |        | they/them | ardlennox   | S2 | 2013-05-11 | | kinship_looked_after 2021-05-03 supervision_order
  jamie     | Jamie      | Sinclair     |        |           | ardlennox   | S3 | 2012-09-30 | | foster 2019-06-10 supervision_order; house 2024-02-12 supervision_order
  eilidh    | Eilidh     | MacAskill    |        |           | ardlennox   | S1 | 2014-06-21 | 2026-08-19 | at_home 2025-11-17 supervision_order
  yusuf     | Yusuf      | Haddad       |        | he/him    | ardlennox   | S4 | 2011-12-02 | | house 2025-03-10 section_25
  zofia     | Zofia      | Kowalczyk    | Zosia  |           | ardlennox   | S2 | 2013-08-19 | | foster_agency 2022-10-03 permanence_order
  callan    | Callan     | Reid         |        |           | ardlennox   | S5 | 2010-11-08 | | kinship_informal 2017-04-24 kinship_order
  mirren    | Mirren     | Thomson      |        |           | ardlennox   | S3 | 2012-04-17 | | edge_of_care 2026-01-19 agreement
  lewis     | Lewis      | Paterson     |        |           | ardlennox   | S1 | 2014-10-05 | 2026-08-19 | foster 2020-08-31 permanence_order
  aria      | Aria       | Bell         |        | she/her   | ardlennox   | S4 | 2011-07-29 | | previously 2023-06-12
  finlay    | Finlay     | Morrison     | Fin    |           | ardlennox   | S2 | 2014-01-14 | | at_home 2024-09-09 supervision_order
  skye      | Skye       | Donnelly     |        |           | ardlennox   | S6 | 2009-09-03 | | house 2021-02-08 supervision_order; continuing_care 2025-09-03
  logan     | Logan      | Muir         |        |           | carnfarrow  | S2 | 2013-06-25 | | house_other 2025-08-11 supervision_order
  hannah    | Hannah     | Stevenson    |        |           | carnfarrow  | S3 | 2012-11-12 | | foster 2018-03-05 permanence_order
  layla     | Layla      | Al-Masri     |        | she/her   | carnfarrow  | S5 | 2010-08-22 | 2025-10-20 | foster 2025-09-15 section_25
  brodie    | Brodie     | Watt         |        |           | carnfarrow  | S1 | 2014-03-30 | 2026-08-19 | kinship_looked_after 2023-05-22 supervision_order
  niamh     | Niamh      | Gallagher    |        |           | carnfarrow  | S4 | 2011-05-07 | | at_home 2025-02-03 supervision_order
  jakub     | Jakub      | Wiśniewski   | Kuba   | he/him    | carnfarrow  | S3 | 2012-07-16 | | edge_of_care 2025-11-24 agreement
  erin      | Erin       | Caldwell     |        |           | carnfarrow  | S2 | 2013-12-09 | | adopted 2018-06-18 adoption_order
  struan    | Struan     | MacBeth      |        |           | carnfarrow  | S4 | 2011-09-27 | | foster 2019-10-14 supervision_order
  kayla     | Kayla      | Hunter       |        |           | carnfarrow  | S1 | 2014-08-13 | 2026-08-19 | house 2024-11-04 supervision_order
  ross      | Ross       | Anderson     |        |           | carnfarrow  | S6 | 2009-12-19 | | aftercare 2026-04-01
  ailsa     | Ailsa      | Drummond     |        |           | carnfarrow  | S3 | 2012-10-02 | | kinship_informal 2020-01-27 kinship_order
  tyler     | Tyler      | McBride      |        |           | dunmarrow   | S2 | 2013-07-04 | | house 2025-05-12 interim_order
  iona      | Iona       | Fraser       |        |           | dunmarrow   | S1 | 2014-11-20 | 2026-08-19 | kinship_looked_after 2022-03-14 supervision_order
  omar      | Omar       | Said         |        | he/him    | dunmarrow   | S5 | 2010-05-31 | 2026-01-12 | house 2025-12-08 section_25
  chloe     | Chloe      | Ritchie      |        |           | dunmarrow   | S4 | 2011-10-15 | | foster_agency 2021-08-23 supervision_order
  ruaridh   | Ruaridh    | MacLennan    |        |           | dunmarrow   | S3 | 2012-06-08 | | at_home 2024-04-15 supervision_order
  megan     | Megan      | Lyle         | Max    | they/them | dunmarrow   | S3 | 2013-02-01 | | foster 2020-11-30 supervision_order
  daniel    | Daniel     | Okoro        |        |           | dunmarrow   | S2 | 2013-09-18 | | kinship_looked_after 2023-09-04 supervision_order
  poppy     | Poppy      | Gillies      |        |           | dunmarrow   | S1 | 2014-05-26 | 2026-08-19 | prospective_adopters 2026-03-23 permanence_order
  aidan     | Aidan      | Quigley      |        |           | dunmarrow   | S4 | 2012-01-11 | | crisis 2026-09-07 supervision_order
  freya     | Freya      | Lindsay      |        |           | dunmarrow   | S6 | 2009-07-23 | | previously 2024-12-16
  cameron   | Cameron    | Boyd         | Cam    |           | dunmarrow   | S5 | 2011-02-06 | | at_home 2025-06-09 supervision_order
  amber     | Amber      | Kennedy      |        |           | inverkeld   | S3 | 2012-08-28 | | house 2023-10-23 supervision_order
  leo       | Leo        | Grant        |        |           | inverkeld   | S1 | 2014-09-14 | 2026-08-19 | foster 2021-06-28 permanence_order
  sorcha    | Sorcha     | NicDhòmhnaill |       | she/her   | inverkeld   | S2 | 2013-11-03 | | kinship_looked_after 2020-02-17 supervision_order
  dylan     | Dylan      | Hay          |        |           | inverkeld   | S4 | 2011-06-19 | | house_other 2026-02-02 supervision_order
  maryam    | Maryam     | Hussaini     |        |           | inverkeld   | S2 | 2013-04-12 | | foster 2024-05-27 section_25
  jack      | Jack       | Wylie        |        |           | inverkeld   | S3 | 2012-12-24 | | edge_of_care 2026-05-18 agreement
  olivia    | Olivia     | Ferguson     | Liv    |           | inverkeld   | S5 | 2010-10-09 | | at_home 2023-11-13 supervision_order
  connor    | Connor     | Dempsey      |        |           | inverkeld   | S1 | 2014-07-02 | 2026-08-19 | kinship_informal 2019-05-20 kinship_order
  grace     | Grace      | Mensah       |        |           | inverkeld   | S4 | 2011-08-06 | | foster_agency 2022-01-31 permanence_order
  harris    | Harris     | Campbell     |        |           | inverkeld   | S2 | 2014-02-22 | | at_home 2025-10-06 interim_order
  thea      | Thea       | Robertson    |        |           | inverkeld   | S6 | 2009-11-16 | | continuing_care 2025-11-16
  archie    | Archie     | Nicol        |        |           | kilfarne    | P6 | 2016-05-08 | | foster 2021-09-13 permanence_order
  isabelle  | Isabelle   | Gow          | Izzy   |           | kilfarne    | P4 | 2018-06-30 | | kinship_looked_after 2024-08-26 supervision_order
  noah      | Noah       | Petrov       |        |           | kilfarne    | P7 | 2015-10-11 | | at_home 2025-01-20 supervision_order
  ella      | Ella       | Carmichael   |        |           | glenmarrow  | P5 | 2017-07-21 | | foster 2023-02-06 supervision_order
  mohammed  | Mohammed   | Rashid       | Mo     |           | glenmarrow  | P3 | 2019-09-09 | | kinship_informal 2024-06-03 kinship_order
  lucy      | Lucy       | Strachan     |        |           | glenmarrow  | P7 | 2015-05-17 | | house 2026-06-15 supervision_order
  harry     | Harry      | Cowan        |        |           | birkenlea   | P2 | 2020-08-04 | | at_home 2026-04-27 interim_order
  sophie    | Sophie     | Nowak        |        |           | birkenlea   | P6 | 2016-11-29 | | adopted 2019-10-21 adoption_order
  alfie     | Alfie      | Dunbar       |        |           | birkenlea   | P7 | 2015-08-25 | | foster 2022-05-09 supervision_order
  lily      | Lily       | Sharp        |        |           | lochfarrow  | P5 | 2017-12-07 | | kinship_looked_after 2022-11-14 supervision_order
  oscar     | Oscar      | Meldrum      |        |           | lochfarrow  | P7 | 2015-06-13 | | foster_agency 2024-01-15 supervision_order
  catriona  | Catrìona   | MacKinnon    |        |           | lochfarrow  | P1 | 2021-07-18 | 2026-08-19 | prospective_adopters 2025-08-04 permanence_order
  theo      | Theo       | Baird        |        |           | pierheid    | P6 | 2016-08-16 | | house 2025-09-22 supervision_order
  amelia    | Amelia     | Toner        |        |           | pierheid    | P4 | 2018-10-27 | | foster 2021-11-08 permanence_order
  adam      | Adam       | Farah        |        |           | pierheid    | P7 | 2015-12-20 | | at_home 2024-10-28 supervision_order
  charlie   | Charlie    | Leckie       |        | they/them | tullymarrow | P7 | 2015-07-08 | | kinship_looked_after 2020-09-21 supervision_order
  rosie     | Rosie      | Winters      |        |           | tullymarrow | P3 | 2019-05-15 | | foster 2025-03-31 interim_order
  ben       | Ben        | Aitchison    |        |           | tullymarrow | P5 | 2017-09-24 | | previously 2025-07-14
  ivy       | Ivy        | McCrae       |        |           | corriefarne | P6 | 2016-06-02 | | foster 2020-03-16 permanence_order
  samuel    | Samuel     | Adeyemi      | Sam    |           | corriefarne | P5 | 2017-10-10 | | kinship_looked_after 2023-07-10 supervision_order
  ruby      | Ruby       | Tennick      |        |           | corriefarne | P2 | 2020-11-06 | | edge_of_care 2026-02-23 agreement
  max       | Max        | Gardiner     |        |           | millburnie  | P7 | 2015-09-12 | | house_other 2025-11-03 supervision_order
  evie      | Evie       | Raeburn      |        |           | millburnie  | P4 | 2018-07-03 | | foster 2022-08-15 permanence_order
  toby      | Toby       | Shaw         |        |           | millburnie  | P6 | 2017-01-25 | | at_home 2025-04-07 supervision_order
  kieran    | Kieran     | Blyth        |        |           | rowanbraes  | SP | 2012-05-20 | | foster 2017-10-30 permanence_order
  emma      | Emma       | Rennie       |        |           | rowanbraes  | SP | 2015-11-11 | | kinship_looked_after 2021-01-18 supervision_order
  idris     | Idris      | Warsame      |        |           | rowanbraes  | SP | 2013-03-26 | | house 2024-07-22 supervision_order
  molly     | Molly      | Heron        |        |           | rowanbraes  | SP | 2010-09-05 | | residential_school 2025-08-18 supervision_order
  kyle      | Kyle       | Imlach       |        |           | thornlennox | SP | 2012-08-01 | | house 2022-06-20 supervision_order
  jessica   | Jessica    | Pollard      | Jess   |           | thornlennox | SP | 2014-04-19 | | foster_agency 2023-03-27 supervision_order
  marcus    | Marcus     | Thom         |        |           | thornlennox | SP | 2011-11-30 | | at_home 2024-03-11 supervision_order
  nina      | Nina       | Dąbrowska    |        |           | thornlennox | SP | 2016-10-18 | | foster 2024-12-02 permanence_order
  duncan    | Duncan     | MacRitchie   |        |           | westerkeld  | S3 | 2012-07-09 | | foster_agency 2023-08-28 supervision_order
  beth      | Beth       | Ormiston     |        |           | westerkeld  | S2 | 2013-10-28 | | kinship_looked_after 2022-09-19 supervision_order
  farid     | Farid      | Noori        |        | he/him    | westerkeld  | S4 | 2011-04-23 | 2026-02-23 | foster_agency 2026-02-09 section_25
  holly     | Holly      | Cairney      |        |           | westerkeld  | S1 | 2014-12-01 | 2026-08-13 | foster 2024-06-24 permanence_order
  `,
);

/** An invented SCN; none for those who came to Scotland on their own, and for somebody who is not in the list. */
export function scnOf(key: string): string | undefined {
  const index = learners.findIndex((learner) => learner.key === key);
  const learner = learners[index];
  return learner && !learner.care.includes("section_25") ? String(990_000_101 + index) : undefined;
}

/** Changes of home and of school during the eight weeks; told on the day. */
export const movesHome = rowsOf(
  ["learner", "on", "category", "basis"],
  `
  aidan    | 2026-10-05 | foster               | supervision_order
  tyler    | 2026-10-26 | kinship_looked_after | supervision_order
  rosie    | 2026-11-09 | kinship_looked_after | supervision_order
  `,
);

export const movesSchool = rowsOf(
  ["learner", "on", "school", "kind"],
  `
  ailsa    | 2026-10-19 | ardlennox   | main
  logan    | 2026-11-02 | rowanbraes  | shared
  `,
);

/** Who works with whom at the Virtual School. */
export const caseloads = rowsOf(
  ["teacher", "learners"],
  `
  marta | rowan zofia hannah jakub ruaridh megan harris archie noah alfie emma kieran
  ewan  | jamie finlay kayla struan tyler chloe amber dylan theo max kyle duncan
  `,
);

/** Learners at the school of another authority, and who of it is let in for them. For the fourth there, nobody is. */
export const hostInvitations = rowsOf(
  ["learner", "school", "person", "role", "on"],
  `
  duncan | westerkeld | manager | designated_manager | 2026-09-02
  duncan | westerkeld | head    | head_teacher       | 2026-09-02
  beth   | westerkeld | manager | designated_manager | 2026-09-02
  beth   | westerkeld | head    | head_teacher       | 2026-09-02
  farid  | westerkeld | manager | designated_manager | 2026-09-03
  farid  | westerkeld | head    | head_teacher       | 2026-09-03
  `,
);

/** Who around learners sees a part of their record. */
export const relations = rowsOf(
  ["person", "role", "until", "learners"],
  `
  kirsty | social_worker    |            | rowan jamie finlay struan aidan
  leanne | house_key_worker | 2026-12-23 | jamie yusuf
  hanna  | guardian         |            | yusuf layla omar
  jamal  | partner          | 2027-06-24 | jamie zofia
  `,
);
