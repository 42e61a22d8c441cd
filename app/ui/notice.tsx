import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { PhoneLink } from "./link";

type NoticeKind = "info" | "warning" | "success";

const looks: Record<NoticeKind, { icon: IconName; className: string }> = {
  info: { icon: "info", className: "ds_notification-message ds_notification-message--info" },
  warning: { icon: "warning", className: "ds_notification-message ds_notification-message--warning" },
  success: { icon: "success", className: "ds_notification-message" },
};

type NoticeProps = {
  kind?: NoticeKind;
  title?: string;
  /** True for what has just happened ("Alert stored"): screen readers then read it out. */
  isNews?: boolean;
  children?: ReactNode;
};

/** Something to know before reading on. */
export function Notice({ kind = "info", title, isNews = false, children }: NoticeProps) {
  const { icon, className } = looks[kind];
  return (
    <div className={`${className} vs-notice`} role={isNews ? "status" : undefined}>
      <Icon name={icon} className="ds_notification-message__icon" />
      {title !== undefined && <p className="ds_notification-message__title vs-notice__title">{title}</p>}
      {children !== undefined && <div className="ds_notification-message__body">{children}</div>}
    </div>
  );
}

export type Phone = { label: string; number: string; note?: string };

/** Whom to ring when a child is not safe. The app is never the way to ask for help at once. */
export function EmergencyCard({
  title,
  phones,
  children,
}: {
  title: string;
  phones: readonly Phone[];
  children?: ReactNode;
}) {
  return (
    <section className="vs-emergency" aria-label={title}>
      <p className="vs-emergency__title">
        <Icon name="phone" />
        {title}
      </p>
      {children}
      <ul className="vs-emergency__phones">
        {phones.map((phone) => (
          <li key={`${phone.label} ${phone.number}`}>
            <span className="vs-emergency__label">{phone.label}</span>
            <PhoneLink number={phone.number} />
            {phone.note !== undefined && <span className="vs-emergency__note">{phone.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
