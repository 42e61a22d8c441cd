import type { LetterTemplateCode } from "./letter-templates.words";
import type { RefList } from "./reference.schema";

/** URLs of the reference room. */
export const referencePaths = {
  lists: () => "/reference",
  code: (list: RefList, code: string) => `/reference/${list}/${code}`,
  newCode: (list: RefList) => `/reference/${list}/new`,
  letter: (template: LetterTemplateCode) => `/reference/letters/${template}`,
};
