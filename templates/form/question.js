// One question of the page: what can be answered, what is answered, and what belongs to it.

/** @typedef {{root: HTMLElement, update: () => void}} View an element, and how it follows a change */

/**
 * @param {Form} form
 * @param {QuestionContent} question
 * @param {boolean} explained whether the rule for levels stands open above it
 * @returns {View}
 */
function questionView(form, question, explained) {
  const { reader } = form;
  const name = `q-${question.id}`;
  const fault = element("p", { class: "fault", id: `${name}-fault`, hidden: true });
  const waits = element("p", { class: "waits", hidden: true });
  const reason = reasonField(form, question);
  const clear = element("button", { type: "button", class: "plain", hidden: true, click: () => clearAnswer(form, question) }, reader.say("clear"));
  const told = element("div", { class: "told", role: "status" });
  const checks = form.content.checks.filter((check) => check.questions.at(-1) === question.id);
  /** @type {{state: State, answer: Answer, typed: string | undefined} | null} */
  let before = null;
  const fields = question.kind === "one_of" || question.kind === "some_of" ? choiceRows(form, question) : typedField(form, question, fault);
  const remarks = remarkFields(form, question);
  const help = question.help === null ? null : spoken("p", reader.words(question.help), { class: "help", id: `${name}-help` });
  const root = element(
    "fieldset",
    { id: name, ...(help ? { "aria-describedby": `${name}-help` } : {}) },
    element("legend", {}, element("span", { class: "no" }, `${form.numbers.get(question.id)}. `), spoken("span", reader.words(question.text)), question.required ? element("span", { class: "note" }, ` (${reader.say("required")})`) : null),
    waits,
    explained ? levelRule(form, question) : null,
    help,
    fault,
    fields.root,
    reason.root,
    told,
    element("div", { class: "below" }, remarks.root, clear),
  );
  return {
    root,
    update: () => {
      const now = { state: form.state(question.id), answer: form.answer(question.id), typed: form.typed.get(question.id) };
      if (now.state === "pending") waits.replaceChildren(...waiting(form, question));
      if (checks.length) tell(form, checks, told);
      if (before?.state === now.state && before.answer === now.answer && before.typed === now.typed) return;
      before = now;
      root.hidden = now.state === "not_asked";
      root.disabled = now.state === "pending";
      waits.hidden = now.state !== "pending";
      clear.hidden = now.answer.value === null && now.answer.said === null && now.typed === undefined;
      fields.update();
      reason.update();
      remarks.update();
    },
  };
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 */
function levelRule(form, question) {
  return element(
    "div",
    { class: "rule" },
    element("strong", {}, form.reader.say("level_rule")),
    ...paragraphs(form.reader.words(question.rule)),
  );
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 */
function waiting(form, question) {
  const { reader } = form;
  const items = form.awaited(question.id).map((id) => spoken("q", reader.words(form.question(id).text)));
  return reader.compose(reader.say("waits"), { questions: element("span", {}, ...reader.list(items)) });
}

/**
 * Say which of the contradictions that end at a question are true; nothing is said twice.
 * @param {Form} form
 * @param {CheckContent[]} checks
 * @param {HTMLElement} told
 */
function tell(form, checks, told) {
  const found = contradictions(form.assessment);
  const said = checks.filter((check) => found.includes(check)).map((check) => form.reader.words(check.text));
  const before = [...told.children].map((child) => child.getAttribute("data-text"));
  if (said.map(({ text }) => text).join("\n") === before.join("\n")) return;
  told.replaceChildren(
    ...said.map((words) =>
      element("p", { "data-text": words.text }, ...form.reader.compose(form.reader.say("contradiction"), { text: words })),
    ),
  );
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 */
function clearAnswer(form, question) {
  form.typed.delete(question.id);
  form.record(question.id, { value: null, said: null });
  const first = document.getElementById(`q-${question.id}`)?.querySelector("input, textarea");
  if (first instanceof HTMLElement) first.focus();
}

// --- choices ---

/**
 * @param {Form} form
 * @param {QuestionContent} question
 * @returns {View}
 */
function choiceRows(form, question) {
  const several = question.kind === "some_of";
  const isLadder = question.rule !== null;
  const rows = [...question.choices, ...nothingOf(question)];
  /** @type {Map<HTMLInputElement, (answer: Answer) => boolean>} */
  const inputs = new Map();
  const row = (/** @type {string} */ id, /** @type {Node} */ text, /** @type {(answer: Answer) => boolean} */ isChosen, /** @type {(checked: boolean) => void} */ choose) => {
    const input = element("input", {
      type: several ? "checkbox" : "radio",
      name: `q-${question.id}`,
      id: `q-${question.id}-${id}`,
      value: id,
      change: () => choose(input.checked),
    });
    inputs.set(input, isChosen);
    return element("label", { class: "o" }, input, text);
  };
  const own = rows.map((choice) =>
    row(
      choice.id,
      choiceText(form, choice, isLadder),
      ({ value }) => isChosenIn(choice, value),
      (checked) => form.record(question.id, { said: null, value: several ? toggled(form, question, choice, checked) : choice.value }),
    ),
  );
  const said = statesOf(question).map((state) =>
    row(
      `:${state}`,
      element("span", {}, form.reader.say(state)),
      (answer) => answer.said === state,
      (checked) => form.record(question.id, { value: null, said: checked ? state : null }),
    ),
  );
  return {
    root: element("div", {}, element("div", { class: "choices" }, ...own), said.length ? element("div", { class: "alt" }, ...said) : null),
    update: () => {
      const answer = form.answer(question.id);
      for (const [input, isChosen] of inputs) input.checked = isChosen(answer);
    },
  };
}

/**
 * Return the row that ticks nothing on purpose, where no option of the question says so.
 * @param {QuestionContent} question
 * @returns {ChoiceContent[]}
 */
function nothingOf(question) {
  if (question.kind !== "some_of" || question.choices.some((choice) => choice.exclusive)) return [];
  return [{ id: ":none", value: [], label: "", detail: null, exclusive: true }];
}

/** @param {QuestionContent} question */
function statesOf(question) {
  /** @type {("unknown" | "not_applicable")[]} */
  const states = [];
  if (question.unknown) states.push("unknown");
  if (question.not_applicable) states.push("not_applicable");
  return states;
}

/**
 * @param {Form} form
 * @param {ChoiceContent} choice
 * @param {boolean} isLadder
 */
function choiceText(form, choice, isLadder) {
  const { reader } = form;
  const label = choice.id === ":none" ? { text: reader.say("none"), lang: null } : reader.words(choice.label);
  return element(
    "span",
    {},
    element("b", {}, isLadder ? `${choice.id} – ` : "", piece(label)),
    choice.detail === null ? null : spoken("small", reader.words(choice.detail)),
  );
}

/**
 * @param {ChoiceContent} choice
 * @param {Value | null} value
 */
function isChosenIn(choice, value) {
  if (choice.id === ":none") return Array.isArray(value) && !value.length;
  return Array.isArray(value) ? value.includes(choice.id) : value === choice.value;
}

/**
 * Return the ticks after one more: an exclusive option clears the others, and they clear it; none is no answer.
 * @param {Form} form
 * @param {QuestionContent} question
 * @param {ChoiceContent} choice
 * @param {boolean} checked
 * @returns {Value | null}
 */
function toggled(form, question, choice, checked) {
  if (choice.id === ":none") return checked ? [] : null;
  const { value } = form.answer(question.id);
  const alone = new Set(question.choices.filter((each) => each.exclusive).map((each) => each.id));
  const before = Array.isArray(value) ? value.filter((id) => id !== choice.id) : [];
  if (!checked) return before.length ? before : null;
  const others = choice.exclusive ? [] : before.filter((id) => !alone.has(id));
  return question.choices.map((each) => each.id).filter((id) => id === choice.id || others.includes(id));
}

// --- numbers and words ---

/**
 * @param {Form} form
 * @param {QuestionContent} question
 * @param {HTMLElement} fault
 * @returns {View}
 */
function typedField(form, question, fault) {
  const { reader } = form;
  const name = `q-${question.id}`;
  const isNumber = question.kind === "number";
  const hint = isNumber ? unitOf(form, question) : null;
  const described = `${hint ? `${name}-unit ` : ""}${name}-fault`;
  const label = { "aria-labelledby": `${name}-label`, "aria-describedby": described, id: `${name}-value` };
  const field = isNumber
    ? element("input", { ...label, type: "text", inputmode: "decimal", autocomplete: "off", class: "number", maxlength: 60, input: () => takeNumber(form, question, field.value) })
    : element(question.multiline ? "textarea" : "input", {
        ...label,
        ...(question.multiline ? { rows: 4 } : { type: "text" }),
        maxlength: MAX_TEXT,
        input: () => form.record(question.id, { said: null, value: field.value.trim() ? field.value : null }),
      });
  const states = statesOf(question).map((state) => {
    const input = element("input", {
      type: "checkbox",
      id: `${name}-:${state}`,
      change: () => {
        form.typed.delete(question.id);
        form.record(question.id, { value: null, said: input.checked ? state : null });
      },
    });
    return { state, input, row: element("label", { class: "o" }, input, element("span", {}, reader.say(state))) };
  });
  return {
    root: element(
      "div",
      {},
      element("label", { class: "l", for: `${name}-value`, id: `${name}-label` }, reader.say(isNumber ? "your_number" : "your_words")),
      field,
      hint,
      states.length ? element("div", { class: "alt" }, ...states.map(({ row }) => row)) : null,
    ),
    update: () => {
      const { value, said } = form.answer(question.id);
      const typed = form.typed.get(question.id);
      for (const { state, input } of states) input.checked = said === state;
      const shown = typed ?? (value === null ? "" : isNumber ? asTyped(Number(value), reader) : String(value));
      if (document.activeElement !== field) field.value = shown;
      const wrong = typed === undefined ? null : faultIn(form, question, typed);
      fault.hidden = wrong === null;
      fault.textContent = wrong ?? "";
      field.setAttribute("aria-invalid", String(wrong !== null));
    },
  };
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 */
function unitOf(form, question) {
  const { reader } = form;
  const { minimum, maximum } = question;
  const limits = limitsOf(form, minimum, maximum);
  const unit = question.unit === null ? null : reader.words(question.unit);
  if (unit === null && !limits) return null;
  return element("span", { class: "unit", id: `q-${question.id}-unit` }, unit === null ? null : piece(unit), unit && limits ? ", " : "", limits);
}

/**
 * @param {Form} form
 * @param {number | null} minimum
 * @param {number | null} maximum
 */
function limitsOf({ reader }, minimum, maximum) {
  const low = minimum === null ? "" : asTyped(minimum, reader);
  const high = maximum === null ? "" : asTyped(maximum, reader);
  if (minimum !== null && maximum !== null) return reader.say("limits", { low, high });
  return minimum !== null ? reader.say("at_least", { low }) : maximum !== null ? reader.say("at_most", { high }) : "";
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 * @param {string} text
 */
function takeNumber(form, question, text) {
  const fault = text.trim() ? faultIn(form, question, text) : null;
  if (fault !== null) form.typed.set(question.id, text);
  else form.typed.delete(question.id);
  const typed = text.trim() && fault === null ? parseNumber(text) : null;
  form.record(question.id, { said: null, value: typed !== null && "value" in typed ? typed.value : null });
}

/**
 * Return what is wrong with a typed number, null where nothing is.
 * @param {Form} form
 * @param {QuestionContent} question
 * @param {string} text
 * @returns {string | null}
 */
function faultIn(form, question, text) {
  const typed = parseNumber(text);
  if ("fault" in typed) return form.reader.say(typed.fault, typed.values);
  if (!faultOfNumber(question, typed.value)) return null;
  return form.reader.say("outside", { limits: limitsOf(form, question.minimum, question.maximum) });
}

// --- what belongs to an answer ---

/**
 * @param {Form} form
 * @param {QuestionContent} question
 * @returns {View}
 */
function reasonField(form, question) {
  const name = `q-${question.id}-reason`;
  const field = element("input", { type: "text", id: name, maxlength: MAX_TEXT, input: () => form.record(question.id, { comment: field.value }) });
  const root = element("div", { class: "reason", hidden: true }, element("label", { class: "l", for: name }, form.reader.say("reason")), field);
  return {
    root,
    update: () => {
      const { said, comment } = form.answer(question.id);
      root.hidden = said !== "not_applicable";
      if (document.activeElement !== field) field.value = comment;
    },
  };
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 * @returns {View}
 */
function remarkFields(form, question) {
  const { reader } = form;
  const name = `q-${question.id}`;
  const about = element("span", { class: "vh" }, " ", spoken("span", reader.words(question.text)));
  const area = (/** @type {"comment" | "evidence"} */ key) => {
    const field = element("textarea", { id: `${name}-${key}`, rows: 2, maxlength: MAX_TEXT, input: () => form.record(question.id, { [key]: field.value }) });
    return field;
  };
  const comment = area("comment");
  const evidence = area("evidence");
  const unsure = element("input", { type: "checkbox", id: `${name}-unsure`, change: () => form.record(question.id, { unsure: unsure.checked }) });
  const hint = question.evidence === null ? null : element("p", { class: "help", id: `${name}-proof` }, ...reader.compose(reader.say("would_count"), { evidence: reader.words(question.evidence) }));
  if (hint) evidence.setAttribute("aria-describedby", `${name}-proof`);
  const root = element(
    "details",
    { class: "cm" },
    element("summary", {}, reader.say("remarks"), about),
    element("label", { class: "l", for: comment.id }, reader.say("comment")),
    comment,
    element("label", { class: "l", for: evidence.id }, reader.say("evidence")),
    hint,
    evidence,
    element("label", { class: "o" }, unsure, element("span", {}, reader.say("unsure"))),
  );
  const answer = form.answer(question.id);
  root.open = Boolean(answer.comment || answer.evidence || answer.unsure);
  return {
    root,
    update: () => {
      const { comment: said, evidence: proof, unsure: isUnsure } = form.answer(question.id);
      if (document.activeElement !== comment) comment.value = said;
      if (document.activeElement !== evidence) evidence.value = proof;
      unsure.checked = isUnsure;
    },
  };
}
