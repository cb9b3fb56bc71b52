// The points of an answer by its question's rule, and the best that it could have: `planself.scoring.points`.

/**
 * Return the points of a valid answer in thousandths.
 * @param {Rule} rule
 * @param {Value} value
 * @returns {number}
 */
function points(rule, value) {
  switch (rule.kind) {
    case "scale":
      return scalePoints(rule, Number(value));
    case "yes_no":
      return value !== rule.reverse ? FULL : 0;
    case "number":
      return rule.steps.findLast(([threshold]) => threshold <= Number(value))?.[1] ?? 0;
    case "multiple":
      return multiplePoints(rule, ticked(value));
    case "single":
      return rule.options.find(([option]) => option === value)?.[1] ?? 0;
    case "text":
      throw new Error("a text has no points");
  }
}

/**
 * Return the points of a level as ticked.
 * @param {Scale} rule
 * @param {number} level
 */
function scalePoints(rule, level) {
  const plain = rdiv(FULL * level, rule.top);
  return rule.reverse ? FULL - plain : plain;
}

/**
 * Return the points of the ticked options together; exclusive ones count nothing.
 * @param {Multiple} rule
 * @param {Set<string>} options
 */
function multiplePoints(rule, options) {
  const weight = sum(rule.options.filter(([option]) => options.has(option)).map(([, weight]) => weight));
  return Math.min(FULL, rdiv(FULL * weight, rule.full));
}

/**
 * Return the most points that an answer to a scored question can have.
 * @param {Rule} rule
 * @returns {number}
 */
function bestPoints(rule) {
  switch (rule.kind) {
    case "scale":
    case "yes_no":
      return FULL;
    case "single":
      return Math.max(0, ...rule.options.map(([, earned]) => earned ?? 0));
    case "multiple":
      return multiplePoints(rule, new Set(rule.options.map(([option]) => option)));
    case "number":
      return Math.max(0, ...rule.steps.map(([, earned]) => earned));
    case "text":
      throw new Error("a text has no points");
  }
}

/**
 * Return the points one step above an answer, or null where no step is above it.
 * @param {Rule} rule
 * @param {Value} value
 * @returns {number | null}
 */
function betterPoints(rule, value) {
  switch (rule.kind) {
    case "scale": {
      const level = Number(value) + (rule.reverse ? -1 : 1);
      return level >= 0 && level <= rule.top ? scalePoints(rule, level) : null;
    }
    case "multiple":
      return oneMore(rule, ticked(value));
    case "single":
      return nextAbove(points(rule, value), rule.options.flatMap(([, earned]) => (earned === null ? [] : [earned])));
    case "number":
      return nextAbove(points(rule, value), rule.steps.map(([, earned]) => earned));
    case "yes_no":
      return nextAbove(points(rule, value), [FULL]);
    case "text":
      return null;
  }
}

/**
 * Return the points with the heaviest option more, the first of equals.
 * @param {Multiple} rule
 * @param {Set<string>} options
 */
function oneMore(rule, options) {
  const unticked = rule.options.filter(([option]) => !options.has(option));
  if (!unticked.length) return null;
  const heaviest = Math.max(...unticked.map(([, weight]) => weight));
  const first = unticked.find(([, weight]) => weight === heaviest);
  return multiplePoints(rule, new Set([...options, ...(first ? [first[0]] : [])]));
}

/**
 * @param {number} earned
 * @param {number[]} choices
 */
function nextAbove(earned, choices) {
  const above = choices.filter((other) => other > earned);
  return above.length ? Math.min(...above) : null;
}

/**
 * Whether an option takes its question out of the arithmetic.
 * @param {Rule} rule
 * @param {Value} value
 */
function isInapplicable(rule, value) {
  return rule.kind === "single" && rule.options.some(([option, earned]) => option === value && earned === null);
}

/** @param {Value} value */
function ticked(value) {
  return new Set(Array.isArray(value) ? value : []);
}
