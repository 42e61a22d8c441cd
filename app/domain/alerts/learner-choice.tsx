import { type ReactNode, useEffect, useRef, useState } from "react";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import type { Field } from "~/ui/question";
import { raiseAlertWords } from "./alert-form.words";
import { alertsPaths } from "./alerts.paths";
import type { FoundLearner } from "./find-learners.server";

const quietMilliseconds = 250;
const words = raiseAlertWords.learner;

type Found = { learners: FoundLearner[]; words: string };

const countWords = (learners: FoundLearner[]) =>
  learners.length === 0
    ? "Nobody of your school was found by that name."
    : learners.length === 1
      ? "1 learner found."
      : `${learners.length} learners found.`;

/** Asks as somebody types; what was typed goes in the body of a post, never in a URL. */
function useFound(initial: Found): [Found, (form: HTMLFormElement, typed: string) => void] {
  const [found, setFound] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = async (form: HTMLFormElement, typed: string, turn: number) => {
    const body = new URLSearchParams({ typed, schoolId: String(new FormData(form).get("schoolId") ?? "") });
    const answer = await fetch(alertsPaths.findLearner(), { method: "POST", body }).catch(() => null);
    if (asked.current !== turn) return;
    if (!answer?.ok)
      return setFound((before) => ({
        ...before,
        words: "The list cannot be searched just now. Press Find, or enter the child below.",
      }));
    const { learners } = (await answer.json()) as { learners: FoundLearner[] };
    setFound({ learners, words: countWords(learners) });
  };
  return [
    found,
    (form, typed) => {
      clearTimeout(timer.current);
      asked.current += 1;
      const turn = asked.current;
      if (typed.trim().length >= 2)
        timer.current = setTimeout(() => ask(form, typed, turn), quietMilliseconds);
    },
  ];
}

type LearnerChoiceProps = {
  field: Field;
  /** Found without JavaScript, or chosen before an error. */
  found: FoundLearner[];
  typed: string;
  hasSearched: boolean;
  /** The questions about a child who is not in the list. */
  newChild: ReactNode;
};

/** Who it is about: type, then choose; or say that the child is not in the list. */
export function LearnerChoice({ field, found: initial, typed, hasSearched, newChild }: LearnerChoiceProps) {
  const [found, search] = useFound({ learners: initial, words: hasSearched ? countWords(initial) : "" });
  return (
    <div className="vs-learner-choice">
      <div className="ds_question">
        <label className="ds_label" htmlFor="learner-query">
          {words.label}
        </label>
        <p className="ds_hint-text" id="learner-query-hint">
          {words.hint}
        </p>
        <div className="flex flex-wrap items-end gap-2">
          <input
            id="learner-query"
            name="learnerQuery"
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            defaultValue={typed}
            aria-describedby="learner-query-hint"
            className="ds_input ds_input--fixed-20"
            onChange={(event) =>
              event.currentTarget.form && search(event.currentTarget.form, event.currentTarget.value)
            }
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
          <SubmitButton kind="secondary" isSmall name="intent" value="find">
            Find
          </SubmitButton>
        </div>
        <p aria-live="polite" className="ds_hint-text">
          {found.words}
        </p>
      </div>
      <Radios
        field={field}
        label="The learner"
        isSmall
        options={[
          ...found.learners.map(({ id, name, stage, earlier }) => ({
            value: id,
            label: `${name}, ${stage}`,
            hint: earlier ?? undefined,
          })),
          { value: "new", label: "A child who is not in the list", reveals: newChild },
        ]}
      />
    </div>
  );
}
