/** URLs of the duty room. */
export const dutyPaths = {
  rota: () => "/duty",
  turn: (areaId: string, weekday: number) => `/duty/turns/${areaId}/${weekday}`,
  policy: () => "/duty/policy",
  days: () => "/duty/days",
  day: (areaId: string, day: string) => `/duty/days/${areaId}/${day}`,
  absences: () => "/duty/absences",
  newAbsence: () => "/duty/absences/new",
  swaps: () => "/duty/swaps" as const,
  newSwap: () => "/duty/swaps/new",
  coverage: () => "/duty/coverage" as const,
  coverageOf: (day: string) => `/duty/coverage?day=${day}`,
  feed: () => "/duty/feed",
  calendarFile: (secret: string) => `/duty/feed/${secret}.ics`,
};
