/** The day before a day, both as the database keeps days: midnight UTC. */
export const dayBefore = (day: Date): Date => new Date(day.getTime() - 24 * 60 * 60 * 1000);
