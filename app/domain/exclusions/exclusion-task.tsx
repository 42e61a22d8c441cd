import { TaskPage, type TaskProps } from "~/ui/task-page";
import { exclusionsPaths } from "./exclusions.paths";

type ExclusionTaskProps = TaskProps & { exclusion: { id: string; reference: string } };

/** The frame of a page on which one thing is done with one exclusion. */
export function ExclusionTask({ exclusion, ...task }: ExclusionTaskProps) {
  const back = { href: exclusionsPaths.exclusion(exclusion.id), label: "Back to the exclusion" };
  return <TaskPage label={`Exclusion ${exclusion.reference}`} back={back} {...task} />;
}
