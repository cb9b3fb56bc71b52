// Elements of the page; texts become text nodes and nothing else, so that none of them can be markup.

/**
 * @typedef {string | Node | null | undefined | false} Child
 * @typedef {{[name: string]: string | number | boolean | ((event: Event) => void)}} Attributes
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} attributes functions are listeners; true is an attribute without a value, false none
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  attributed(made, attributes);
  made.append(.../** @type {(string | Node)[]} */ (children.flat().filter((child) => child || child === "")));
  return made;
}

/**
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {...Node} children
 */
function drawn(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  attributed(made, attributes);
  made.append(...children);
  return made;
}

/**
 * @param {Element} made
 * @param {Attributes} attributes
 */
function attributed(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * Return words as an element that says their language.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Words} words
 * @param {Attributes} [attributes]
 */
function spoken(tag, words, attributes = {}) {
  return element(tag, { ...attributes, ...(words.lang === null ? {} : { lang: words.lang }) }, words.text);
}

/**
 * Return a text of several lines as paragraphs.
 * @param {Words} words
 * @param {Attributes} [attributes]
 */
function paragraphs(words, attributes = {}) {
  const blocks = words.text.split(/\n\s*\n/).filter((block) => block.trim());
  return blocks.map((block) => spoken("p", { text: block, lang: words.lang }, attributes));
}
