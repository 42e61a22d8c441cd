import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A link to another page: a plain `<a>`, because pages load whole and personal pages are never fetched ahead. */
export function TextLink({
  href,
  children,
  isBold = false,
}: {
  href: string;
  children: ReactNode;
  isBold?: boolean;
}) {
  return (
    <a href={href} className={classNames("vs-link", isBold && "font-bold")}>
      {children}
    </a>
  );
}

/** "Back to …", placed above the page's heading. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="ds_back-link">
      {children}
    </a>
  );
}

/** A telephone number that a phone can ring. `number` is as people write it: "0141 496 0000". */
export function PhoneLink({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replace(/[^\d+]/g, "")}`} className="vs-phone">
      {number}
    </a>
  );
}
