// What `planself form` puts into the page (`planself.form.content`), and everything that an answer set makes of it.

/**
 * A plain string stands for all languages; a pair is a text and the language that it really is in.
 * @typedef {string | {[language: string]: string | [string, string]}} Wording
 */

/**
 * @typedef {object} ChoiceContent
 * @property {string} id
 * @property {Value} value
 * @property {Wording} label
 * @property {Wording | null} detail
 * @property {boolean} exclusive
 */
/**
 * @typedef {object} QuestionContent
 * @property {string} id
 * @property {"one_of" | "some_of" | "number" | "text"} kind
 * @property {Wording} text
 * @property {Wording | null} help
 * @property {Wording | null} evidence
 * @property {ChoiceContent[]} choices
 * @property {Wording | null} rule how to choose a level; null where there are no levels
 * @property {boolean} unknown
 * @property {boolean} not_applicable
 * @property {boolean} required
 * @property {boolean} multiline
 * @property {number[]} met of a statutory point: how far each choice meets it, in thousandths; else nothing
 * @property {Wording | null} unit
 * @property {number | null} minimum
 * @property {number | null} maximum
 */
/** @typedef {{id: string, title: Wording, intro: Wording | null, questions: QuestionContent[]}} SectionContent */
/**
 * @typedef {object} MeasureContent
 * @property {string} id
 * @property {Wording} title
 * @property {Wording | null} text
 * @property {Wording | null} horizon
 * @property {number} effort
 * @property {string[]} after
 * @property {[string, Value][]} aims
 * @property {{when: Condition | null, roles: string[]}[]} who
 */
/** @typedef {{id: string, name: Wording, topic: Wording, needed: {[question: string]: Wording}, measures: MeasureContent[]}} HurdleContent */
/** @typedef {{id: string, label: Wording}} Labelled */
/** @typedef {{when: Condition, text: Wording, questions: string[]}} CheckContent */
/**
 * @typedef {object} Content
 * @property {{id: string, version: string, digest: string}} questionnaire
 * @property {string[]} languages of the page
 * @property {Wording} title
 * @property {Wording | null} description
 * @property {Wording | null} basis
 * @property {SectionContent[]} sections
 * @property {HurdleContent[]} hurdles
 * @property {Labelled[]} bands
 * @property {Labelled[]} stages
 * @property {Labelled[]} roles
 * @property {CheckContent[]} checks
 * @property {{[old: string]: string}} renamed
 * @property {Plan} plan
 * @property {number} evidence_from
 * @property {{hurdle: number, whole: number}} margin by how many points another group could easily differ
 * @property {string[]} part
 * @property {string[]} shown ids of the sections that this form asks
 * @property {string} code
 * @property {boolean} blind
 * @property {boolean} short
 * @property {string | null} filled an answer file as JSON
 * @property {{[language: string]: {[phrase: string]: string | [string, string]}}} phrases
 */

/**
 * @typedef {object} Assessment
 * @property {Content} content
 * @property {Plan} plan
 * @property {Answers} answers
 * @property {Result} result
 * @property {Map<string, State>} states
 * @property {Map<string, Question>} terms
 */

/**
 * Return everything that scoring finds out about one answer set.
 * @param {Content} content
 * @param {Answers} answers
 * @returns {Assessment}
 */
function assess(content, answers) {
  const { plan } = content;
  const result = score(plan, answers, content.part);
  return {
    content,
    plan,
    answers,
    result,
    states: new Map(result.questions.map(({ id, state }) => [id, state])),
    terms: new Map(plan.questions.map((question) => [question.id, question])),
  };
}

/**
 * Return the checks that are true; an undetermined one is not told.
 * @param {Assessment} assessment
 */
function contradictions({ content, states, answers }) {
  return content.checks.filter((check) => holds(check.when, states, answers) === true);
}
