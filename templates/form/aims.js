// What measures aim at: which of the aimed answers are weaker today than a measure would have them; `planself.analysis.aims`.

/**
 * Return the aimed questions that are answered below where the measure aims, in the measure's order.
 * @param {Assessment} assessment
 * @param {MeasureContent} measure
 * @returns {string[]}
 */
function weakAnswers(assessment, measure) {
  return measure.aims.filter(([id, aim]) => isWeak(assessment, id, aim)).map(([id]) => id);
}

/**
 * @param {Assessment} assessment
 * @param {string} id
 * @param {Value} aim
 */
function isWeak(assessment, id, aim) {
  const given = assessment.answers.get(id);
  if (given === undefined || !("value" in given) || assessment.states.get(id) !== "answered") return false;
  const question = /** @type {Question} */ (assessment.terms.get(id));
  return isBelow(question, given.value, aim);
}

/**
 * Return whether an answer has fewer points than it would have with what is aimed at.
 * @param {Question} question
 * @param {Value} value
 * @param {Value} aim
 */
function isBelow(question, value, aim) {
  const scored = question.weights.length > 0;
  if (scored && isInapplicable(question.rule, aim)) return false;
  const reached = joined(question, value, aim);
  if (scored) return points(question.rule, reached) > points(question.rule, value);
  if (typeof value === "number" && typeof reached === "number") return reached > value;
  return !isSame(reached, value);
}

/**
 * Return the aim, with the ticks that are there already unless one of them excludes the others.
 * @param {Question} question
 * @param {Value} value
 * @param {Value} aim
 * @returns {Value}
 */
function joined(question, value, aim) {
  if (!Array.isArray(value) || !Array.isArray(aim)) return aim;
  const exclusive = question.rule.kind === "multiple" ? question.rule.exclusive : [];
  if ([...value, ...aim].some((id) => exclusive.includes(id))) return aim;
  return [...new Set([...value, ...aim])];
}

/**
 * @param {Value} one
 * @param {Value} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
