// A draft in the browser's storage: a convenience, since the answer file is the truth. Storage may be missing or
// forbidden, so every call is caught.

/**
 * Return a few signs that tell texts apart.
 * @param {string} text
 */
function checksum(text) {
  let sum = 0;
  for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 4_294_967_291;
  return sum.toString(36);
}

class Draft {
  /**
   * @param {Content} content
   * @param {() => void} onForeign called when another tab writes this draft
   */
  constructor({ questionnaire, code, part, blind, filled }, onForeign) {
    const { id, version } = questionnaire;
    /** One of its own for each form that asks something else, or came with other answers. */
    this.key = ["planself", id, version, code, part.join("+"), filled === null ? "" : checksum(filled)].join(":");
    /** A laptop that goes round must not show the answers of the one before. */
    this.forbidden = blind && code !== "";
    window.addEventListener("storage", (event) => {
      if (event.key === this.key && event.newValue !== null) onForeign();
    });
  }

  /** @returns {{file: string, typed: [string, string][]} | null} an answer file, and what is typed and no number yet */
  load() {
    if (this.forbidden) return null;
    try {
      return JSON.parse(window.localStorage.getItem(this.key) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * @param {Form} form
   * @returns {boolean} whether it was kept
   */
  save(form) {
    if (this.forbidden) return false;
    try {
      window.localStorage.setItem(this.key, JSON.stringify({ file: form.file(), typed: [...form.typed] }));
      return true;
    } catch {
      return false;
    }
  }

  discard() {
    try {
      window.localStorage.removeItem(this.key);
    } catch {
      // nothing is kept where there is no storage
    }
  }
}
