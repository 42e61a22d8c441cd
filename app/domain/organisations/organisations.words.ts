/** Sectors of a school. */
export const sectors = ["primary", "secondary", "special"] as const;
export type Sector = (typeof sectors)[number];

export const sectorLabels = {
  primary: "Primary",
  secondary: "Secondary",
  special: "Special (ASL)",
} as const satisfies Record<Sector, string>;

/** When a phone number is shown. */
export const phonePurposes = ["child_not_safe", "nobody_answers"] as const;
export type PhonePurpose = (typeof phonePurposes)[number];

export const phonePurposeLabels = {
  child_not_safe: "When a child is not safe or was sent out",
  nobody_answers: "When nobody at the Virtual School answers",
} as const satisfies Record<PhonePurpose, string>;

/** Labels and hints of the forms. */
export const organisationsWords = {
  authorityName: { label: "Name of the education authority" },
  isHome: { label: "This is the Virtual School’s own authority" },
  areaName: { label: "Name of the area" },
  name: { label: "Name of the school" },
  seedCode: { label: "SEED code", hint: "The school’s seven-digit number" },
  sector: { label: "Sector" },
  areaId: {
    label: "Area",
    hint: "Its lead on duty is told. For a host school elsewhere, the area that looks after it",
  },
  authorityId: { label: "Education authority" },
  channels: { label: "Channels that people may use" },
  phone: { label: "Phone number of the office" },
  roll: { label: "Roll", hint: "How many pupils there are" },
  rollOn: { label: "Counted on" },
  closedOn: {
    label: "Last day, for a school that has closed",
    hint: "It stays on record and is offered no more",
  },
  purpose: { label: "When it is shown" },
  label: { label: "Who answers", hint: "For example: Social work standby" },
  number: { label: "Phone number" },
  position: { label: "Place in the list", hint: "1 is first" },
} as const;
