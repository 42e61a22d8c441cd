/** Joins class names, leaving out what is false, null or undefined. */
export const classNames = (...names: (string | false | null | undefined)[]) =>
  names.filter(Boolean).join(" ");
