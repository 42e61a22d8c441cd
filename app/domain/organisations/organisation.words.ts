/** What a house or provider is. */
export const organisationKinds = {
  house: "Children’s house",
  charity: "Charity or community group",
  college: "College",
  council: "Council service",
  health: "Health service",
  business: "Business or training provider",
  other: "Other",
} as const;
export type OrganisationKind = keyof typeof organisationKinds;

/** Labels and hints of the form. */
export const organisationWords = {
  name: { label: "Name" },
  kind: { label: "What it is" },
  areaId: { label: "Area", hint: "In which a children’s house stands" },
  contact: { label: "Who to ask for", hint: "A person or a role, for example: House manager" },
  phone: { label: "Phone number" },
  email: { label: "Email address" },
  activeFrom: { label: "First day", hint: "Since when the Virtual School works with it" },
  activeTo: { label: "Last day", hint: "When this has ended. It stays on record and is offered no more" },
} as const;
