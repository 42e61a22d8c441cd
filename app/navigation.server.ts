import { accountsPaths } from "~/domain/accounts/accounts.paths";
import { accountsPolicy } from "~/domain/accounts/accounts.policy";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { notificationsPaths } from "~/domain/notifications/notifications.paths";
import { notificationsPolicy } from "~/domain/notifications/notifications.policy";
import { organisationsPaths } from "~/domain/organisations/organisations.paths";
import { organisationsPolicy } from "~/domain/organisations/organisations.policy";
import { outcomesPaths } from "~/domain/outcomes/outcomes.paths";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { importsPaths } from "~/domain/records/imports.paths";
import { recordsPolicy } from "~/domain/records/records.policy";
import { referencePaths } from "~/domain/reference/reference.paths";
import { referencePolicy } from "~/domain/reference/reference.policy";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { NavItem } from "~/ui/shell";

const entries: (NavItem & { permission: Permission })[] = [
  { href: "/", label: "Waiting for you", permission: accountsPolicy.signedIn },
  { href: alertsPaths.board(), label: "Alerts", permission: alertsPolicy.see },
  { href: alertsPaths.raise(), label: "Raise an alert", permission: alertsPolicy.raise },
  { href: exclusionsPaths.list(), label: "Exclusions", permission: exclusionsPolicy.see },
  { href: learnersPaths.list(), label: "Learners", permission: learnersPolicy.see },
  { href: learnersPaths.yours(), label: "Your young people", permission: learnersPolicy.seeRelated },
  { href: outcomesPaths.overview(), label: "Outcomes", permission: outcomesPolicy.see },
  { href: qualityPaths.list(), label: "Quality group", permission: outcomesPolicy.readQuality },
  { href: importsPaths.list(), label: "Imports", permission: recordsPolicy.import },
  { href: dutyPaths.rota(), label: "Duty", permission: dutyPolicy.see },
  { href: notificationsPaths.list(), label: "Notifications", permission: notificationsPolicy.see },
  { href: accountsPaths.channels(), label: "Your channels", permission: accountsPolicy.signedIn },
  { href: accountsPaths.people(), label: "People", permission: accountsPolicy.seePeople },
  { href: organisationsPaths.list(), label: "Schools", permission: organisationsPolicy.edit },
  { href: referencePaths.lists(), label: "Lists", permission: referencePolicy.edit },
];

/** The entries of the menu that the actor may open. */
export function navigationOf(actor: Actor): NavItem[] {
  return entries.filter((entry) => may(actor, entry.permission)).map(({ href, label }) => ({ href, label }));
}
