import type { ReactNode } from "react";

export type TagColour = "grey" | "green" | "teal" | "blue" | "purple" | "red" | "orange" | "yellow";

/** A state in a word or two. The colour only repeats what the words say. */
export function Tag({ colour = "grey", children }: { colour?: TagColour; children: ReactNode }) {
  return <strong className={`ds_tag ds_tag--${colour} vs-tag`}>{children}</strong>;
}
