// A draft in the browser's storage: a convenience, since the answer file is the truth. Storage may be missing or
// forbidden, so every call is caught.

class Draft {
  /**
   * @param {Content} content
   * @param {() => void} onForeign called when another tab writes this draft
   */
  constructor({ questionnaire, code, blind }, onForeign) {
    this.key = `planself:${questionnaire.id}:${questionnaire.version}:${code}`;
    /** A laptop that goes round must not show the answers of the one before. */
    this.forbidden = blind && code !== "";
    window.addEventListener("storage", (event) => {
      if (event.key === this.key && event.newValue !== null) onForeign();
    });
  }

  /** @returns {string | null} */
  load() {
    if (this.forbidden) return null;
    try {
      return window.localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  /**
   * @param {string} text
   * @returns {boolean} whether it was kept
   */
  save(text) {
    if (this.forbidden) return false;
    try {
      window.localStorage.setItem(this.key, text);
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
