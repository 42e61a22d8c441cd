import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { currentHref } from "./current-href";
import { Icon } from "./icon";
import { serviceName } from "./page-title";

export type NavItem = { href: string; label: string; count?: number };

/** What surrounds every page. `personName` is null for somebody who is not signed in. */
export type ShellProps = {
  personName: string | null;
  roleWords: string | null;
  navItems: NavItem[];
  isDemo: boolean;
  demoNote: string | null;
  /** What the demo's clock shows, and where it is moved; null outside the demo. */
  demoClock: { words: string; href: string } | null;
};

/** The shell of a page shown to nobody in particular: sign-in, and errors before we know who asked. */
export const emptyShell: ShellProps = {
  personName: null,
  roleWords: null,
  navItems: [],
  isDemo: false,
  demoNote: null,
  demoClock: null,
};

/** Skip link, header, navigation, demo banner, main and footer. */
export function Shell({ shell, children }: { shell: ShellProps; children: ReactNode }) {
  return (
    <div className="ds_page">
      <div className="ds_page__top">
        <SkipLink />
        {shell.isDemo && <DemoBanner note={shell.demoNote} clock={shell.demoClock} />}
        <header className="vs-header">
          <div className="ds_wrapper vs-header__bar">
            <Brand />
            {shell.personName !== null && <PhoneMenu shell={shell} />}
            {shell.personName !== null && <SignedIn shell={shell} />}
          </div>
        </header>
        {shell.navItems.length > 0 && (
          <nav className="vs-nav" aria-label="Main">
            <div className="ds_wrapper">
              <NavList items={shell.navItems} />
            </div>
          </nav>
        )}
      </div>
      <div className="ds_page__middle">
        <div className="ds_wrapper">
          <main id="main-content" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      <div className="ds_page__bottom">
        <Footer />
      </div>
    </div>
  );
}

function SkipLink() {
  return (
    <div className="ds_skip-links">
      <ul className="ds_skip-links__list">
        <li className="ds_skip-links__item">
          <a className="ds_skip-links__link" href="#main-content">
            Skip to main content
          </a>
        </li>
      </ul>
    </div>
  );
}

function DemoBanner({ note, clock }: { note: string | null; clock: ShellProps["demoClock"] }) {
  return (
    <section className="ds_phase-banner vs-demo" aria-label="Demo">
      <div className="ds_wrapper">
        <p className="ds_phase-banner__content">
          <strong className="ds_tag ds_phase-banner__tag">Demo</strong>
          <span className="ds_phase-banner__text">
            {note ?? "Every person, school and event here is invented."}
            {clock && (
              <>
                {" "}
                It is {clock.words}. <a href={clock.href}>Move the clock</a>
              </>
            )}
          </span>
        </p>
      </div>
    </section>
  );
}

function Brand() {
  return (
    <a className="vs-brand" href="/">
      <svg
        className="vs-brand__mark"
        aria-hidden="true"
        focusable="false"
        viewBox="0 0 40 40"
        width="40"
        height="40"
      >
        <rect width="40" height="40" rx="9" fill="#fff" />
        <path
          d="M9 12.5 20 29l11-16.5"
          fill="none"
          stroke="#0065bd"
          strokeWidth="5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="20" cy="11" r="3.5" fill="#002d54" />
      </svg>
      <span className="vs-brand__name">{serviceName}</span>
    </a>
  );
}

function SignedIn({ shell }: { shell: ShellProps }) {
  return (
    <div className="vs-signed-in">
      <Person shell={shell} />
      <SignOut />
    </div>
  );
}

function Person({ shell }: { shell: ShellProps }) {
  return (
    <p className="vs-person">
      <span className="vs-person__name">{shell.personName}</span>
      {shell.roleWords !== null && <span className="vs-person__role">{shell.roleWords}</span>}
    </p>
  );
}

function SignOut() {
  return (
    <form method="post" action="/sign-out">
      <button type="submit" className="vs-sign-out">
        Sign out
      </button>
    </form>
  );
}

/** The menu of a small screen: a disclosure that the browser opens by itself, without a script. */
function PhoneMenu({ shell }: { shell: ShellProps }) {
  const waiting = shell.navItems.reduce((sum, item) => sum + (item.count ?? 0), 0);
  return (
    <details className="vs-menu">
      <summary className="vs-menu__summary">
        <Icon name="menu" /> Menu
        {waiting > 0 && <Count of={waiting} />}
      </summary>
      <nav className="vs-menu__content" aria-label="Menu">
        <NavList items={shell.navItems} />
        <div className="vs-menu__person">
          <Person shell={shell} />
          <SignOut />
        </div>
      </nav>
    </details>
  );
}

function NavList({ items }: { items: NavItem[] }) {
  const current = currentHref(
    useLocation().pathname,
    items.map((item) => item.href),
  );
  return (
    <ul className="vs-nav__list">
      {items.map((item) => (
        <li key={item.href}>
          <a
            className="vs-nav__link"
            href={item.href}
            aria-current={item.href === current ? "page" : undefined}
          >
            {item.label}
            {item.count !== undefined && item.count > 0 && <Count of={item.count} />}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Count({ of }: { of: number }) {
  return (
    <>
      {" "}
      <span className="vs-count">
        {of}
        <span className="visually-hidden"> waiting</span>
      </span>
    </>
  );
}

function Footer() {
  return (
    <footer className="ds_site-footer">
      <div className="ds_wrapper">
        <div className="vs-footer">
          <p>
            <strong>This is not an emergency service.</strong> If somebody is in danger now, call{" "}
            <a href="tel:999">999</a>.
          </p>
          <p className="vs-footer__name">{serviceName}</p>
        </div>
      </div>
    </footer>
  );
}
