/** A code made from wording: "Time with a key adult" gives "time_with_a_key_adult"; at most 50 characters. */
export function codeOf(label: string): string {
  const words = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return words.slice(0, 50).replace(/_+$/, "");
}
