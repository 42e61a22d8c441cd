import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { currentClock } from "~/domain/calendars/clock.server";
import { demoMoves, demoMoveWords, moveDemoClockSchema } from "~/domain/calendars/demo-clock.schema";
import { moveDemoClock } from "~/domain/calendars/move-demo-clock.server";
import { env } from "~/platform/env.server";
import { submit } from "~/platform/form.server";
import { formatTime, formatWeekday } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Clock of the demo");

/** Demo only: everybody may move it, because everybody in it is invented. */
export async function loader() {
  if (!env().isDemo) throw new Response(null, { status: 404 });
  const now = (await currentClock()).now();
  return { time: formatTime(now), day: formatWeekday(now), year: now.getUTCFullYear() };
}

export async function action({ request }: ActionFunctionArgs) {
  if (!env().isDemo) throw new Response(null, { status: 404 });
  const { again } = await submit(await request.formData(), moveDemoClockSchema, async (input) =>
    moveDemoClock(input, await currentClock()),
  );
  if (again) throw new Response("Press one of the buttons.", { status: again.init?.status ?? 400 });
  throw redirect(calendarsPaths.demoClock());
}

export default function DemoClock() {
  const { time, day, year } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Clock of the demo"
      lead="Move it on, and watch reminders, the next person being told, and follow-up happen. It goes forward only, for everybody."
    >
      <p>
        It is now <strong>{time}</strong> on <strong>{`${day} ${year}`}</strong>.
      </p>
      <ActionForm action={calendarsPaths.demoClock()}>
        <div className="flex flex-wrap gap-4">
          {demoMoves.map((move) => (
            <SubmitButton key={move} name="move" value={move} kind="secondary">
              {demoMoveWords[move]}
            </SubmitButton>
          ))}
        </div>
      </ActionForm>
    </Page>
  );
}
