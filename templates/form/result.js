// The result page: the short result, in the report's words and order, as a page for the file.

/** More entries than this are told as a number. */
const LISTED = 10;
/** Of each hurdle in the way, the answers that cost it most. */
const COSTLIEST = 2;

/**
 * @param {Form} form
 * @returns {HTMLElement[]}
 */
function resultSections(form) {
  const steps = recommend(form.assessment);
  return [
    aboutSection(form),
    profileSection(form),
    obstacleSection(form),
    stepSection(form, steps),
    ...contradictionSection(form),
    ...gapSections(form),
    ...statutorySection(form),
    certaintySection(form),
    basisSection(form),
  ];
}

/**
 * @param {string} title
 * @param {...Child} children
 */
function part(title, ...children) {
  return element("section", { class: "part" }, element("h2", {}, title), ...children);
}

/**
 * Return whose answers these are and what must be known before the first number.
 * @param {Form} form
 */
function aboutSection(form) {
  const { reader, content, answerSet } = form;
  const { name, ags, role, department, date } = answerSet.particulars;
  const label = content.roles.find((each) => each.id === role);
  const rows = /** @type {[string, Piece][]} */ ([
    ["municipality", name],
    ["ags", ags],
    ["role", label ? reader.words(label.label) : role],
    ["department", department],
    ["date", date && dateWords(reader, date)],
  ]).filter(([, value]) => value !== "");
  const { ignored } = form.assessment.result;
  const roles = content.part.map((id) => content.roles.find((each) => each.id === id));
  return element(
    "section",
    { class: "part" },
    element("dl", {}, ...rows.map(([key, value]) => element("div", {}, element("dt", {}, reader.say(key)), element("dd", {}, piece(value))))),
    content.short ? element("p", {}, reader.say("short_form")) : null,
    roles.length
      ? element("p", {}, ...reader.compose(reader.say("part_of"), { roles: element("span", {}, ...reader.list(roles.map((each) => (each ? reader.words(each.label) : "")))) }))
      : null,
    ignored.length ? element("div", {}, element("p", {}, reader.count("ignored", ignored.length)), questionList(form, ignored)) : null,
  );
}

/**
 * @param {Reader} reader
 * @param {string} date ISO
 */
function dateWords(reader, date) {
  const [year, month, day] = date.split("-").map(Number);
  if (!year || !month || !day) return date;
  const locale = reader.lang === "en" ? "en-GB" : reader.lang;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}

/** @param {Form} form */
function profileSection(form) {
  const profile = profileView(form, form.reader.say("profile"));
  profile.update();
  return part(form.reader.say("profile"), profile.root);
}

// --- what is in the way ---

/** @param {Form} form */
function obstacleSection(form) {
  const { reader, assessment } = form;
  const inTheWay = obstacles(assessment);
  const named = inTheWay.slice(0, NAMED);
  if (!named.length) return part(reader.say("in_the_way"), element("p", {}, ...nothingInTheWay(form)));
  return part(
    reader.say("in_the_way_why"),
    element("ul", { class: "find" }, ...named.map((hurdle) => obstacleItem(form, hurdle))),
    ...restOf(form, inTheWay),
  );
}

/**
 * @param {Form} form
 * @param {HurdleResult} hurdle
 */
function obstacleItem(form, hurdle) {
  const { reader, content } = form;
  const { topic, name, needed } = /** @type {HurdleContent} */ (content.hurdles.find((each) => each.id === hurdle.id));
  const heading = reader.words(topic).text === reader.words(name).text ? [piece(reader.words(name))] : [piece(reader.words(topic)), " – ", piece(reader.words(name))];
  const failed = hurdle.failed_gates.map((id) =>
    element("li", {}, ...reader.compose(reader.say("gate_not_met"), { question: quotedQuestion(form, id), needed: reader.words(needed[id] ?? null), answer: element("span", {}, ...reader.quoted(answerNode(form, id))) })),
  );
  const costliest = costliestAnswers(form, hurdle).map((id) =>
    element("li", {}, spoken("span", reader.words(form.question(id).text)), " ", element("q", {}, answerNode(form, id))),
  );
  return element(
    "li",
    {},
    element("p", {}, element("strong", {}, ...heading), ": ", reader.say("points", { score: reader.tenths(hurdle.score ?? 0) }), ", ", ...bandWords(form, hurdle)),
    element("ul", { class: "why" }, ...failed, ...costliest),
  );
}

/**
 * Return the answers that take most from a hurdle's score; unmet conditions are told beside them.
 * @param {Form} form
 * @param {HurdleResult} hurdle
 */
function costliestAnswers({ assessment }, hurdle) {
  const points = new Map(assessment.result.questions.map((question) => [question.id, question.points]));
  return assessment.plan.questions
    .flatMap(({ id, weights }) => {
      const weight = weights.find(([other]) => other === hurdle.id)?.[1] ?? 0;
      const earned = points.get(id) ?? null;
      return earned === null || hurdle.failed_gates.includes(id) ? [] : [{ id, cost: weight * (FULL - earned) }];
    })
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, COSTLIEST)
    .map(({ id }) => id);
}

/**
 * Say which of those left out are level with a named one, and how many more are in the way.
 * @param {Form} form
 * @param {HurdleResult[]} inTheWay
 */
function restOf({ reader }, inTheWay) {
  const last = inTheWay.slice(0, NAMED).at(-1)?.score ?? null;
  const rest = inTheWay.slice(NAMED);
  const level = rest.filter((hurdle) => hurdle.score === last).length;
  const above = rest.length - level;
  return [
    level ? element("p", {}, reader.count("level_with_last", level, { points: reader.say("points", { score: reader.tenths(last ?? 0) }) })) : null,
    above ? element("p", {}, reader.count("more_in_the_way", above)) : null,
  ];
}

/** @param {Form} form */
function nothingInTheWay({ reader, assessment, content }) {
  const { overall, hurdles } = assessment.result;
  if (overall.status === "not_applicable") return [reader.say("no_hurdle_applies")];
  if (!hurdles.some((hurdle) => hurdle.score !== null)) return [reader.say("no_hurdle_rated")];
  const best = content.bands[content.bands.length - 1];
  if (content.bands.length === 1) return [reader.say("all_points")];
  return reader.compose(reader.say("all_overcome"), { band: element("span", {}, ...reader.quoted(reader.words(best.label))) });
}

// --- what comes next ---

/**
 * @param {Form} form
 * @param {Step[]} steps
 */
function stepSection(form, steps) {
  const { reader } = form;
  if (!steps.length) return part(reader.say("steps"), element("p", {}, reader.say("no_steps")));
  return part(reader.say("steps"), element("ol", { class: "steps-list" }, ...steps.map((step) => stepItem(form, step))));
}

/**
 * @param {Form} form
 * @param {Step} step
 */
function stepItem(form, step) {
  const { reader, content, assessment } = form;
  const { measure } = step;
  const topic = /** @type {HurdleContent} */ (content.hurdles.find((each) => each.id === step.hurdle)).topic;
  const who = carriers(assessment, measure).flatMap((id) => {
    const role = content.roles.find((each) => each.id === id);
    return role ? [reader.words(role.label)] : [];
  });
  const facts = [
    who.length ? [reader.say("who"), " ", ...reader.list(who)] : [],
    measure.horizon === null ? [] : [reader.say("horizon"), " ", piece(reader.words(measure.horizon))],
    [reader.say("effort"), " ", reader.say(["effort_low", "effort_medium", "effort_high"][measure.effort - 1])],
  ].filter((fact) => fact.length);
  return element(
    "li",
    {},
    element("p", {}, spoken("strong", reader.words(measure.title)), " ", element("span", { class: "note" }, "(", ...reader.compose(reader.say("for_hurdle"), { hurdle: reader.words(topic) }), ")")),
    ...(measure.text === null ? [] : paragraphs(reader.words(measure.text))),
    element("p", { class: "why" }, ...facts.flatMap((fact, place) => [place ? " · " : "", ...fact])),
    step.weak.length ? element("p", { class: "why" }, reader.count("improves", step.weak.length), " ", ...reader.list(step.weak.map((id) => quotedQuestion(form, id)))) : null,
  );
}

// --- what to look at again ---

/** @param {Form} form */
function contradictionSection(form) {
  const { reader } = form;
  const found = contradictions(form.assessment);
  if (!found.length) return [];
  return [part(reader.say("contradictions"), element("ul", {}, ...found.map((check) => spoken("li", reader.words(check.text)))))];
}

/** @param {Form} form */
function gapSections(form) {
  const { reader, assessment } = form;
  const widths = gaps(assessment.plan, assessment.result);
  return /** @type {const} */ (["unknown", "missing"]).flatMap((state) => {
    const ids = widths.filter(({ question }) => form.state(question) === state).map(({ question }) => question);
    if (!ids.length) return [];
    return [part(reader.say(`${state}_title`), element("p", {}, reader.say(`${state}_text`)), questionList(form, ids))];
  });
}

/**
 * @param {Form} form
 * @param {string[]} ids
 */
function questionList(form, ids) {
  const shown = ids.length > LISTED + 1 ? ids.slice(0, LISTED) : ids;
  const rest = ids.length - shown.length;
  return element(
    "ul",
    {},
    ...shown.map((id) => element("li", {}, `${form.numbers.get(id)}. `, spoken("span", form.reader.words(form.question(id).text)))),
    rest ? element("li", {}, form.reader.count("more", rest)) : null,
  );
}

/** @param {Form} form */
function statutorySection(form) {
  const { reader } = form;
  const points = [...form.questions.values()].filter((question) => question.met.length && isApplicable(form.state(question.id)));
  if (!points.length) return [];
  const answered = points.filter(({ id }) => form.state(id) === "answered").map((question) => ({ question, met: fulfilment(form, question) }));
  const unmet = [...answered.filter(({ met }) => met === 0), ...answered.filter(({ met }) => met > 0 && met < FULL)];
  const values = { answered: answered.length, all: points.length, open: points.length - answered.length };
  return [
    part(
      reader.say("statutory"),
      element("p", {}, reader.say(values.open ? "statutory_open" : "statutory_answered", values)),
      unmet.length ? element("p", {}, reader.say("statutory_unmet")) : null,
      unmet.length ? element("ul", {}, ...unmet.map(({ question }) => element("li", {}, quotedQuestion(form, question.id), " – ", answerNode(form, question.id)))) : null,
      element("p", {}, reader.say("no_legal_advice")),
    ),
  ];
}

/**
 * Return how far an answered statutory point is met, in thousandths.
 * @param {Form} form
 * @param {QuestionContent} question
 */
function fulfilment(form, question) {
  const { value } = form.answer(question.id);
  return question.met[question.choices.findIndex((choice) => choice.value === value)] ?? 0;
}

// --- how certain it is ---

/** @param {Form} form */
function certaintySection(form) {
  const { reader, assessment } = form;
  const scoredQuestions = scored(assessment.plan, assessment.result).filter(([, { state }]) => isApplicable(state));
  const answered = scoredQuestions.filter(([, { state }]) => state === "answered");
  const high = answered.filter(([, { points }]) => points !== null && points >= form.content.evidence_from);
  const bare = high.filter(([{ id }]) => !form.answer(id).evidence.trim()).length;
  const { overall } = assessment.result;
  return part(
    reader.say("certainty"),
    element("p", {}, reader.count("answered_of", scoredQuestions.length, { answered: answered.length })),
    bare ? element("p", {}, reader.count("unproven", bare)) : null,
    overall.status === "not_applicable" ? null : element("p", {}, reader.say("caution", form.content.margin)),
  );
}

/** @param {Form} form */
function basisSection(form) {
  const { reader, content } = form;
  return part(
    reader.say("basis"),
    ...(content.basis === null ? [] : paragraphs(reader.words(content.basis))),
    element("p", {}, reader.say("short_result", { file: fileName(form) })),
    element("p", { class: "note" }, `${content.questionnaire.id} ${content.questionnaire.version}, ${content.questionnaire.digest}`),
  );
}

// --- questions and answers ---

/**
 * @param {Form} form
 * @param {string} id
 */
function quotedQuestion(form, id) {
  return element("span", {}, ...form.reader.quoted(form.reader.words(form.question(id).text)));
}

/**
 * Return an answer in words.
 * @param {Form} form
 * @param {string} id
 * @returns {Node}
 */
function answerNode(form, id) {
  const { reader } = form;
  const question = form.question(id);
  const { value, said } = form.answer(id);
  if (said !== null) return element("span", {}, reader.say(said));
  if (question.kind === "number") {
    const unit = question.unit === null ? "" : [" ", piece(reader.words(question.unit))];
    return element("span", {}, asTyped(Number(value), reader), ...unit);
  }
  const chosen = question.choices.filter((choice) => isChosenIn(choice, value));
  if (!chosen.length) return element("span", {}, reader.say("none"));
  return element("span", {}, ...reader.list(chosen.map((choice) => reader.words(choice.label))));
}
