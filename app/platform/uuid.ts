const shape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Could this be an id of ours? Anything else in a URL is simply not found. */
export const isUuid = (value: string | null | undefined): value is string =>
  typeof value === "string" && shape.test(value);
