import type { RefList } from "~/domain/reference/reference.schema";

/** An entry of a code list to start with; its position is its place in the list. */
export type StarterCode = { code: string; label: string; hint?: string };

/**
 * The code lists that an installation starts with; an administrator words them from then on.
 * `alternative` follows the alternatives library (domain facts §4a). `trigger` is a short neutral list of our own,
 * not the national incident codes: it says what the child met, not what the child is.
 */
export const starterCodes: Record<RefList, readonly StarterCode[]> = {
  alternative: [
    { code: "key_adult", label: "Time with a key adult", hint: "Or nurture time, the same day" },
    {
      code: "restorative_meeting",
      label: "Restorative meeting",
      hint: "With everybody concerned, when the child is ready",
    },
    { code: "base", label: "A place in the school’s base", hint: "With work and a day to be back in class" },
    {
      code: "adjusted_timetable",
      label: "Adjusted timetable with an end date",
      hint: "Full hours: fewer hours are time out of school",
    },
    {
      code: "virtual_learning",
      label: "Virtual learning for part of the day",
      hint: "In school, with an adult near",
    },
    {
      code: "outreach_teacher",
      label: "Virtual School teacher in class",
      hint: "Outreach teaching alongside the class teacher",
    },
    { code: "educational_psychologist", label: "Consultation with the educational psychologist" },
    {
      code: "staged_intervention",
      label: "Staged intervention review",
      hint: "Or a meeting of the team around the child",
    },
    {
      code: "hosting",
      label: "Hosting at another school",
      hint: "Or a managed move that the child and home agree to",
    },
    { code: "college_package", label: "College or flexible package", hint: "Senior phase" },
    {
      code: "partner_programme",
      label: "Partner programme",
      hint: "A place with one of the Virtual School’s partners",
    },
    { code: "mentor", label: "Mentor" },
    {
      code: "transport",
      label: "Change of transport or arrival",
      hint: "Another route, another time, somebody at the gate",
    },
    {
      code: "home_in_school",
      label: "Carer or key worker in school",
      hint: "Somebody from home alongside for a while",
    },
  ],
  trigger: [
    {
      code: "change_at_home",
      label: "In distress after a change at home",
      hint: "Moved home, family time, news",
    },
    { code: "before_school", label: "Something that happened before school" },
    { code: "learning_need", label: "A learning need that is not met" },
    { code: "noise_or_crowd", label: "Noise, crowd or another sensory need" },
    { code: "change_in_school", label: "Change of adult, room or timetable" },
    { code: "unstructured_time", label: "Break, lunch or moving between classes" },
    { code: "other_pupils", label: "Conflict with other pupils" },
    { code: "an_adult", label: "Conflict with an adult" },
    { code: "online", label: "Something online or on a phone" },
    { code: "hurt_or_bullied", label: "The child was hurt or bullied" },
    { code: "health", label: "Tired, hungry, unwell or in pain" },
    { code: "loss_or_worry", label: "Loss, an anniversary or a worry about somebody" },
    { code: "something_else", label: "Something else" },
    { code: "not_known", label: "Not known yet" },
  ],
  who_knows: [
    { code: "home", label: "Carer or home" },
    { code: "parent", label: "Parent" },
    { code: "social_worker", label: "Social worker" },
    { code: "lead_professional", label: "Lead professional" },
    { code: "head_teacher", label: "Head teacher" },
    { code: "named_person", label: "Named person or pastoral care" },
    { code: "educational_psychologist", label: "Educational psychologist" },
    { code: "advocate", label: "Advocacy worker" },
    { code: "somebody_else", label: "Somebody else" },
    { code: "nobody", label: "Nobody yet" },
  ],
};
