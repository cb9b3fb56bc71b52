// The profile: every hurdle on one scale with band and interval, and the whole; each drawing has its numbers as text.

/**
 * @param {Form} form
 * @param {string} caption
 * @returns {View}
 */
function profileView(form, caption) {
  const { reader, content } = form;
  const body = element("tbody", {});
  const whole = element("p", { class: "whole" });
  const open = element("p", {});
  const table = element(
    "table",
    { class: "profile" },
    element("caption", { class: "vh" }, caption),
    element("thead", { class: "vh" }, element("tr", {}, ...["hurdle", "score"].map((key) => element("th", { scope: "col" }, reader.say(key))))),
    body,
  );
  return {
    root: element("div", {}, whole, table, open, element("p", {}, reader.say("scale_note"))),
    update: () => {
      const { result } = form.assessment;
      const rows = result.hurdles.map((hurdle, place) => profileRow(form, hurdle, content.hurdles[place]));
      body.replaceChildren(...rows);
      whole.replaceChildren(...wholeLine(form));
      open.textContent = openLine(form);
    },
  };
}

/**
 * @param {Form} form
 * @param {HurdleResult} hurdle
 * @param {HurdleContent} content
 */
function profileRow(form, hurdle, content) {
  const { reader } = form;
  const topic = reader.words(content.topic);
  if (hurdle.lower === null || hurdle.upper === null) {
    return element("tr", {}, headOf(topic), element("td", {}, element("span", { class: "band" }, reader.say("does_not_apply"))));
  }
  const range = hurdle.lower === hurdle.upper ? "" : ` (${reader.range(hurdle.lower, hurdle.upper)})`;
  const label = hurdle.score === null ? [reader.say("no_score")] : bandWords(form, hurdle);
  return element(
    "tr",
    {},
    headOf(topic),
    element(
      "td",
      {},
      chart(form, hurdle),
      element("span", { class: "value" }, element("strong", {}, hurdle.score === null ? "–" : reader.tenths(hurdle.score)), range),
      " ",
      element("span", { class: "band" }, ...label),
    ),
  );
}

/** @param {Words} topic */
function headOf(topic) {
  return spoken("th", topic, { scope: "row" });
}

/**
 * Return a rated hurdle's band, marked where it is provisional or a minimum condition is not met.
 * @param {Form} form
 * @param {HurdleResult} hurdle
 * @returns {(string | Node)[]}
 */
function bandWords(form, hurdle) {
  const { reader, content } = form;
  const place = bandPlace(form, hurdle);
  let told = [piece(reader.words(content.bands[place].label))];
  if (hurdle.provisional) told = reader.compose(reader.say("provisional"), { band: element("span", {}, ...told) });
  if (hurdle.failed_gates.length) told = reader.compose(reader.say("not_met"), { band: element("span", {}, ...told) });
  return told;
}

/**
 * @param {Form} form
 * @param {HurdleResult} hurdle
 */
function bandPlace(form, hurdle) {
  return form.content.bands.findIndex((band) => band.id === hurdle.band);
}

/**
 * Draw a hurdle's interval and score on the grounds of the bands.
 * @param {Form} form
 * @param {HurdleResult} hurdle
 */
function chart(form, hurdle) {
  const { bands } = form.content.plan;
  const at = (/** @type {number} */ tenths) => `${tenths / 10}%`;
  const grounds = bands.map((band, place) => {
    const end = bands[place + 1]?.lower ?? FULL;
    return drawn("rect", { class: `g${place}`, x: at(band.lower), width: at(Math.max(0, end - band.lower - (end < FULL ? 3 : 0))), height: 18 });
  });
  const { lower, upper, score } = hurdle;
  const marks = drawn("g", { class: score === null ? "none" : `m${bandPlace(form, hurdle)}` });
  if (lower !== null && upper !== null && upper > lower) marks.append(drawn("line", { class: "iv", x1: at(lower), x2: at(upper), y1: 9, y2: 9 }));
  if (score !== null) marks.append(drawn("circle", { class: "pt", cx: at(score), cy: 9, r: 5 }));
  return drawn("svg", { class: "ch", width: "100%", height: 18, "aria-hidden": "true", focusable: "false" }, ...grounds, marks);
}

/** @param {Form} form */
function wholeLine({ reader, assessment, content }) {
  const { overall } = assessment.result;
  if (overall.status === "not_applicable" || overall.lower === null || overall.upper === null) return [reader.say("nothing_applies")];
  const range = reader.range(overall.lower, overall.upper);
  if (overall.score === null) return [reader.say("no_overall", { range })];
  const stage = content.stages.find((each) => each.id === overall.stage);
  const values = { score: element("strong", {}, reader.tenths(overall.score)), range, stage: stage ? piece(reader.words(stage.label)) : "" };
  return reader.compose(reader.say(overall.lower === overall.upper ? "overall" : "overall_range"), values);
}

/** @param {Form} form */
function openLine(form) {
  const { asked, answered } = form.progress();
  const unknown = form.sections.flatMap(({ questions }) => questions).filter(({ id }) => form.state(id) === "unknown").length;
  if (asked === answered && unknown) return form.reader.say("all_answered_unknown", { n: unknown });
  return asked === answered ? form.reader.say("all_answered") : form.reader.count("still_open", asked - answered);
}
