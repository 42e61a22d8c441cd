import { useEffect, useState } from "react";
import { timeLeftWords } from "./time-left-words";

type Instant = Date | string;

const tickMilliseconds = 15_000;

/**
 * "14 minutes left", "6 minutes late". `now` is the server's clock when the page was made, which may differ from the
 * clock of the phone in somebody's hand (and does, in a demo): the browser only adds the time that has passed since.
 */
export function TimeLeft({ due, now }: { due: Instant; now: Instant }) {
  const dueAt = new Date(due).getTime();
  const madeAt = new Date(now).getTime();
  const { words, state } = timeLeftWords(dueAt, madeAt + useMillisecondsSince(madeAt));
  return (
    <time dateTime={new Date(dueAt).toISOString()} className={`vs-time-left vs-time-left--${state}`}>
      {words}
    </time>
  );
}

function useMillisecondsSince(madeAt: number) {
  const [passed, setPassed] = useState({ madeAt, milliseconds: 0 });
  useEffect(() => {
    const start = Date.now();
    const tick = () => setPassed({ madeAt, milliseconds: Date.now() - start });
    const timer = setInterval(tick, tickMilliseconds);
    return () => clearInterval(timer);
  }, [madeAt]);
  return passed.madeAt === madeAt ? passed.milliseconds : 0;
}
