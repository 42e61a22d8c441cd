import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { answerSwap, withdrawSwap } from "~/domain/duty/answer-swap.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { answerSwapSchema, withdrawSwapSchema } from "~/domain/duty/rota.schema";
import { SwapList } from "~/domain/duty/swap-list";
import { waitingSwaps } from "~/domain/duty/swaps.queries.server";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { BackLink, TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Swap a day of duty");

export const loader = guarded(dutyPolicy.swap, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => ({
    swaps: await waitingSwaps(tx, actor.personId, dayOf(clock.now())),
    hasSaved: new URL(request.url).searchParams.has("saved"),
  })),
);

export const action = guarded(dutyPolicy.swap, async ({ actor, clock, request }) => {
  const sent = Object.fromEntries(await request.formData());
  const answered = answerSwapSchema.safeParse(sent);
  const withdrawn = withdrawSwapSchema.safeParse(sent);
  if (answered.success) await answerSwap(actor, answered.data, clock);
  else if (withdrawn.success && sent.answer === "withdrawn") await withdrawSwap(actor, withdrawn.data, clock);
  else throw new Invalid("Select a swap and an answer.");
  throw redirect(`${dutyPaths.swaps()}?saved`);
});

export default function Swaps() {
  const { swaps, hasSaved } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Swap a day of duty"
      lead="A colleague is asked by mail. Nothing changes until they accept."
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
      actions={<ButtonLink href={dutyPaths.newSwap()}>Ask somebody to swap</ButtonLink>}
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <SwapList swaps={swaps} />
      <p>
        To put somebody on a day without asking, use{" "}
        <TextLink href={dutyPaths.days()}>Duty day by day</TextLink>.
      </p>
    </Page>
  );
}
