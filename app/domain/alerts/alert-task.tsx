import { TaskPage, type TaskProps } from "~/ui/task-page";
import { alertsPaths } from "./alerts.paths";

type AlertTaskProps = TaskProps & { alert: { id: string; reference: string } };

/** The frame of a page on which one thing is done with one alert. */
export function AlertTask({ alert, ...task }: AlertTaskProps) {
  const back = { href: alertsPaths.record(alert.id), label: "Back to the alert" };
  return <TaskPage label={`Alert ${alert.reference}`} back={back} {...task} />;
}
