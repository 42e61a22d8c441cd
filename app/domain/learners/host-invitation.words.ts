/** Where people have private mailboxes: not an address at work. */
export const privateMailDomains: readonly string[] = [
  "aol.com",
  "btinternet.com",
  "gmail.com",
  "gmx.com",
  "googlemail.com",
  "hotmail.co.uk",
  "hotmail.com",
  "icloud.com",
  "live.co.uk",
  "live.com",
  "me.com",
  "msn.com",
  "outlook.com",
  "proton.me",
  "protonmail.com",
  "sky.com",
  "talktalk.net",
  "virginmedia.com",
  "yahoo.co.uk",
  "yahoo.com",
];

/** Labels and hints of the form that lets a school of another authority in. */
export const inviteHostWords = {
  schoolId: { label: "Their school" },
  name: { label: "Name", hint: "One person. Invite others one by one" },
  email: { label: "Work email address", hint: "They sign in with a code that is sent to it" },
  role: { label: "Their role at the school" },
} as const;
