import { TaskPage, type TaskProps } from "~/ui/task-page";
import { learnersPaths } from "./learners.paths";

type LearnerTaskProps = TaskProps & { learner: { id: string; name: string } };

/** The frame of a page on which one thing is done about one learner. */
export function LearnerTask({ learner, ...task }: LearnerTaskProps) {
  const back = { href: learnersPaths.record(learner.id), label: "Back to the learner" };
  return <TaskPage label={learner.name} back={back} {...task} />;
}
