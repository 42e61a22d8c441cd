/** Somebody on the rota; `isHere` is false once they hold no role that can be on duty. */
export type OnRota = { id: string; name: string; isHere: boolean };

type Entered = { area: string; weekday: string; person: OnRota | null; depute: OnRota | null };

/** What is wrong with a turn, as a sentence; null when two people who work here are on it. */
export function holeIn({ area, weekday, person, depute }: Entered): string | null {
  const where = `on ${weekday} in ${area}`;
  if (!person || !depute || (!person.isHere && !depute.isHere)) return `Nobody ${where}`;
  if (!person.isHere) return `${person.name} has left: ${depute.name} stands in ${where}, without a depute`;
  return depute.isHere ? null : `${depute.name} has left: no depute ${where}`;
}
