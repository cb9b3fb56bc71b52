// The third interpreter of the plan, beside `planself.scoring.record` and `planself.scoring.frame`: pure functions, a
// plan and one answer set in, the result out, digit for digit the same.

/**
 * @typedef {object} Numbers
 * @property {number | null} score
 * @property {number | null} lower
 * @property {number | null} upper
 * @property {number | null} coverage
 */
/** @typedef {"rated" | "insufficient" | "not_applicable"} Status */
/**
 * @typedef {{id: string, status: Status, applicable: number | null, band: string | null, provisional: boolean,
 *   failed_gates: string[], open_gates: string[]} & Numbers} HurdleResult
 * @typedef {{hurdle: string, answers: number}} Lack
 * @typedef {{status: Status, stage: string | null, held_back_by: string[], lacking: Lack[]} & Numbers} Overall
 * @typedef {{overall: Overall, hurdles: HurdleResult[], questions: QuestionResult[], ignored: string[]}} Result
 */

/** @type {Numbers} */
const NOTHING = { score: null, lower: null, upper: null, coverage: null };

/**
 * Return the result of one answer set, numbers in tenths; `part` names the roles it was limited to, none means all.
 * @param {Plan} plan
 * @param {Answers} answers
 * @param {string[]} [part]
 * @returns {Result}
 */
function score(plan, answers, part = []) {
  const questions = settle(plan, answers, part);
  const sums = addUp(plan, questions);
  const byId = new Map(questions.map((question) => [question.id, question]));
  const hurdles = plan.hurdles.map((hurdle) =>
    scoreHurdle(plan, hurdle, /** @type {Sums} */ (sums.get(hurdle.id)), byId),
  );
  return {
    overall: scoreOverall(plan, hurdles, sums),
    hurdles,
    questions,
    ignored: questions
      .filter(({ id, state }) => answers.has(id) && (state === "not_asked" || state === "pending"))
      .map(({ id }) => id),
  };
}

/**
 * Return every question's state and points, in one pass from top to bottom.
 * @param {Plan} plan
 * @param {Answers} answers
 * @param {string[]} part
 * @returns {QuestionResult[]}
 */
function settle(plan, answers, part) {
  /** @type {Map<string, State>} */
  const states = new Map();
  return plan.questions.map((question) => {
    const given = answers.get(question.id);
    const state = stateOf(question, given, states, answers, part);
    states.set(question.id, state);
    const earns = state === "answered" && question.weights.length > 0 && given !== undefined && "value" in given;
    return { id: question.id, state, points: earns ? points(question.rule, given.value) : null };
  });
}

/**
 * @param {Question} question
 * @param {Given | undefined} given
 * @param {Map<string, State>} states of the questions before it
 * @param {Answers} answers
 * @param {string[]} part
 * @returns {State}
 */
function stateOf(question, given, states, answers, part) {
  if (part.length && question.roles.length && !question.roles.some((role) => part.includes(role))) return "not_asked";
  const asked = question.when === null || holds(question.when, states, answers);
  if (asked === false) return "not_asked";
  if (asked === null) return "pending";
  if (given === undefined) return "missing";
  if ("state" in given) return given.state;
  return isInapplicable(question.rule, given.value) ? "not_applicable" : "answered";
}

/**
 * @param {Plan} plan
 * @param {Hurdle} hurdle
 * @param {Sums} sums
 * @param {Map<string, QuestionResult>} questions
 * @returns {HurdleResult}
 */
function scoreHurdle(plan, hurdle, sums, questions) {
  const found = (/** @type {string} */ id) => /** @type {QuestionResult} */ (questions.get(id));
  const failed = hurdle.gates.filter((gate) => {
    const { points } = found(gate.question);
    return points !== null && points < gate.at_least;
  });
  const gates = {
    failed_gates: failed.map((gate) => gate.question),
    open_gates: hurdle.gates.filter((gate) => isOpen(found(gate.question).state)).map((gate) => gate.question),
  };
  if (!sums.applicable) {
    return {
      id: hurdle.id, status: "not_applicable", ...NOTHING, applicable: null, band: null, provisional: false, ...gates,
    };
  }
  const rated = isSufficient(plan, sums.answered, sums.applicable);
  const score = rated ? rdiv(sums.weighted, sums.answered) : null;
  const applicable = rdiv(FULL * sums.applicable, sums.asked);
  return {
    id: hurdle.id,
    status: rated ? "rated" : "insufficient",
    score,
    lower: secured(sums),
    upper: rdiv(sums.weighted + FULL * (sums.applicable - sums.answered), sums.applicable),
    coverage: rdiv(FULL * sums.answered, sums.applicable),
    applicable,
    band: score === null ? null : bandOf(plan.bands, score, failed),
    provisional: rated && (gates.open_gates.length > 0 || applicable < HALF),
    ...gates,
  };
}

/**
 * Return the published score if every open question had no points.
 * @param {Sums} sums
 * @param {number} [more] weighted points beside those that are there
 */
function secured(sums, more = 0) {
  return rdiv(sums.weighted + more, sums.applicable);
}

/**
 * @param {Plan} plan
 * @param {number} answered
 * @param {number} applicable
 */
function isSufficient(plan, answered, applicable) {
  return answered > 0 && rdiv(FULL * answered, applicable) >= plan.min_coverage;
}

/**
 * Return the band of a score; of several failed gates the lowest cap holds.
 * @param {Band[]} bands
 * @param {number} score
 * @param {Gate[]} failed
 */
function bandOf(bands, score, failed) {
  const reached = bands.filter((band) => band.lower <= score).length - 1;
  return bands[Math.min(reached, ...failed.map((gate) => gate.cap), bands.length - 1)].id;
}

/**
 * @param {Plan} plan
 * @param {HurdleResult[]} hurdles
 * @param {Map<string, Sums>} sums
 * @returns {Overall}
 */
function scoreOverall(plan, hurdles, sums) {
  const counted = hurdles.filter((hurdle) => hurdle.status !== "not_applicable");
  const nothing = { stage: null, held_back_by: [], lacking: [] };
  if (!counted.length) return { status: "not_applicable", ...NOTHING, ...nothing };
  const weights = new Map(plan.hurdles.map((hurdle) => [hurdle.id, hurdle.weight]));
  const whole = sum(counted.map((hurdle) => weights.get(hurdle.id) ?? 0));
  const mean = (/** @type {"score" | "lower" | "upper" | "coverage"} */ name) =>
    rdiv(sum(counted.map((hurdle) => (weights.get(hurdle.id) ?? 0) * (hurdle[name] ?? 0))), whole);
  const bounds = { lower: mean("lower"), upper: mean("upper"), coverage: mean("coverage") };
  const lacking = counted
    .filter((hurdle) => hurdle.status === "insufficient")
    .map(({ id }) => ({ hurdle: id, answers: lackOf(plan, /** @type {Sums} */ (sums.get(id))) }));
  if (lacking.length) return { status: "insufficient", score: null, ...bounds, ...nothing, lacking };
  const holding = plan.stages
    .slice(1)
    .map((stage) => counted.filter((hurdle) => holdsBack(stage, hurdle)).map((hurdle) => hurdle.id));
  const next = holding.findIndex((held) => held.length > 0);
  const stage = next < 0 ? holding.length : next;
  return {
    status: "rated",
    score: mean("score"),
    ...bounds,
    stage: plan.stages[stage].id,
    held_back_by: holding[stage] ?? [],
    lacking,
  };
}

/**
 * @param {Stage} stage
 * @param {HurdleResult} hurdle
 */
function holdsBack(stage, hurdle) {
  return (hurdle.score ?? 0) < stage.lower || (stage.gates_met && hurdle.failed_gates.length > 0);
}

/**
 * Return how few more answers suffice, the heaviest first; all of them always do.
 * @param {Plan} plan
 * @param {Sums} sums
 */
function lackOf(plan, sums) {
  let { answered } = sums;
  let count = 0;
  for (const weight of [...sums.open].sort((a, b) => b - a)) {
    if (isSufficient(plan, answered, sums.applicable)) break;
    answered += weight;
    count += 1;
  }
  return count;
}
