import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { calendarsPaths } from "./calendars.paths";

/** What a file may hold, for whoever writes one. */
export function ImportRules() {
  return (
    <Section id="rules" title="What a file may hold">
      <p>
        <TextLink href={calendarsPaths.importTemplate()}>A CSV file to start from</TextLink>. Its first line
        names the columns:
      </p>
      <ul>
        <li>
          <strong>kind</strong>: term, in-service day, local holiday, public holiday or half day
        </li>
        <li>
          <strong>name</strong>: up to 80 characters
        </li>
        <li>
          <strong>first day</strong> and <strong>last day</strong>: as 2027-08-16 or 16/08/2027, both
          included; without a last day it is one day
        </li>
        <li>
          <strong>school</strong>, if the day is one school’s alone: its SEED code
        </li>
      </ul>
      <p>
        In an iCal file the kind is read from the category or the name of an event, such as “In-service day”
        or “September weekend holiday”. An event that repeats is refused: enter each day by itself.
      </p>
      <p>
        Holidays close schools and the Virtual School, in-service days schools only. A term that starts on the
        same day, and a day that is entered already, are changed. What is not in the file stays as it is.
      </p>
    </Section>
  );
}
