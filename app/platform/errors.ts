type Details = Record<string, string | number | boolean | null>;

/** A refusal with a sentence for the person and details (ids only) for the log. */
abstract class Refusal extends Error {
  abstract readonly status: 400 | 403 | 404 | 409;
  constructor(
    readonly sentence: string,
    readonly details: Details = {},
  ) {
    super(sentence);
    this.name = this.constructor.name;
  }
}

/** Not there, or not there for this person: the two look the same. */
export class NotFound extends Refusal {
  readonly status = 404;
}

/** Their role does not include this. */
export class NotAllowed extends Refusal {
  readonly status = 403;
}

/** Somebody was first, or the record has moved on. */
export class Conflict extends Refusal {
  readonly status = 409;
}

/** The input cannot be right; `field` names the field it belongs beside, if one. */
export class Invalid extends Refusal {
  readonly status = 400;
  constructor(
    sentence: string,
    readonly field: string | null = null,
    details: Details = {},
  ) {
    super(sentence, details);
  }
}

export { Refusal };
