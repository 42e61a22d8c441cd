import { useEffect, useState } from "react";
import { formatTime } from "~/platform/format";

const quietMilliseconds = 2000;

/** Keeps what is typed on the server, a moment after each pause. Gives the time of the last keeping, or null. */
export function useDraft(formId: string): string | null {
  const [savedAt, setSavedAt] = useState<string | null>(null);
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = async () => {
      const body = new URLSearchParams(
        [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === "string"),
      );
      const answer = await fetch("/alerts/draft", { method: "POST", body }).catch(() => null);
      if (answer?.ok) setSavedAt(formatTime(new Date()));
    };
    const onInput = () => {
      clearTimeout(timer);
      timer = setTimeout(save, quietMilliseconds);
    };
    const stop = () => clearTimeout(timer);
    form.addEventListener("input", onInput);
    form.addEventListener("submit", stop);
    return () => {
      stop();
      form.removeEventListener("input", onInput);
      form.removeEventListener("submit", stop);
    };
  }, [formId]);
  return savedAt;
}
