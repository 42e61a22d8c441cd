import type { Permission } from "~/platform/actor";
import { alertsPolicy } from "../alerts.policy";
import type { AlertVerb } from "./alert-states";

/** Who may do what with an alert they see; with `alert-states.ts`, what the room README shows. */
export const verbPermissions = {
  acknowledge: alertsPolicy.acknowledge,
  assign: alertsPolicy.assign,
  add_note: alertsPolicy.addNote,
  record_call: alertsPolicy.addNote,
  consider_option: alertsPolicy.coordinate,
  add_person: alertsPolicy.coordinate,
  tell_person: alertsPolicy.coordinate,
  offer_advocacy: alertsPolicy.coordinate,
  record_meeting: alertsPolicy.coordinate,
  agree_action: alertsPolicy.coordinate,
  tick_action: alertsPolicy.tickAction,
  record_decision: alertsPolicy.decide,
  follow_up_check: alertsPolicy.followUp,
  match_child: alertsPolicy.verify,
  withdraw: alertsPolicy.withdraw,
  not_for_virtual_school: alertsPolicy.verify,
  mark_duplicate: alertsPolicy.close,
  hand_over: alertsPolicy.handOver,
  answer_hand_over: alertsPolicy.handOver,
  close: alertsPolicy.close,
} as const satisfies Record<AlertVerb, Permission>;
