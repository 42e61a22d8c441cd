import { learnersPaths } from "~/domain/learners/learners.paths";
import { TaskPage, type TaskProps } from "~/ui/task-page";

type TimeOutTaskProps = TaskProps & { learner: { id: string; name: string } };

/** The frame of a page on which one thing is done about a learner's time out of school. */
export function TimeOutTask({ learner, ...task }: TimeOutTaskProps) {
  const back = { href: learnersPaths.record(learner.id), label: "Back to the learner" };
  return <TaskPage label={learner.name} back={back} {...task} />;
}
