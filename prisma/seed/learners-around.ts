import { rowsOf } from "./table";

/**
 * The notify lists. `told`: decision, address, school, or nothing. Who may be told what differs from child to child,
 * and that is the point of the list.
 */
export const aroundLearners = rowsOf(
  ["learner", "relation", "name", "told", "phone"],
  `
  rowan    | carer            | Jean Kerr         | decision address school | 01632 960201
  rowan    | social_worker    | Kirsty Mowat      | decision address school | 0141 496 0452
  rowan    | parent           | Alison Kerr       | school                  |
  jamie    | house_key_worker | Leanne Boyle      | decision address school | 0141 496 0451
  jamie    | social_worker    | Kirsty Mowat      | decision address school | 0141 496 0452
  jamie    | parent           | Mark Sinclair     |                         |
  eilidh   | parent           | Morven MacAskill  | decision address school | 01632 960202
  eilidh   | social_worker    | Paul Dewar        | decision address school | 0141 496 0455
  yusuf    | house_key_worker | Leanne Boyle      | decision address school | 0141 496 0451
  yusuf    | guardian         | Hanna Berhane     | decision school         | 0141 496 0454
  zofia    | carer            | Wendy Proudfoot   | decision address school | 01632 960203
  zofia    | parent           | Anna Kowalczyk    |                         |
  callan   | carer            | Isobel Reid       | decision address school | 01632 960204
  mirren   | parent           | Lisa Thomson      | decision address school | 01632 960205
  lewis    | carer            | Tom Inglis        | decision address school | 01632 960206
  lewis    | social_worker    | Paul Dewar        | decision school         | 0141 496 0455
  aria     | parent           | Jodie Bell        | decision address school | 01632 960207
  finlay   | parent           | Karen Morrison    | decision address school | 01632 960208
  finlay   | social_worker    | Kirsty Mowat      | decision address school | 0141 496 0452
  skye     | house_key_worker | Ian Rutherford    | decision                | 0141 496 0456
  logan    | house_key_worker | Maya Linton       | decision address school | 0141 496 0457
  logan    | social_worker    | Paul Dewar        | decision address school | 0141 496 0455
  logan    | parent           | Steven Muir       | school                  |
  hannah   | carer            | Rhona Pettigrew   | decision address school | 01632 960209
  layla    | carer            | Samira Aziz       | decision address school | 01632 960210
  layla    | guardian         | Hanna Berhane     | decision school         | 0141 496 0454
  brodie   | carer            | Margaret Watt     | decision address school | 01632 960211
  brodie   | parent           | Dean Watt         |                         |
  niamh    | parent           | Siobhan Gallagher | decision address school | 01632 960212
  jakub    | parent           | Ewa Wiśniewska    | decision address school | 01632 960213
  erin     | parent           | Fay Caldwell      | decision address school | 01632 960214
  struan   | carer            | Heather Ross      | decision address school | 01632 960215
  struan   | social_worker    | Kirsty Mowat      | decision address school | 0141 496 0452
  kayla    | house_key_worker | Maya Linton       | decision address school | 0141 496 0457
  kayla    | social_worker    | Grant Ferrie      | decision address school | 0141 496 0458
  ross     | other            | Brian Anderson    | school                  |
  ailsa    | carer            | Moira Drummond    | decision address school | 01632 960216
  tyler    | house_key_worker | Leanne Boyle      | decision address        | 0141 496 0451
  tyler    | carer            | Anne McBride      | decision address school | 01632 960217
  tyler    | social_worker    | Grant Ferrie      | decision address school | 0141 496 0458
  iona     | carer            | Effie Fraser      | decision address school | 01632 960218
  omar     | house_key_worker | Ian Rutherford    | decision address school | 0141 496 0456
  omar     | guardian         | Hanna Berhane     | decision school         | 0141 496 0454
  chloe    | carer            | Denise Abbot      | decision address school | 01632 960219
  chloe    | parent           | Gemma Ritchie     |                         |
  ruaridh  | parent           | Fionn MacLennan   | decision address school | 01632 960220
  megan    | carer            | Sandy Lorimer     | decision address school | 01632 960221
  daniel   | carer            | Grace Okoro       | decision address school | 01632 960222
  poppy    | carer            | Prue Tennent      | decision address school | 01632 960223
  aidan    | social_worker    | Kirsty Mowat      | decision address school | 0141 496 0452
  aidan    | carer            | Lesley Orme       | decision address        | 01632 960224
  cameron  | parent           | Sharon Boyd       | decision address school | 01632 960225
  amber    | house_key_worker | Ian Rutherford    | decision address school | 0141 496 0456
  amber    | social_worker    | Paul Dewar        | decision address school | 0141 496 0455
  leo      | carer            | Pat Grieve        | decision address school | 01632 960226
  sorcha   | carer            | Mòrag NicDhòmhnaill | decision address school | 01632 960227
  dylan    | house_key_worker | Maya Linton       | decision address school | 0141 496 0457
  dylan    | parent           | Carol Hay         | school                  |
  maryam   | carer            | Nasreen Mirza     | decision address school | 01632 960228
  jack     | parent           | Donna Wylie       | decision address school | 01632 960229
  olivia   | parent           | Karen Ferguson    | decision address school | 01632 960230
  connor   | carer            | Betty Dempsey     | decision address school | 01632 960231
  grace    | carer            | Joy Antwi         | decision address school | 01632 960232
  harris   | parent           | Ryan Campbell     | decision address school | 01632 960233
  harris   | social_worker    | Grant Ferrie      | decision address school | 0141 496 0458
  archie   | carer            | Linda Nairn       | decision address school | 01632 960234
  isabelle | carer            | Agnes Gow         | decision address school | 01632 960235
  noah     | parent           | Irina Petrova     | decision address school | 01632 960236
  ella     | carer            | Sue Balfour       | decision address school | 01632 960237
  mohammed | carer            | Fatima Rashid     | decision address school | 01632 960238
  lucy     | house_key_worker | Leanne Boyle      | decision address school | 0141 496 0451
  harry    | parent           | Stacey Cowan      | decision address school | 01632 960239
  sophie   | parent           | Marek Nowak       | decision address school | 01632 960240
  alfie    | carer            | Gail Hendry       | decision address school | 01632 960241
  lily     | carer            | Maureen Sharp     | decision address school | 01632 960242
  oscar    | carer            | Jim Falconer      | decision address school | 01632 960243
  oscar    | social_worker    | Paul Dewar        | decision address school | 0141 496 0455
  catriona | carer            | Una Greer         | decision address school | 01632 960244
  theo     | house_key_worker | Maya Linton       | decision address school | 0141 496 0457
  theo     | parent           | Leigh Baird       |                         |
  amelia   | carer            | Noreen Sweeney    | decision address school | 01632 960245
  adam     | parent           | Hodan Farah       | decision address school | 01632 960246
  charlie  | carer            | Ina Leckie        | decision address school | 01632 960247
  rosie    | carer            | Fraser Winters    | decision address school | 01632 960248
  ben      | parent           | Laura Aitchison   | decision address school | 01632 960249
  ivy      | carer            | Dot Cruickshank   | decision address school | 01632 960250
  samuel   | carer            | Ruth Adeyemi      | decision address school | 01632 960251
  ruby     | parent           | Shelley Tennick   | decision address school | 01632 960252
  max      | house_key_worker | Ian Rutherford    | decision address school | 0141 496 0456
  max      | social_worker    | Grant Ferrie      | decision address school | 0141 496 0458
  evie     | carer            | Olive Brand       | decision address school | 01632 960253
  toby     | parent           | Neil Shaw         | decision address school | 01632 960254
  kieran   | carer            | Barbara Coull     | decision address school | 01632 960255
  emma     | carer            | Rita Rennie       | decision address school | 01632 960256
  idris    | house_key_worker | Leanne Boyle      | decision address school | 0141 496 0451
  molly    | house_key_worker | Colin Esson       | decision                | 0141 496 0459
  kyle     | house_key_worker | Ian Rutherford    | decision address school | 0141 496 0456
  jessica  | carer            | Trish Noble       | decision address school | 01632 960257
  marcus   | parent           | Angela Thom       | decision address school | 01632 960258
  nina     | carer            | Beata Lis         | decision address school | 01632 960259
  duncan   | carer            | Alec Pringle      | decision address school | 01632 960260
  duncan   | social_worker    | Grant Ferrie      | decision school         | 0141 496 0458
  beth     | carer            | Nan Ormiston      | decision address school | 01632 960261
  farid    | carer            | Zahra Karimi      | decision address school | 01632 960262
  farid    | guardian         | Hanna Berhane     | decision school         | 0141 496 0454
  holly    | carer            | Jenny Whitelaw    | decision address school | 01632 960263
  `,
);
