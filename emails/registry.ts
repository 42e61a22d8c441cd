import type { z } from "zod";
import { channelTest } from "./accounts/channel-test";
import { signInCode } from "./accounts/sign-in-code";
import { actionAgreed } from "./alerts/action-agreed";
import { alertAcknowledged } from "./alerts/alert-acknowledged";
import { alertAssigned } from "./alerts/alert-assigned";
import { alertDecided } from "./alerts/alert-decided";
import { alertDuplicate } from "./alerts/alert-duplicate";
import { alertEscalated } from "./alerts/alert-escalated";
import { alertHandedOver } from "./alerts/alert-handed-over";
import { alertNotForVirtualSchool } from "./alerts/alert-not-for-virtual-school";
import { alertRaised } from "./alerts/alert-raised";
import { alertRaisedCopy } from "./alerts/alert-raised-copy";
import { alertReminder } from "./alerts/alert-reminder";
import { alertWithdrawn } from "./alerts/alert-withdrawn";
import { promiseBroken } from "./alerts/promise-broken";
import { coverageHole } from "./duty/coverage-hole";
import { swapAnswered } from "./duty/swap-answered";
import { swapProposed } from "./duty/swap-proposed";
import { dutyDue } from "./exclusions/duty-due";
import { exclusionRecorded } from "./exclusions/exclusion-recorded";
import { hostInvited } from "./learners/host-invited";

/** Every mail the app can send. The key is the file, and what the outbox stores. */
export const registry = {
  "accounts/channel-test": channelTest,
  "accounts/sign-in-code": signInCode,
  "alerts/action-agreed": actionAgreed,
  "alerts/alert-acknowledged": alertAcknowledged,
  "alerts/alert-assigned": alertAssigned,
  "alerts/alert-decided": alertDecided,
  "alerts/alert-duplicate": alertDuplicate,
  "alerts/alert-escalated": alertEscalated,
  "alerts/alert-handed-over": alertHandedOver,
  "alerts/alert-not-for-virtual-school": alertNotForVirtualSchool,
  "alerts/alert-raised": alertRaised,
  "alerts/alert-raised-copy": alertRaisedCopy,
  "alerts/alert-reminder": alertReminder,
  "alerts/alert-withdrawn": alertWithdrawn,
  "alerts/promise-broken": promiseBroken,
  "duty/coverage-hole": coverageHole,
  "duty/swap-answered": swapAnswered,
  "duty/swap-proposed": swapProposed,
  "exclusions/duty-due": dutyDue,
  "exclusions/exclusion-recorded": exclusionRecorded,
  "learners/host-invited": hostInvited,
} as const;

/** Name of a mail, such as "alerts/alert-raised". */
export type Template = keyof typeof registry;

/** What a command hands over for one template. */
export type InputOf<T extends Template> = z.input<(typeof registry)[T]["schema"]>;

/** Is this a mail the app can still send? A row may be older than the release that reads it. */
export const isTemplate = (name: string): name is Template => Object.hasOwn(registry, name);
