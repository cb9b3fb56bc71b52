// The compiled plan, as `planself.scoring.plan` writes it, and the arithmetic of its interpreters.
//
// Units: points are thousandths (0 … 1000), weights hundredths, scores, bounds and coverage tenths of a percent point,
// numeric values and thresholds millionths. All are integers below 2^53, in which JavaScript's numbers are exact.

/** @typedef {"not_asked" | "pending" | "not_applicable" | "unknown" | "missing" | "answered"} State */
/** @typedef {number | string | boolean | string[]} Value */
/** @typedef {{state: "unknown" | "not_applicable"} | {value: Value}} Given */
/** @typedef {Map<string, Given>} Answers */

/**
 * @typedef {{question: string, op: string, value: Value}} Comparison
 * @typedef {{all: Condition[]}} All
 * @typedef {{any: Condition[]}} AnyOf
 * @typedef {{negated: Condition}} Not
 * @typedef {Comparison | All | AnyOf | Not} Condition
 */

/**
 * @typedef {{kind: "scale", top: number, reverse: boolean}} Scale
 * @typedef {{kind: "single", options: [string, number | null][]}} Single
 * @typedef {{kind: "yes_no", reverse: boolean}} YesNo
 * @typedef {{kind: "multiple", options: [string, number][], exclusive: string[], full: number}} Multiple
 * @typedef {{kind: "number", steps: [number, number][], minimum: number | null, maximum: number | null}} NumberRule
 * @typedef {{kind: "text"}} FreeText
 * @typedef {Scale | Single | YesNo | Multiple | NumberRule | FreeText} Rule
 */

/**
 * @typedef {{id: string, rule: Rule, weights: [string, number][], when: Condition | null, roles: string[]}} Question
 * @typedef {{question: string, at_least: number, cap: number}} Gate
 * @typedef {{id: string, lower: number, below: number, when: Condition | null}} Measure
 * @typedef {{id: string, weight: number, gates: Gate[], measures: Measure[]}} Hurdle
 * @typedef {{id: string, lower: number}} Band
 * @typedef {{id: string, lower: number, gates_met: boolean}} Stage
 * @typedef {{questions: Question[], hurdles: Hurdle[], bands: Band[], stages: Stage[], min_coverage: number}} Plan
 */

/** The most points an answer can have, and the highest score. */
const FULL = 1000;
/** A hurdle of whose questions, by weight, less than this applies is provisional. */
const HALF = FULL / 2;

/**
 * Return a divided by b, rounded half up, for a ≥ 0 and b > 0; the remainder is exact where a quotient might not be.
 * @param {number} a
 * @param {number} b
 */
function rdiv(a, b) {
  const doubled = 2 * a + b;
  return (doubled - (doubled % (2 * b))) / (2 * b);
}

/** @param {Iterable<number>} numbers */
function sum(numbers) {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/**
 * Whether a question belongs to its hurdles' applicable questions.
 * @param {State} state
 */
function isApplicable(state) {
  return state !== "not_asked" && state !== "not_applicable";
}

/**
 * Whether a question applies and has no answer yet.
 * @param {State} state
 */
function isOpen(state) {
  return state === "pending" || state === "unknown" || state === "missing";
}
