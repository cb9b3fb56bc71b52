// The page around the questions: saving, opening, sections, and where one stands.

/** Unpack what the form holds, and begin; a browser that cannot is told to be too old. */
async function start() {
  try {
    const packed = document.getElementById("data")?.textContent ?? "";
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    run(JSON.parse(await new Response(stream).text()));
  } catch (error) {
    const old = document.getElementById("old");
    if (old) old.hidden = false;
    throw error;
  }
}

/** @param {Content} content */
function run(content) {
  const form = new Form(content, firstLanguage(content));
  const draft = new Draft(content, () => {
    form.isElsewhere = true;
    update();
  });
  const app = /** @type {HTMLElement} */ (document.getElementById("app"));
  /** @type {View[]} */
  let views = [];
  let timer = 0;

  const update = () => views.forEach((view) => view.update());
  const keep = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => draft.save(form), 300);
  };
  form.changed = () => {
    update();
    keep();
  };

  /** @param {boolean} [focus] whether the heading takes the focus */
  const build = (focus = false) => {
    const { reader } = form;
    document.documentElement.lang = reader.lang;
    const place = placeOf(content);
    const page = pageAt(form, place);
    views = [headerView(form, actions), navView(form, place), page, ...(content.blind || place === ":end" ? [] : [asideView(form)])];
    const [header, nav, main, aside] = views.map((view) => view.root);
    app.replaceChildren(
      element("a", { class: "skip", href: "#content", click: skip }, reader.say("skip")),
      header,
      element("div", { class: `grid${aside ? "" : " wide"}` }, nav, element("main", { id: "content", tabindex: -1 }, main), aside),
    );
    update();
    const titles = new Set([main.querySelector("h1")?.textContent, reader.words(content.title).text]);
    document.title = [...titles].join(" – ");
    if (focus) {
      window.scrollTo(0, 0);
      main.querySelector("h1")?.focus();
    }
  };

  const actions = {
    save: () => {
      download(form.file(), fileName(form));
      form.isSaved = true;
      update();
      const isWhole = !form.typed.size && !faultOfAgs(form);
      announce(form.reader.say(isWhole ? "saved" : "saved_without", { file: fileName(form) }));
    },
    /** @param {File} file */
    open: async (file) => {
      const read = readAnswers(content, await file.text());
      if ("fault" in read) return complain(form.reader.say(read.fault, { file: file.name, word: word(file.name, form.reader.say("a_file")), ...read.values }));
      if (!form.isSaved && !form.isEmpty() && !window.confirm(form.reader.say("replace"))) return;
      form.replace(read);
      draft.save(form);
      build();
      announce(form.reader.say(read.isOther ? "opened_other" : "opened", { file: file.name }));
    },
    discard: () => {
      if (!window.confirm(form.reader.say("discard_sure"))) return;
      window.clearTimeout(timer);
      draft.discard();
      form.replace(noAnswers());
      build();
      announce(form.reader.say("discarded"));
    },
    /** @param {string} lang */
    speak: (lang) => {
      form.speak(lang);
      build();
      document.getElementById(`lang-${lang}`)?.focus();
    },
  };

  window.addEventListener("hashchange", () => {
    if (!window.location.hash || window.location.hash.startsWith("#s-")) build(true);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!form.isSaved) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    if (!form.isSaved) draft.save(form);
  });
  const begun = begin(form, draft);
  build();
  if (begun) announce(form.reader.say(begun));
}

/**
 * Take a draft of this device or what the form came filled with; return the phrase that says so.
 * @param {Form} form
 * @param {Draft} draft
 */
function begin(form, draft) {
  const kept = draft.load();
  for (const [text, phrase] of /** @type {const} */ ([[kept?.file ?? null, "draft"], [form.content.filled, "filled"]])) {
    const read = text === null ? { fault: "" } : readAnswers(form.content, text);
    if ("fault" in read) continue;
    form.replace(read, phrase === "draft" ? kept?.typed : []);
    if (form.isEmpty()) continue;
    form.isSaved = phrase === "filled";
    const isPrepared = phrase === "filled" && [...form.answerSet.answers.values()].every((answer) => isNothing(answer));
    return isPrepared ? "" : phrase;
  }
  return "";
}

/**
 * Go to the content without changing the address, which says where one stands.
 * @param {Event} event
 */
function skip(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

/** @param {Content} content */
function firstLanguage({ languages }) {
  const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
  return wanted.find((lang) => languages.includes(lang)) ?? languages[0];
}

/**
 * Return where the address says that one stands.
 * @param {Content} content
 * @returns {Place}
 */
function placeOf({ shown }) {
  const named = decodeURIComponent(window.location.hash.replace(/^#s-/, ""));
  return named === ":end" || shown.includes(named) ? named : ":start";
}

/**
 * Return a file's name as one word of a command; of one that a shell could take for more, what stands for a file.
 * @param {string} name
 * @param {string} otherwise
 */
function word(name, otherwise) {
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u.test(name)) return otherwise;
  return name.includes(" ") ? `"${name}"` : name;
}

/** @param {string} text */
function announce(text) {
  const line = document.getElementById("status");
  if (line) line.textContent = text;
  complain("");
}

/** @param {string} text */
function complain(text) {
  const line = document.getElementById("fault");
  if (line) line.textContent = text;
}

/**
 * Return the name of the answer file: of the code or the municipality, and the date.
 * @param {Form} form
 */
function fileName({ content, answerSet, reader }) {
  const { name, date } = answerSet.particulars;
  const of = plainWords(content.code || name) || plainWords(content.questionnaire.id);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return `${reader.say("file_name")}-${of}-${date || today}.json`;
}

/**
 * Return a text in plain letters and digits, with hyphens for whatever stands between them: `planself.text.plain_words`.
 * @param {string} text
 */
function plainWords(text) {
  /** @type {{[letter: string]: string}} */
  const spelled = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "oe", å: "aa", ł: "l" };
  const small = text.normalize("NFC").toLowerCase().replace(/[äöüßæøåł]/g, (letter) => spelled[letter] ?? letter);
  return small.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/**
 * Give a text to the browser as a new file; it never writes over one that is there.
 * @param {string} text
 * @param {string} name
 */
function download(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = element("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
