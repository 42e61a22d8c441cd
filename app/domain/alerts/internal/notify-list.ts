/** Said in place of telling somebody whom the notify list leaves out. */
export const notToBeTold =
  "The notify list says that this person may not be told. Ring the Virtual School before you involve them";

/** May this person of the notify list hear of the alert and of the decision? Nobody else is offered or marked as told. */
export const mayBeToldOfDecision = (entry: { mayBeTold: readonly string[] }): boolean =>
  entry.mayBeTold.includes("decision");
