// Next steps: which of the offered measures come first; `planself.analysis.recommendation`, in the same order.

/** More steps for a hurdle than this are a wish list. */
const PER_HURDLE = 3;
const IN_ALL = 7;
/** More hurdles than this are a list that nobody reads. */
const NAMED = 3;

/**
 * @typedef {object} Step
 * @property {MeasureContent} measure
 * @property {string} hurdle
 * @property {string[]} weak questions that it aims at and whose answers are below that today
 * @property {boolean} gate whether one of them is a minimum condition that is not met
 * @property {boolean} holdsBack
 * @property {number} value weight × gap
 * @property {number} effort
 */

/**
 * Return the hurdles in the way, the worst first; equals in the questionnaire's order.
 * @param {Assessment} assessment
 * @returns {HurdleResult[]}
 */
function obstacles({ result, plan }) {
  return result.hurdles
    .filter((hurdle) => hurdle.score !== null && !isOvercome(hurdle, plan.bands))
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
}

/**
 * Return whether a hurdle has the best of several bands and no failed gate; with a single band, all points.
 * @param {HurdleResult} hurdle
 * @param {Band[]} bands
 */
function isOvercome(hurdle, bands) {
  if (hurdle.score === null || hurdle.failed_gates.length) return false;
  return bands.length > 1 ? hurdle.band === bands[bands.length - 1].id : hurdle.score === FULL;
}

/**
 * Return the next steps in order, one for each hurdle that is named first; none without what must come before it.
 * @param {Assessment} assessment
 * @returns {Step[]}
 */
function recommend(assessment) {
  const order = ranked(assessment);
  const offered = new Set(order.map((step) => step.measure.id));
  /** @type {Map<string, Step>} */
  const taken = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  const isReady = (/** @type {Step} */ step) =>
    step.measure.after.every((id) => taken.has(id) || !offered.has(id));
  const take = (/** @type {Step} */ step) => {
    taken.set(step.measure.id, step);
    counts.set(step.hurdle, (counts.get(step.hurdle) ?? 0) + 1);
  };
  for (const hurdle of obstacles(assessment).slice(0, NAMED)) {
    const first = order.find((step) => step.hurdle === hurdle.id && isReady(step));
    if (first) take(first);
  }
  for (const step of order) {
    if (!taken.has(step.measure.id) && (counts.get(step.hurdle) ?? 0) < PER_HURDLE && isReady(step)) take(step);
  }
  return [...taken.values()].slice(0, IN_ALL);
}

/**
 * Return every offered measure that fits in order, each after all that must come before it.
 * @param {Assessment} assessment
 * @returns {Step[]}
 */
function ranked(assessment) {
  const steps = new Map(offeredSteps(assessment).map((step) => [step.measure.id, step]));
  /** @type {Map<string, Step>} */
  const placed = new Map();
  /**
   * @param {Step} step
   * @param {Set<string>} onTheWay
   */
  const place = (step, onTheWay) => {
    const { id, after } = step.measure;
    if (placed.has(id) || onTheWay.has(id)) return;
    const earlier = after.flatMap((other) => steps.get(other) ?? []);
    for (const other of earlier.sort(byRank)) place(other, new Set([...onTheWay, id]));
    placed.set(id, step);
  };
  for (const step of [...steps.values()].sort(byRank)) place(step, new Set());
  return [...placed.values()];
}

/**
 * @param {Step} a
 * @param {Step} b
 */
function byRank(a, b) {
  return (
    Number(b.gate) - Number(a.gate) ||
    Number(b.holdsBack) - Number(a.holdsBack) ||
    b.value * a.effort - a.value * b.effort
  );
}

/**
 * @param {Assessment} assessment
 * @returns {Step[]}
 */
function offeredSteps(assessment) {
  const { plan, content, result, states, answers } = assessment;
  const failed = new Set(result.hurdles.flatMap((hurdle) => hurdle.failed_gates));
  return plan.hurdles.flatMap((hurdle, place) => {
    const found = result.hurdles[place];
    const { score } = found;
    if (score === null) return [];
    return hurdle.measures.flatMap((terms, index) => {
      const measure = content.hurdles[place].measures[index];
      const inRange = terms.lower <= score && score < terms.below;
      if (!inRange || (terms.when !== null && holds(terms.when, states, answers) !== true)) return [];
      const weak = weakAnswers(assessment, measure);
      if (measure.aims.length && !weak.length) return [];
      return [
        {
          measure,
          hurdle: hurdle.id,
          weak,
          gate: weak.some((id) => failed.has(id)),
          holdsBack: result.overall.held_back_by.includes(hurdle.id),
          value: hurdle.weight * (FULL - score),
          effort: measure.effort,
        },
      ];
    });
  });
}

/**
 * Return the ids of the roles that carry a measure: the first case that is true; none where no case is.
 * @param {Assessment} assessment
 * @param {MeasureContent} measure
 */
function carriers({ states, answers }, measure) {
  const found = measure.who.find((each) => each.when === null || holds(each.when, states, answers) === true);
  return found ? found.roles : [];
}
