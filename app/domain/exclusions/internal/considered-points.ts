/** A point of the checklist as a version words it. */
type Point = { code: string; version: number; label: string; hint: string | null };

/** An answer that was given to a version of a point. */
export type GivenAnswer = {
  point: string;
  version: number;
  isConsidered: boolean;
  comment: string | null;
  evidence: string | null;
};

/** A point with the answer that holds; `answeredWords` are the words it was given under. */
export type PointAnswered<A extends GivenAnswer> = Point & {
  answer: (A & { answeredWords: string }) | null;
};

/**
 * The points that are offered, in their order, then those answered that are offered no more; each with its latest answer.
 * @param answers newest first
 * @param labels the words of every version, by "code@version"
 */
export function pointsAnswered<A extends GivenAnswer>(
  offered: readonly Point[],
  answers: readonly A[],
  labels: ReadonlyMap<string, string>,
): PointAnswered<A>[] {
  const wordsOf = ({ point, version }: A) => labels.get(`${point}@${version}`) ?? point;
  const answered = (point: Point): PointAnswered<A> => {
    const answer = answers.find((one) => one.point === point.code);
    return { ...point, answer: answer ? { ...answer, answeredWords: wordsOf(answer) } : null };
  };
  const codes = [...new Set(answers.map(({ point }) => point))];
  const retired = codes
    .filter((code) => !offered.some((point) => point.code === code))
    .flatMap((code) => answers.find(({ point }) => point === code) ?? [])
    .map((answer) => ({
      code: answer.point,
      version: answer.version,
      label: wordsOf(answer),
      hint: null,
    }));
  return [...offered, ...retired].map(answered);
}

/** "7 of 10 considered", and how many were answered with no, where some were. */
export function countInWords(points: readonly { answer: { isConsidered: boolean } | null }[]): string {
  const considered = points.filter(({ answer }) => answer?.isConsidered === true).length;
  const not = points.filter(({ answer }) => answer?.isConsidered === false).length;
  const count = `${considered} of ${points.length} considered`;
  return not === 0 ? count : `${count}, ${not} answered with no`;
}
