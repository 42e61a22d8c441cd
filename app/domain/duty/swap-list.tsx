import { ButtonGroup, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { Card } from "~/ui/page";
import type { WaitingSwap } from "./swaps.queries.server";

const offered = ({ other, given, taken }: WaitingSwap) =>
  `${other} asks you to take ${given}${taken ? `, and would take ${taken}` : ""}.`;

const asked = ({ other, given, taken }: WaitingSwap) =>
  `You asked ${other} to take ${given}${taken ? `, and would take ${taken}` : ""}.`;

/** Swaps that wait: those one is asked to answer, and one's own. */
export function SwapList({ swaps }: { swaps: readonly WaitingSwap[] }) {
  if (swaps.length === 0) return <p className="vs-empty">No swap waits for an answer.</p>;
  return swaps.map((swap) => (
    <Card key={swap.id}>
      <p>{swap.isMine ? asked(swap) : offered(swap)}</p>
      <ActionForm hidden={{ swapId: swap.id }}>
        <ButtonGroup>
          {swap.isMine ? (
            <SubmitButton kind="secondary" isSmall name="answer" value="withdrawn">
              Withdraw<span className="visually-hidden">{` the swap of ${swap.given}`}</span>
            </SubmitButton>
          ) : (
            <>
              <SubmitButton isSmall name="answer" value="accepted">
                Accept<span className="visually-hidden">{` ${swap.given}`}</span>
              </SubmitButton>
              <SubmitButton kind="secondary" isSmall name="answer" value="declined">
                Decline<span className="visually-hidden">{` ${swap.given}`}</span>
              </SubmitButton>
            </>
          )}
        </ButtonGroup>
      </ActionForm>
    </Card>
  ));
}
