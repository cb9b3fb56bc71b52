// The reader's language: phrases, texts of the questionnaire, numbers and dates as that reader writes them.

/** @typedef {{text: string, lang: string | null}} Words a text, and its language where that is not the reader's */
/** @typedef {string | Words | Node} Piece */

class Reader {
  /**
   * @param {string} lang
   * @param {{[phrase: string]: string | [string, string]}} phrases
   */
  constructor(lang, phrases) {
    this.lang = lang;
    this.phrases = phrases;
  }

  /**
   * Return a phrase with its places filled in.
   * @param {string} phrase
   * @param {{[place: string]: string | number}} [values]
   */
  say(phrase, values = {}) {
    const found = this.phrases[phrase];
    if (typeof found !== "string") throw new Error(`no phrase: ${phrase}`);
    return found.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
  }

  /**
   * Return the singular or plural of a phrase.
   * @param {string} phrase
   * @param {number} n
   * @param {{[place: string]: string | number}} [values]
   */
  count(phrase, n, values = {}) {
    const found = this.phrases[phrase];
    if (!Array.isArray(found)) throw new Error(`no plural: ${phrase}`);
    const filled = { n: this.integer(n), ...values };
    return found[n === 1 ? 0 : 1].replace(/\{(\w+)\}/g, (place, name) =>
      name in filled ? String(/** @type {any} */ (filled)[name]) : place,
    );
  }

  /**
   * Return a phrase as nodes; what fills its places keeps its own language.
   * @param {string} phrase as it is said, with places
   * @param {{[place: string]: Piece}} values
   * @returns {(string | Node)[]}
   */
  compose(phrase, values) {
    return phrase
      .split(/(\{\w+\})/)
      .filter((part) => part !== "")
      .map((part) => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        return name !== undefined && name in values ? piece(values[name]) : part;
      });
  }

  /**
   * Return a questionnaire's text, and its language where that is another one.
   * @param {Wording | null} text
   * @returns {Words}
   */
  words(text) {
    if (text === null || typeof text === "string") return { text: text ?? "", lang: null };
    const found = text[this.lang] ?? "";
    return typeof found === "string" ? { text: found, lang: null } : { text: found[0], lang: found[1] };
  }

  /**
   * Return "a, b and c".
   * @param {Piece[]} items
   * @returns {(string | Node)[]}
   */
  list(items) {
    const format = new Intl.ListFormat(this.lang === "en" ? "en-GB" : this.lang, { type: "conjunction" });
    const parts = format.formatToParts(items.map((_item, place) => String(place)));
    return parts.map((part) => (part.type === "element" ? piece(items[Number(part.value)]) : part.value));
  }

  /** @param {Piece} name */
  quoted(name) {
    return this.compose(this.say("quoted"), { name });
  }

  get decimalSign() {
    return this.lang === "de" ? "," : ".";
  }

  /**
   * Write a whole number, grouped in thousands.
   * @param {number} value
   */
  integer(value) {
    return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, this.lang === "de" ? "." : ",");
  }

  /**
   * Write tenths with one decimal.
   * @param {number} value
   */
  tenths(value) {
    const size = Math.abs(value);
    return `${value < 0 ? "-" : ""}${this.integer((size - (size % 10)) / 10)}${this.decimalSign}${size % 10}`;
  }

  /**
   * Write an interval, or the one number that both its ends are.
   * @param {number} lower
   * @param {number} upper
   */
  range(lower, upper) {
    return lower === upper ? this.tenths(lower) : `${this.tenths(lower)}–${this.tenths(upper)}`;
  }
}

/**
 * @param {Piece} value
 * @returns {string | Node}
 */
function piece(value) {
  if (typeof value === "string" || value instanceof Node) return value;
  return value.lang === null ? value.text : element("span", { lang: value.lang }, value.text);
}
