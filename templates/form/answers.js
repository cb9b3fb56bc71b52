// Answer files: what the form saves and opens, `planself/answers/1` as JSON; `planself.answers`.

const FORMAT = "planself/answers/1";
/** Where a number stands when a file is read: its digits, since a number of JavaScript may have fewer. */
const DIGITS = "\u0000digits";
const MAX_TEXT = 20_000;
/** Control characters, halves of pairs, and marks of byte order: `planself.files.refusals`. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\p{Cs}\ufeff\ufffe\uffff]/gu;

/**
 * @typedef {object} Answer
 * @property {Value | null} value
 * @property {"unknown" | "not_applicable" | null} said
 * @property {string} comment
 * @property {string} evidence
 * @property {boolean} unsure
 * @property {Others} others
 */
/** @typedef {{[key: string]: unknown}} Others keys of a file that the form does not know, kept as they are */
/** @typedef {{id: string, name: string, ags: string, role: string, department: string, date: string}} Particulars */
/**
 * @typedef {object} AnswerSet
 * @property {Map<string, Answer>} answers
 * @property {Particulars} particulars
 * @property {Others} others what else stands at the top of the file, and of whom it tells more than the form asks
 * @property {boolean} isOther whether the questionnaire was changed since, without a new version
 */
/** @typedef {{fault: string, values?: {[place: string]: string}}} Refusal the phrase that says why a file is not taken */

/** @type {Answer} */
const NO_ANSWER = Object.freeze({ value: null, said: null, comment: "", evidence: "", unsure: false, others: {} });

/** @returns {AnswerSet} */
function noAnswers() {
  return { answers: new Map(), particulars: nobody(), others: {}, isOther: false };
}

/** @returns {Particulars} */
function nobody() {
  return { id: "", name: "", ags: "", role: "", department: "", date: "" };
}

/**
 * Return what answers give to the interpreters: values and states, without remarks.
 * @param {Map<string, Answer>} answers
 * @returns {Answers}
 */
function givenBy(answers) {
  /** @type {Answers} */
  const given = new Map();
  for (const [id, { value, said }] of answers) {
    if (said !== null) given.set(id, { state: said });
    else if (value !== null) given.set(id, { value });
  }
  return given;
}

// --- writing ---

/**
 * Return the text of an answer file.
 * @param {Content} content
 * @param {AnswerSet} answerSet
 */
function answerFile(content, { answers, particulars, others }) {
  const { id, name, ags, role, department, date } = particulars;
  const kept = without(others, ["subject", "respondent"]);
  const data = {
    format: FORMAT,
    questionnaire: content.questionnaire,
    ...kept,
    ...present("subject", { name, ags: agsIn(ags) }, others),
    ...present("respondent", { id: content.code || id, role, department }, others),
    ...(date ? { date } : {}),
    ...(content.part.length ? { part: content.part } : {}),
    round: others["round"] ?? "individual",
    answers: Object.fromEntries(
      questionsOf(content).flatMap((question) => {
        const entry = writtenAnswer(question, answers.get(question.id) ?? NO_ANSWER);
        return entry === null ? [] : [[question.id, entry]];
      }),
    ),
  };
  return `${json(data, "")}\n`;
}

/**
 * @param {string} key
 * @param {{[name: string]: string}} texts
 * @param {Others} others
 */
function present(key, texts, others) {
  const filled = Object.entries(texts).map(([name, text]) => [name, clean(text).trim()]).filter(([, text]) => text);
  const all = { ...Object.fromEntries(filled), ...(isMapping(others[key]) ? others[key] : {}) };
  return Object.keys(all).length ? { [key]: all } : {};
}

/**
 * @param {Others} mapping
 * @param {string[]} keys
 */
function without(mapping, keys) {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !keys.includes(key)));
}

/**
 * Return an official key without blanks, nothing where it is none: a file with it would be refused.
 * @param {string} typed
 */
function agsIn(typed) {
  const key = typed.replace(/\s/g, "");
  return /^[0-9]+$/.test(key) && [2, 3, 5, 8].includes(key.length) ? key : "";
}

/** @param {Content} content */
function questionsOf(content) {
  return content.sections.flatMap((section) => section.questions);
}

/**
 * Return the entry of a question, the value alone where nothing else is said, null where nothing is.
 * @param {QuestionContent} question
 * @param {Answer} answer
 */
function writtenAnswer(question, { value, said, comment, evidence, unsure, others }) {
  const entry = {
    ...(said !== null ? { value: said } : value !== null ? writtenValue(question, value) : {}),
    ...(comment.trim() ? { comment: clean(comment) } : {}),
    ...(evidence.trim() ? { evidence: clean(evidence) } : {}),
    ...(unsure ? { unsure } : {}),
    ...others,
  };
  const keys = Object.keys(entry);
  if (!keys.length) return null;
  return keys.length === 1 && "value" in entry ? entry.value : entry;
}

/**
 * @param {QuestionContent} question
 * @param {Value} value
 */
function writtenValue(question, value) {
  if (question.kind === "number") return { value: { [DIGITS]: writtenNumber(Number(value)) } };
  if (question.kind === "text") return { text: clean(String(value)) };
  return { value: typeof value === "boolean" ? (value ? "yes" : "no") : value };
}

/**
 * Return a text without the signs that no answer file may hold.
 * @param {string} text
 */
function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(FORBIDDEN, "");
}

/**
 * Return JSON, two spaces a level, lists on one line.
 * @param {unknown} value
 * @param {string} indent
 * @returns {string}
 */
function json(value, indent) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => json(each, indent)).join(", ")}]`;
  if (DIGITS in value) return String(value[DIGITS]);
  const lines = Object.entries(value).map(([key, each]) => `${indent}  ${JSON.stringify(key)}: ${json(each, `${indent}  `)}`);
  return lines.length ? `{\n${lines.join(",\n")}\n${indent}}` : "{}";
}

// --- reading ---

/**
 * Return the answers of a file, or why it is not taken.
 * @param {Content} content
 * @param {string} text
 * @returns {AnswerSet | Refusal}
 */
function readAnswers(content, text) {
  const data = parsed(text);
  if (!isMapping(data)) return { fault: looksLikeYaml(text) ? "file_yaml" : "file_no_json" };
  const refusal = refusalOf(content, data);
  if (refusal !== null) return refusal;
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  const raw = isMapping(data["answers"]) ? data["answers"] : {};
  for (const question of questionsOf(content)) {
    const id = [question.id, ...earlierIds(content, question.id)].find((each) => (raw[each] ?? null) !== null);
    if (id === undefined) continue;
    const answer = readAnswer(question, raw[id]);
    if (answer === null) return { fault: "file_value", values: { id } };
    answers.set(question.id, answer);
  }
  const others = {
    ...without(data, OWN),
    ...(isMapping(data["subject"]) ? { subject: without(data["subject"], SUBJECT) } : {}),
    ...(isMapping(data["respondent"]) ? { respondent: without(data["respondent"], RESPONDENT) } : {}),
  };
  const named = /** @type {{[key: string]: unknown}} */ (data["questionnaire"]);
  const isOther = (named["digest"] ?? content.questionnaire.digest) !== content.questionnaire.digest;
  return { answers, particulars: readParticulars(data), others, isOther };
}

/** What the form writes by itself at the top of a file. */
const OWN = ["format", "questionnaire", "subject", "respondent", "date", "part", "answers"];
const SUBJECT = ["name", "ags"];
const RESPONDENT = ["id", "role", "department"];
const ENTRY = ["value", "text", "comment", "evidence", "unsure"];

/**
 * Return the data of JSON, each number as its digits; undefined where it is none.
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  const plain = text.replace(/^\ufeff/, "");
  try {
    JSON.parse(plain);
    const exact = plain.replace(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*/g, (token) =>
      token.startsWith('"') ? token : `{"\\u0000digits":"${token}"}`,
    );
    return JSON.parse(exact);
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function looksLikeYaml(text) {
  return /^\s*(?:#.*\n\s*)*format:\s*planself\//m.test(text);
}

/**
 * @param {unknown} value
 * @returns {value is {[key: string]: unknown}}
 */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(DIGITS in value);
}

/**
 * Return why a file is of another kind, questionnaire, version or part, or names what the questionnaire does not have.
 * @param {Content} content
 * @param {{[key: string]: unknown}} data
 * @returns {Refusal | null}
 */
function refusalOf(content, data) {
  if (data["format"] !== FORMAT) return { fault: "file_other_format" };
  const named = isMapping(data["questionnaire"]) ? data["questionnaire"] : {};
  const { id, version } = content.questionnaire;
  if (named["id"] !== id) return { fault: "file_other_questionnaire", values: { id: String(named["id"] ?? "?") } };
  if (named["version"] !== version) {
    return { fault: "file_other_version", values: { version: String(named["version"] ?? "?"), own: version } };
  }
  const part = data["part"] ?? [];
  if (!Array.isArray(part) || [...part].sort().join(" ") !== [...content.part].sort().join(" ")) {
    return { fault: "file_other_part" };
  }
  const respondent = isMapping(data["respondent"]) ? data["respondent"] : {};
  if (content.code && (respondent["id"] ?? content.code) !== content.code) return { fault: "file_other_code" };
  const raw = data["answers"] ?? {};
  if (!isMapping(raw)) return { fault: "file_no_answers" };
  const known = new Set([...questionsOf(content).map((question) => question.id), ...Object.keys(content.renamed)]);
  const unknown = Object.keys(raw).filter((each) => !known.has(each));
  return unknown.length ? { fault: "file_unknown_ids", values: { ids: unknown.slice(0, 5).join(", ") } } : null;
}

/**
 * Return the earlier ids of a question, the latest first.
 * @param {Content} content
 * @param {string} id
 */
function earlierIds(content, id) {
  return Object.entries(content.renamed)
    .filter(([, present]) => present === id)
    .map(([old]) => old)
    .reverse();
}

/**
 * @param {{[key: string]: unknown}} data
 * @returns {Particulars}
 */
function readParticulars(data) {
  const subject = isMapping(data["subject"]) ? data["subject"] : {};
  const respondent = isMapping(data["respondent"]) ? data["respondent"] : {};
  return {
    id: plainText(respondent["id"]),
    name: plainText(subject["name"]),
    ags: plainText(subject["ags"]),
    role: plainText(respondent["role"]),
    department: plainText(respondent["department"]),
    date: plainText(data["date"]),
  };
}

/**
 * @param {unknown} raw
 * @returns {string}
 */
function plainText(raw) {
  if (typeof raw === "object" && raw !== null && DIGITS in raw) return String(raw[DIGITS]);
  return typeof raw === "string" ? raw : "";
}

/**
 * Return an answer of a file, null where it is none that the question takes.
 * @param {QuestionContent} question
 * @param {unknown} raw
 * @returns {Answer | null}
 */
function readAnswer(question, raw) {
  const entry = isMapping(raw) ? raw : { value: raw };
  const answer = { ...NO_ANSWER, comment: plainText(entry["comment"]), evidence: plainText(entry["evidence"]) };
  answer.unsure = isYes(entry["unsure"]) === true;
  answer.others = without(entry, ENTRY);
  const text = entry["text"] ?? null;
  const value = entry["value"] ?? null;
  if (text !== null) {
    return question.kind === "text" && typeof text === "string" ? { ...answer, value: text } : null;
  }
  if (value === null) return answer;
  if (value === "unknown") return question.unknown ? { ...answer, said: "unknown" } : null;
  if (value === "not_applicable") return question.not_applicable ? { ...answer, said: "not_applicable" } : null;
  const read = readValue(question, value);
  return read === null ? null : { ...answer, value: read };
}

/**
 * @param {QuestionContent} question
 * @param {unknown} raw
 * @returns {Value | null}
 */
function readValue(question, raw) {
  switch (question.kind) {
    case "one_of": {
      const word = question.choices.some((choice) => typeof choice.value === "boolean") ? isYes(raw) : plainText(raw);
      return question.choices.find((choice) => choice.id === word || choice.value === word)?.value ?? null;
    }
    case "some_of": {
      if (!Array.isArray(raw)) return null;
      const ids = raw.map(plainText);
      const known = question.choices.filter((choice) => ids.includes(choice.id));
      const fits = known.length === ids.length && (ids.length < 2 || !known.some((choice) => choice.exclusive));
      return fits ? known.map((choice) => choice.id) : null;
    }
    case "number": {
      const value = exactNumber(plainText(raw));
      return value === null || faultOfNumber(question, value) ? null : value;
    }
    case "text":
      return typeof raw === "string" && raw.trim() && raw.length <= MAX_TEXT ? raw : null;
  }
}

/**
 * Return a yes or a no as answer files write them, null for anything else.
 * @param {unknown} raw
 */
function isYes(raw) {
  const word = String(raw).trim().toLowerCase();
  return ["yes", "true", "ja"].includes(word) ? true : ["no", "false", "nein"].includes(word) ? false : null;
}

/**
 * Return whether a number lies outside the limits of its question.
 * @param {QuestionContent} question
 * @param {number} value
 */
function faultOfNumber({ minimum, maximum }, value) {
  return (minimum !== null && value < minimum) || (maximum !== null && value > maximum);
}
