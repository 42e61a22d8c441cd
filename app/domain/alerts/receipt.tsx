import type { ReactNode } from "react";
import { PhoneLink } from "~/ui/link";
import { EmergencyCard } from "~/ui/notice";
import { Section } from "~/ui/page";
import { TimeLeft } from "~/ui/time-left";
import type { AlertView } from "./alert-view.server";

type Step = { key: "stored" | "sent" | "answered"; done: boolean; words: ReactNode };

function steps({ receipt, now, isAnswered }: Pick<AlertView, "receipt" | "now" | "isAnswered">): Step[] {
  const asked = receipt.asked || "the Virtual School";
  return [
    { key: "stored", done: true, words: `Stored ${receipt.storedAt}` },
    {
      key: "sent",
      done: receipt.accepted !== null,
      words:
        receipt.accepted ??
        receipt.problem ??
        (receipt.isRetrying
          ? `The message to ${asked} was not taken yet. It is tried again by itself; the alert already shows on the board`
          : `The message to ${asked} is on its way`),
    },
    {
      key: "answered",
      done: isAnswered,
      words: isAnswered ? (
        `Answered ${receipt.answeredAt} by ${receipt.answeredBy}, who will ring by ${receipt.willRingBy}`
      ) : (
        <>
          Waiting for an answer: <TimeLeft due={receipt.answerDueAt} now={now} />
        </>
      ),
    },
  ];
}

type ReceiptProps = {
  view: Pick<AlertView, "receipt" | "now" | "isAnswered" | "phones">;
  /** The reader raised it. */
  isRaiser: boolean;
};

/** What has become of an alert so far; and whom to ring if nobody answers. */
export function Receipt({ view, isRaiser }: ReceiptProps) {
  const waiting = isRaiser ? "Your alert is on its way" : "Nobody has answered yet";
  return (
    <Section id="receipt" title={view.isAnswered ? "Answered" : waiting}>
      <ol className="vs-receipt">
        {steps(view).map((step) => (
          <li
            key={step.key}
            className={step.done ? "vs-receipt__step vs-receipt__step--done" : "vs-receipt__step"}
          >
            <span className="visually-hidden">{step.done ? "Done: " : "Waiting: "}</span>
            {step.words}
          </li>
        ))}
      </ol>
      {!view.isAnswered && view.phones.nobodyAnswers.length > 0 && (
        <p>
          If nobody answers, ring{" "}
          {view.phones.nobodyAnswers.map((phone, index) => (
            <span key={phone.id}>
              {index > 0 && " or "}
              {phone.label} <PhoneLink number={phone.number} />
            </span>
          ))}
          .
        </p>
      )}
    </Section>
  );
}

/** The numbers to ring first, while a child is not safe or was already sent out. */
export function RingFirst({ phones }: { phones: AlertView["phones"]["notSafe"] }) {
  return (
    <EmergencyCard title="Ring first" phones={phones}>
      <p>The child is not in school or not safe. This page is not an emergency route.</p>
    </EmergencyCard>
  );
}
