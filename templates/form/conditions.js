// Conditions by Kleene's three values: true, false and (null) undetermined; as `planself.scoring.record.holds`.

/**
 * Return whether a condition is true, false, or (null) undetermined.
 * @param {Condition} condition
 * @param {Map<string, State>} states
 * @param {Answers} answers
 * @returns {boolean | null}
 */
function holds(condition, states, answers) {
  if ("all" in condition) return every(condition.all.map((part) => holds(part, states, answers)));
  if ("any" in condition) return negate(every(condition.any.map((part) => negate(holds(part, states, answers)))));
  if ("negated" in condition) return negate(holds(condition.negated, states, answers));
  const state = states.get(condition.question) ?? "missing";
  if (isOpen(state)) return null;
  if (!isApplicable(state)) return false;
  const given = answers.get(condition.question);
  return given !== undefined && "value" in given && compare(condition.op, given.value, condition.value);
}

/** @param {(boolean | null)[]} values */
function every(values) {
  return values.includes(false) ? false : values.includes(null) ? null : true;
}

/** @param {boolean | null} value */
function negate(value) {
  return value === null ? null : !value;
}

/**
 * @param {string} op
 * @param {Value} given
 * @param {Value} value
 */
function compare(op, given, value) {
  switch (op) {
    case "is":
      return given === value;
    case "is_not":
      return given !== value;
    case "one_of":
      return Array.isArray(value) && value.includes(String(given));
    case "includes":
      return Array.isArray(given) && given.includes(String(value));
    case "at_least":
      return typeof given === "number" && typeof value === "number" && given >= value;
    case "at_most":
      return typeof given === "number" && typeof value === "number" && given <= value;
    default:
      throw new Error(`unknown comparison: ${op}`);
  }
}
