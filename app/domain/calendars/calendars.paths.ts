/** URLs of the calendars room; a calendar is named by its authority. */
export const calendarsPaths = {
  calendar: (authorityId: string) => `/calendars/${authorityId}`,
  hours: (authorityId: string) => `/calendars/${authorityId}/hours`,
  closedDay: (authorityId: string) => `/calendars/${authorityId}/closed-day`,
  term: (authorityId: string) => `/calendars/${authorityId}/term`,
};
