import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { classNames } from "./class-names";

type Look = { kind?: "primary" | "secondary" | "danger"; isSmall?: boolean };

const lookClasses = ({ kind = "primary", isSmall = false }: Look) =>
  classNames("ds_button", kind !== "primary" && `ds_button--${kind}`, isSmall && "ds_button--small");

/** A link that looks like a button: the start of a task. */
export function ButtonLink({ href, kind, isSmall, children }: Look & { href: string; children: ReactNode }) {
  return (
    <a href={href} className={lookClasses({ kind, isSmall })}>
      {children}
    </a>
  );
}

type SubmitButtonProps = Look & {
  name?: string;
  value?: string;
  /** Shown from the press until the next page. */
  busyLabel?: string;
  children: ReactNode;
};

/** Sends its form once: a second press while the first is on its way does nothing. */
export function SubmitButton({
  name,
  value,
  busyLabel = "One moment…",
  kind,
  isSmall,
  children,
}: SubmitButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const isBusy = useIsBusy(button);
  return (
    <button
      ref={button}
      type="submit"
      name={name}
      value={value}
      // Not `disabled`: a disabled button drops its own name and value from what is sent, and loses the focus.
      aria-disabled={isBusy || undefined}
      className={classNames(lookClasses({ kind, isSmall }), isBusy && "vs-busy")}
    >
      {isBusy ? busyLabel : children}
    </button>
  );
}

/** Forms on their way, each with the press that sent it; a form may have several submit buttons. */
const sent = new WeakMap<HTMLFormElement, SubmitEvent>();

/** After this the form may be sent again: on a bad line the first press may never have left. */
const releaseAfterMilliseconds = 15_000;

function useIsBusy(button: RefObject<HTMLButtonElement | null>) {
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    const form = button.current?.form;
    if (!form) return;
    const release = () => {
      sent.delete(form);
      setIsBusy(false);
    };
    const onSubmit = (event: SubmitEvent) => {
      if (sent.has(form) && sent.get(form) !== event) return event.preventDefault();
      sent.set(form, event);
      // Later, because a check in the page may still hold the form back.
      setTimeout(() => (event.defaultPrevented ? release() : setIsBusy(event.submitter === button.current)));
      setTimeout(release, releaseAfterMilliseconds);
    };
    form.addEventListener("submit", onSubmit);
    // The browser's back button brings a page back as it was left: busy.
    window.addEventListener("pageshow", release);
    return () => {
      form.removeEventListener("submit", onSubmit);
      window.removeEventListener("pageshow", release);
    };
  }, [button]);
  return isBusy;
}

/** Buttons side by side, under each other on a phone. The first is the main one. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="ds_button-group">{children}</div>;
}
