// One by one: all components together load a highlighter for code and Tailwind, most of a second at each start.
import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Text } from "@react-email/text";
import type { ReactNode } from "react";

const font = "Roboto, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
const text = { fontFamily: font, fontSize: "18px", lineHeight: "28px", margin: "0 0 16px" };
const ink = "#333333";

// Inline colours are for programs that drop style elements; the classes let the others follow the reader's dark setting.
const darkStyles = `
@media (prefers-color-scheme: dark) {
  .page, .page td, .sheet { background: #1a1a1a !important; }
  .ink { color: #f2f2f2 !important; }
  .line { border-color: #888888 !important; }
  .door { background: #99c7ec !important; color: #111111 !important; }
}`;

/** What every mail ends with. */
export const footer =
  "Sent by the Virtual School. This mail holds no personal details, on purpose. Please do not reply: nobody reads the mailbox it comes from.";

type LayoutProps = { title: string; children: ReactNode };

/** The sheet every mail is written on. */
export function Layout({ title, children }: LayoutProps) {
  return (
    <Html lang="en-GB">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Body className="page" style={{ background: "#ffffff", margin: 0, padding: "16px" }}>
        <Container className="sheet" style={{ maxWidth: "600px", background: "#ffffff" }}>
          <Heading
            as="h1"
            className="ink"
            style={{ ...text, color: ink, fontSize: "24px", lineHeight: "32px" }}
          >
            {title}
          </Heading>
          {children}
          <Hr className="line" style={{ borderColor: "#b3b3b3", margin: "24px 0 16px" }} />
          <Text className="ink" style={{ ...text, color: ink, fontSize: "16px", lineHeight: "24px" }}>
            {footer}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** One paragraph. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ ...text, color: ink }}>
      {children}
    </Text>
  );
}

/** The code somebody types to sign in, large and easy to copy. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <Text
      className="ink"
      style={{ ...text, color: ink, fontSize: "36px", lineHeight: "44px", letterSpacing: "4px" }}
    >
      <strong>{children}</strong>
    </Text>
  );
}

/** The way into the app, as a button. */
export function Door({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      className="door"
      href={href}
      style={{ ...text, background: "#0065bd", color: "#ffffff", padding: "12px 20px", fontWeight: "bold" }}
    >
      {children}
    </Button>
  );
}
