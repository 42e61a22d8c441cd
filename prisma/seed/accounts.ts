import { rowsOf } from "./table";

/** The first person here, who invites everybody else. */
export const administrator = { key: "graeme", name: "Graeme Tennant" } as const;

/** The Virtual School's own people. */
export const virtualSchool = rowsOf(
  ["key", "name", "role", "area", "phone", "domain"],
  `
  isla     | Isla Farquhar      | lead                   |      | 0141 496 0421 |
  callum   | Callum Drysdale    | lead                   |      | 0141 496 0422 |
  priya    | Priya Nair         | lead                   |      | 0141 496 0423 |
  morag    | Morag Sutherland   | vs_head_teacher        |      | 0141 496 0401 |
  marta    | Marta Zielińska    | vs_teacher             |      | 0141 496 0431 |
  ewan     | Ewan Lockhart      | vs_teacher             |      | 0141 496 0432 |
  `,
);

/** The people around it, one of each role. */
export const around = rowsOf(
  ["key", "name", "role", "area", "phone", "domain"],
  `
  fiona    | Fiona Abernethy    | head_of_inclusion      |      | 0141 496 0441 |
  duncan   | Duncan Rae         | area_lead_officer      | loch | 0141 496 0442 |
  leanne   | Leanne Boyle       | house_key_worker       |      | 0141 496 0451 |
  kirsty   | Kirsty Mowat       | social_worker          |      | 0141 496 0452 |
  jamal    | Jamal Osei         | partner                |      | 0141 496 0453 | lennox-youth-works
  hanna    | Hanna Berhane      | guardian               |      | 0141 496 0454 | young-guardians
  alasdair | Alasdair Innes     | report_reader          |      |               |
  ruth     | Ruth Pollock       | information_governance |      | 0141 496 0461 |
  `,
);

/**
 * Designated manager, their depute, and head teacher of every school. In a primary school the head teacher is the
 * designated manager too.
 */
export const schoolStaff = rowsOf(
  ["school", "manager", "depute", "headTeacher"],
  `
  ardlennox   | Catriona Weir    | Stuart Petrie   | Helen Cargill
  carnfarrow  | Iain Mathieson   | Nadia Rahman    | Alan Kilgour
  dunmarrow   | Shona Galbraith  | Peter Lamont    | Rosalind Ure
  inverkeld   | Kevin Dunnett    | Agnes Traill    | Martin Scobie
  rowanbraes  | Lorna Imrie      | Tomasz Wrona    | Sheila Baxter
  thornlennox | Gordon Haldane   | Amina Yousaf    | Janet Orrock
  westerkeld  | Eilidh Sangster  | Robert Fyfe     | Norman Auld
  kilfarne    |                  | Jill Haggart    | Bridget Coyle
  glenmarrow  |                  | Euan Softley    | Margaret Dow
  birkenlea   |                  | Carol Ann Leck  | David Menmuir
  lochfarrow  |                  | Mairi MacInnes  | Anne Struthers
  pierheid    |                  | Scott Gemmell   | Yvonne Laidlaw
  tullymarrow |                  | Claire Begbie   | Hugh Ramage
  corriefarne |                  | Neil Pirie      | Susan Tulloch
  millburnie  |                  | Joyce Adair     | Frances Keddie
  `,
);
