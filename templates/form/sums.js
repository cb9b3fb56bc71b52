// What a hurdle's figures are made of: `planself.scoring.sums`.

/** @typedef {{id: string, state: State, points: number | null}} QuestionResult */
/**
 * @typedef {object} Sums
 * @property {number} asked weight of what was asked
 * @property {number} applicable weight of what applies
 * @property {number} answered weight of what is answered
 * @property {number} weighted weighted points
 * @property {number[]} open weights of what is open
 */

/**
 * Return the sums of every hurdle, over the questions that were asked.
 * @param {Plan} plan
 * @param {QuestionResult[]} questions in the plan's order
 * @returns {Map<string, Sums>}
 */
function addUp(plan, questions) {
  /** @type {Map<string, Sums>} */
  const sums = new Map(
    plan.hurdles.map((hurdle) => [hurdle.id, { asked: 0, applicable: 0, answered: 0, weighted: 0, open: [] }]),
  );
  plan.questions.forEach((question, place) => {
    const { state, points } = questions[place];
    if (state === "not_asked") return;
    for (const [hurdle, weight] of question.weights) {
      const sum = /** @type {Sums} */ (sums.get(hurdle));
      sum.asked += weight;
      if (!isApplicable(state)) continue;
      sum.applicable += weight;
      if (points === null) {
        sum.open.push(weight);
      } else {
        sum.answered += weight;
        sum.weighted += weight * points;
      }
    }
  });
  return sums;
}
