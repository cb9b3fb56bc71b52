// What the form holds: the answers, whose they are, where one stands, and whether all of it is saved.

/** @typedef {"start" | "end" | string} Place a section's id, or a page around the sections */

class Form {
  /**
   * @param {Content} content
   * @param {string} lang
   */
  constructor(content, lang) {
    this.content = content;
    this.reader = new Reader(lang, content.phrases[lang]);
    /** @type {AnswerSet} */
    this.answerSet = noAnswers();
    /** @type {Map<string, string>} number fields whose text is no number, with the text */
    this.typed = new Map();
    this.isSaved = true;
    /** Whether another window writes the same draft. */
    this.isElsewhere = false;
    this.assessment = assess(content, new Map());
    this.sections = content.sections.filter(({ id }) => content.shown.includes(id));
    /** @type {Map<string, QuestionContent>} */
    this.questions = new Map(questionsOf(content).map((question) => [question.id, question]));
    this.numbers = new Map(questionsOf(content).map((question, place) => [question.id, place + 1]));
    /** @type {() => void} called after every change */
    this.changed = () => {};
  }

  /** @param {string} lang */
  speak(lang) {
    this.reader = new Reader(lang, this.content.phrases[lang]);
  }

  /** @param {string} id */
  question(id) {
    return /** @type {QuestionContent} */ (this.questions.get(id));
  }

  /** @param {string} id */
  answer(id) {
    return this.answerSet.answers.get(id) ?? NO_ANSWER;
  }

  /** @param {string} id */
  state(id) {
    return /** @type {State} */ (this.assessment.states.get(id));
  }

  /**
   * Change an answer in part.
   * @param {string} id
   * @param {Partial<Answer>} change
   */
  record(id, change) {
    this.answerSet.answers.set(id, { ...this.answer(id), ...change });
    this.touch();
  }

  /** @param {Partial<Particulars>} change */
  describe(change) {
    Object.assign(this.answerSet.particulars, change);
    this.touch();
  }

  touch() {
    this.isSaved = false;
    this.assessment = assess(this.content, givenBy(this.answerSet.answers));
    this.changed();
  }

  /**
   * Take other answers in place of all that is there.
   * @param {AnswerSet} answerSet
   * @param {[string, string][]} [typed] number fields whose text is no number
   */
  replace(answerSet, typed = []) {
    this.answerSet = answerSet;
    this.typed = new Map(typed);
    this.isSaved = true;
    this.assessment = assess(this.content, givenBy(answerSet.answers));
  }

  isEmpty() {
    const { answers, particulars } = this.answerSet;
    return !this.typed.size && !Object.values(particulars).some(Boolean) && [...answers.values()].every((answer) => isNothing(answer));
  }

  file() {
    return answerFile(this.content, this.answerSet);
  }

  /**
   * Return how many questions of a section are asked as things stand, and how many of them have an answer.
   * @param {SectionContent[]} [sections]
   */
  progress(sections = this.sections) {
    const asked = sections.flatMap(({ questions }) => questions).filter(({ id }) => this.state(id) !== "not_asked");
    const answered = asked.filter(({ id }) => !["missing", "pending"].includes(this.state(id)));
    return { asked: asked.length, answered: answered.length };
  }

  /**
   * Return the questions that hold one up: required ones without an answer, and numbers that are none.
   * @param {SectionContent[]} [sections]
   */
  faults(sections = this.sections) {
    return sections
      .flatMap(({ questions }) => questions)
      .filter(({ id }) => this.state(id) !== "not_asked" && this.state(id) !== "pending")
      .filter(({ id, required }) => this.typed.has(id) || (required && this.state(id) === "missing"));
  }

  /**
   * Return the open questions that a pending one waits for.
   * @param {string} id
   */
  awaited(id) {
    const { terms } = this.assessment;
    return comparedIn(terms.get(id)?.when ?? null).filter((other) => isOpen(this.state(other)));
  }
}

/** @param {Answer} answer */
function isNothing({ value, said, comment, evidence, unsure, others }) {
  return value === null && said === null && !comment && !evidence && !unsure && !Object.keys(others).length;
}

/**
 * Return the questions that a condition compares, each once.
 * @param {Condition | null} condition
 * @returns {string[]}
 */
function comparedIn(condition) {
  if (condition === null) return [];
  if ("all" in condition) return [...new Set(condition.all.flatMap(comparedIn))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(comparedIn))];
  return "negated" in condition ? comparedIn(condition.negated) : [condition.question];
}
