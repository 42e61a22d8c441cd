/** A school year is named by the calendar year in which it starts; the national collections count from 1 August. */
export type SchoolYear = number;

const firstMonth = 8;

/** The school year that a day ("2026-11-22") falls in. */
export function schoolYearOf(day: string): SchoolYear {
  const [year, month] = day.split("-").map(Number);
  return (year ?? 0) - ((month ?? 0) < firstMonth ? 1 : 0);
}

/** First day of the school year and the first day of the next: "2026-08-01", "2027-08-01". */
export function boundsOf(schoolYear: SchoolYear): { from: string; before: string } {
  return { from: `${schoolYear}-08-01`, before: `${schoolYear + 1}-08-01` };
}

/** The months of a school year up to the month of `today`, "2026-08" first. */
export function monthsOf(schoolYear: SchoolYear, today: string): string[] {
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = firstMonth + index;
    return `${schoolYear + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}`;
  });
  return months.filter((month) => month <= today.slice(0, 7));
}

/** The school years from that of `first` to that of `today`, newest first. */
export function schoolYearsBetween(first: string, today: string): SchoolYear[] {
  const [oldest, newest] = [schoolYearOf(first), schoolYearOf(today)];
  return Array.from({ length: Math.max(1, newest - oldest + 1) }, (_, index) => newest - index);
}
