import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { Code, Door, footer, Layout, Paragraph } from "./layout";

type Props = { children?: ReactNode; title?: string; href?: string };

const listOf = (children: ReactNode): ReactNode[] => (Array.isArray(children) ? children : [children]);

/** The words of a line: text, and what stands in bold. */
function lineOf(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(lineOf).join("");
  if (isValidElement<Props>(node) && (node.type === "strong" || node.type === Fragment)) {
    return lineOf(node.props.children);
  }
  throw new Error("a mail holds an element that plain text has no words for");
}

function blocksOf(node: ReactNode): string[] {
  if (!isValidElement<Props>(node)) {
    if (Array.isArray(node)) return node.flatMap(blocksOf);
    const line = lineOf(node);
    return line === "" ? [] : [line];
  }
  const { type, props } = node;
  if (type === Layout) return [props.title ?? "", ...listOf(props.children).flatMap(blocksOf), footer];
  if (type === Paragraph || type === Code) return [lineOf(props.children)];
  if (type === Door) return [`${lineOf(props.children)}: ${props.href}`];
  if (type === Fragment) return blocksOf(props.children);
  if (typeof type === "function") return blocksOf((type as (props: Props) => ReactNode)(props));
  throw new Error("a mail holds an element that plain text has no words for");
}

/**
 * A mail as plain text, read from the same elements as its HTML, so that the two say the same.
 * @throws for an element that is not one of the layout's
 */
export function plainTextOf(body: ReactElement): string {
  return `${blocksOf(body).join("\n\n")}\n`;
}
