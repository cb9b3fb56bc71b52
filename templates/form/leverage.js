// Leverage and gaps: `planself.scoring.leverage`.

/** @typedef {{question: string, missing: number, gain: number}} Lever */
/** @typedef {{question: string, width: number}} Gap */

/**
 * Return the answered questions below their best, those where most is missing first; numbers in tenths.
 * @param {Plan} plan
 * @param {Answers} answers
 * @param {Result} result
 * @returns {Lever[]}
 */
function leverage(plan, answers, result) {
  const rise = riseOf(plan, result);
  const lower = new Map(result.hurdles.map((hurdle) => [hurdle.id, hurdle.lower ?? 0]));
  const levers = scored(plan, result).flatMap(([question, { points: now }]) => {
    const best = bestPoints(question.rule);
    const given = answers.get(question.id);
    if (now === null || now >= best || given === undefined || !("value" in given)) return [];
    const better = betterPoints(question.rule, given.value);
    return [
      {
        least: Math.min(...question.weights.map(([hurdle]) => lower.get(hurdle) ?? 0)),
        question: question.id,
        missing: rise(question, best - now),
        gain: better === null ? 0 : rise(question, better - now),
      },
    ];
  });
  levers.sort((a, b) => b.missing - a.missing || a.least - b.least);
  return levers.map(({ question, missing, gain }) => ({ question, missing, gain }));
}

/**
 * Return the questions said to be unknown or left out, those where most is open first.
 * @param {Plan} plan
 * @param {Result} result
 * @returns {Gap[]}
 */
function gaps(plan, result) {
  const rise = riseOf(plan, result);
  return scored(plan, result)
    .filter(([, { state }]) => state === "unknown" || state === "missing")
    .map(([question]) => ({ question: question.id, width: rise(question, bestPoints(question.rule)) }))
    .sort((a, b) => b.width - a.width);
}

/**
 * Return how far the overall lower bound would rise if a question had more points than it has.
 * @param {Plan} plan
 * @param {Result} result
 * @returns {(question: Question, more: number) => number}
 */
function riseOf(plan, result) {
  const sums = addUp(plan, result.questions);
  const hurdles = plan.hurdles.flatMap((hurdle) => {
    const own = sums.get(hurdle.id);
    return own?.applicable ? [{ id: hurdle.id, weight: hurdle.weight, sums: own }] : [];
  });
  const whole = sum(hurdles.map((hurdle) => hurdle.weight));
  const lower = (/** @type {Map<string, number>} */ added) =>
    whole ? rdiv(sum(hurdles.map(({ id, weight, sums }) => weight * secured(sums, added.get(id) ?? 0))), whole) : 0;
  const now = lower(new Map());
  return (question, more) => lower(new Map(question.weights.map(([id, weight]) => [id, weight * more]))) - now;
}

/**
 * @param {Plan} plan
 * @param {Result} result
 * @returns {[Question, QuestionResult][]}
 */
function scored(plan, result) {
  /** @type {[Question, QuestionResult][]} */
  const pairs = plan.questions.map((question, place) => [question, result.questions[place]]);
  return pairs.filter(([question]) => question.weights.length > 0);
}
