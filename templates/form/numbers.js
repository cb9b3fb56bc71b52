// Numbers as people type them, in millionths: `planself.files.numbers` and `planself.interview.numbers`.

const MILLION = 1_000_000;
/** Below 2^53 in millionths. */
const MOST = 9_000_000_000 * MILLION;

/** @typedef {{value: number} | {fault: string, values: {[place: string]: string}}} Typed a number, or the phrase that says what is wrong */

/**
 * Return a typed number in millionths, or what is wrong with it; nothing is guessed where both readings fit.
 * @param {string} typed
 * @returns {Typed}
 */
function parseNumber(typed) {
  const text = typed.trim();
  const plain = text.replace("−", "-").replace(/(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))/g, "");
  const match = plain.length <= 60 ? /^([+-]?)([0-9]*)((?:[.,][0-9]+)*)$/.exec(plain) : null;
  const wrong = { fault: "no_number", values: { text } };
  if (match === null || !/[0-9]/.test(plain)) return wrong;
  const body = match[2] + match[3];
  const signs = [...body].filter((sign) => sign === "." || sign === ",");
  let decimal = ".";
  if (new Set(signs).size === 2) {
    decimal = signs[signs.length - 1];
  } else if (signs.length > 1) {
    decimal = signs[0] === "." ? "," : ".";
  } else if (signs.length === 1) {
    const [whole, fraction] = body.split(signs[0]);
    decimal = signs[0];
    if (fraction.length === 3) {
      const said = { text, thousands: `${whole || "0"}${fraction}`, decimal: `${whole || "0"},${fraction}0` };
      return { fault: Number(whole || 0) ? "two_numbers" : "zero_number", values: said };
    }
  }
  const [whole, ...rest] = body.split(decimal);
  const groups = decimal === "," ? /^[0-9]{1,3}(?:\.[0-9]{3})+$/ : /^[0-9]{1,3}(?:,[0-9]{3})+$/;
  if (rest.length > 1 || (/[.,]/.test(whole) && !groups.test(whole)) || /[.,]/.test(rest[0] ?? "")) return wrong;
  return inMillionths(match[1] === "-", whole.replace(/[.,]/g, ""), rest[0] ?? "");
}

/**
 * Return a number of an answer file in millionths, from its digits as they stand there; null where it is none.
 * @param {string} digits
 */
function exactNumber(digits) {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(digits);
  const found = match ? inMillionths(match[1] === "-", match[2], match[3] ?? "") : null;
  return found !== null && "value" in found ? found.value : null;
}

/**
 * @param {boolean} negative
 * @param {string} whole digits
 * @param {string} fraction digits
 * @returns {Typed}
 */
function inMillionths(negative, whole, fraction) {
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > 6) return { fault: "six_decimals", values: {} };
  const digits = `${whole}${decimals.padEnd(6, "0")}`.replace(/^0+/, "") || "0";
  const value = digits.length > 16 ? Infinity : Number(digits);
  if (value >= MOST) return { fault: "too_large", values: {} };
  return { value: negative && value ? -value : value };
}

/**
 * Return millionths as a JSON number: as few digits as say it exactly.
 * @param {number} value
 */
function writtenNumber(value) {
  const size = Math.abs(value);
  const fraction = String(size % MILLION).padStart(6, "0").replace(/0+$/, "");
  return `${value < 0 ? "-" : ""}${(size - (size % MILLION)) / MILLION}${fraction ? `.${fraction}` : ""}`;
}

/**
 * Return millionths as the reader would type them: never three decimals, which are ambiguous.
 * @param {number} value
 * @param {Reader} reader
 */
function asTyped(value, reader) {
  const [whole, fraction] = writtenNumber(value).split(".");
  if (!fraction) return whole;
  return `${whole}${reader.decimalSign}${fraction.length === 3 ? `${fraction}0` : fraction}`;
}
