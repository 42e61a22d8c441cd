/** URLs of the calendars room; a calendar is named by its authority. */
export const calendarsPaths = {
  /** Exists in the demo only. */
  demoClock: () => "/demo/clock",
  calendar: (authorityId: string) => `/calendars/${authorityId}`,
  hours: (authorityId: string) => `/calendars/${authorityId}/hours`,
  closedDay: (authorityId: string) => `/calendars/${authorityId}/closed-day`,
  week: (authorityId: string) => `/calendars/${authorityId}/week`,
  importFile: (authorityId: string) => `/calendars/${authorityId}/import`,
  /** A file in `public/`. */
  importTemplate: () => "/calendar-template.csv",
  school: (schoolId: string) => `/calendars/schools/${schoolId}`,
  schoolWeek: (schoolId: string) => `/calendars/schools/${schoolId}/week`,
  schoolDay: (schoolId: string) => `/calendars/schools/${schoolId}/day`,
  term: (authorityId: string) => `/calendars/${authorityId}/term`,
};
