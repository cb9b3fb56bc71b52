// The parts of the page: header, list of sections, and the page at hand.

/**
 * @typedef {object} Actions
 * @property {() => void} save
 * @property {(file: File) => void} open
 * @property {() => void} discard
 * @property {(lang: string) => void} speak
 */

/**
 * @param {Form} form
 * @param {Actions} actions
 * @returns {View}
 */
function headerView(form, actions) {
  const { reader, content } = form;
  const count = element("span", { class: "note" });
  const unsaved = element("span", { class: "note" });
  const elsewhere = element("p", { class: "fault", id: "elsewhere", role: "alert", hidden: true }, reader.say("elsewhere"));
  const open = element("input", {
    type: "file",
    id: "open",
    class: "vh",
    accept: ".json,.yaml,.yml,application/json",
    change: () => {
      const file = open.files?.[0];
      if (file) actions.open(file);
      open.value = "";
    },
  });
  const languages = content.languages.length < 2 ? [] : content.languages.map((lang) =>
    element("button", { type: "button", class: "plain", id: `lang-${lang}`, lang, "aria-pressed": String(lang === reader.lang), click: () => actions.speak(lang) }, content.phrases[lang]["language"] + ""),
  );
  const root = element(
    "header",
    { class: "bar" },
    element("p", {}, element("strong", {}, piece(reader.words(content.title))), content.code ? element("span", { class: "note" }, reader.say("code", { code: content.code })) : null, count),
    element(
      "div",
      { class: "acts" },
      ...languages,
      element("label", { class: "file" }, open, element("span", {}, reader.say("open"))),
      element("button", { type: "button", class: "first", click: actions.save }, reader.say("save")),
      element("button", { type: "button", class: "plain", click: actions.discard }, reader.say("discard")),
    ),
    element("p", { class: "note" }, reader.say("private"), " ", unsaved),
    element("p", { class: "note", id: "status", role: "status" }),
    element("p", { class: "fault", id: "fault", role: "alert" }),
    elsewhere,
  );
  return {
    root,
    update: () => {
      const { asked, answered } = form.progress();
      count.textContent = reader.say("progress", { answered, asked });
      elsewhere.hidden = !form.isElsewhere;
      unsaved.textContent = form.isSaved ? "" : reader.say("unsaved");
    },
  };
}

/**
 * @param {Form} form
 * @param {Place} place
 * @returns {View}
 */
function navView(form, place) {
  const { reader, content } = form;
  const counts = form.sections.map((section) => ({ section, count: element("span", {}) }));
  const items = counts.map(({ section, count }) => ({
    section,
    count,
    item: element("li", {}, linkTo(section.id, place, piece(reader.words(section.title)), count)),
  }));
  return {
    root: element(
      "nav",
      { class: "side", "aria-labelledby": "sections" },
      element("h2", { id: "sections" }, reader.say("sections")),
      element(
        "ol",
        { class: "steps" },
        element("li", {}, linkTo(":start", place, reader.say("start"))),
        ...items.map(({ item }) => item),
        element("li", {}, linkTo(":end", place, reader.say(content.blind ? "finish" : "result"))),
      ),
    ),
    update: () => {
      for (const { section, count, item } of items) {
        const { asked, answered } = form.progress([section]);
        item.hidden = !asked;
        count.textContent = `${answered}/${asked}`;
        count.setAttribute("aria-label", reader.say("progress", { answered, asked }));
      }
    },
  };
}

/**
 * @param {string} id
 * @param {Place} place
 * @param {...Child} children
 */
function linkTo(id, place, ...children) {
  return element("a", { href: `#s-${id}`, ...(id === place ? { "aria-current": "page" } : {}) }, ...children);
}

/**
 * @param {Form} form
 * @returns {View}
 */
function asideView(form) {
  const { reader } = form;
  const profile = profileView(form, reader.say("profile_caption"));
  return {
    root: element("aside", { class: "side prof", "aria-labelledby": "profile" }, element("h2", { id: "profile" }, reader.say("profile_so_far")), profile.root),
    update: profile.update,
  };
}

/**
 * @param {Form} form
 * @param {Place} place
 * @returns {View}
 */
function pageAt(form, place) {
  const section = form.sections.find(({ id }) => id === place);
  if (section) return sectionPage(form, section);
  return place === ":end" ? endPage(form) : startPage(form);
}

/**
 * Return the sections of which something is asked as things stand.
 * @param {Form} form
 */
function askedSections(form) {
  return form.sections.filter((section) => form.progress([section]).asked);
}

/**
 * @param {Form} form
 * @param {SectionContent} section
 * @returns {View}
 */
function sectionPage(form, section) {
  const { reader } = form;
  const explained = firstLadder(form, section);
  const questions = section.questions.map((question) => questionView(form, question, question.id === explained));
  const summary = element("div", { class: "summary", tabindex: -1, hidden: true });
  const heading = spoken("h1", reader.words(section.title), { tabindex: -1 });
  const of = element("p", { class: "of" });
  const back = element("a", { class: "button" });
  const next = element("a", { class: "button first", click: (event) => stopAtFaults(form, [section], summary, event) });
  return {
    root: element("div", {}, of, heading, ...(section.intro === null ? [] : paragraphs(reader.words(section.intro), { class: "intro" })), summary, ...questions.map(({ root }) => root), element("div", { class: "nav" }, back, next)),
    update: () => {
      const sections = askedSections(form);
      const place = sections.indexOf(section);
      of.textContent = place < 0 ? "" : reader.say("section_of", { place: place + 1, all: sections.length });
      point(form, back, "back", sections[place - 1] ?? null, ":start", reader.say("start"));
      point(form, next, "next", sections[place + 1] ?? null, ":end", reader.say(form.content.blind ? "finish" : "result"));
      questions.forEach((question) => question.update());
      if (!summary.hidden) fillSummary(form, [section], summary);
    },
  };
}

/**
 * Return the first question with levels that is asked in a section: the rule for levels stands above it.
 * @param {Form} form
 * @param {SectionContent} section
 */
function firstLadder(form, section) {
  return section.questions.find((question) => question.rule !== null && form.state(question.id) !== "not_asked")?.id;
}

/**
 * @param {Form} form
 * @param {HTMLAnchorElement} link
 * @param {"back" | "next"} phrase
 * @param {SectionContent | null} section
 * @param {string} otherwise
 * @param {string} title
 */
function point({ reader }, link, phrase, section, otherwise, title) {
  link.href = `#s-${section?.id ?? otherwise}`;
  link.replaceChildren(...reader.compose(reader.say(phrase), { title: section ? reader.words(section.title) : title }));
}

/**
 * Stay on the page and say what holds one up, where something does.
 * @param {Form} form
 * @param {SectionContent[]} sections
 * @param {HTMLElement} summary
 * @param {Event} event
 */
function stopAtFaults(form, sections, summary, event) {
  if (!form.faults(sections).length) return;
  event.preventDefault();
  fillSummary(form, sections, summary);
  summary.focus();
}

/**
 * @param {Form} form
 * @param {SectionContent[]} sections
 * @param {HTMLElement} summary
 */
function fillSummary(form, sections, summary) {
  const { reader } = form;
  const faults = form.faults(sections);
  summary.hidden = !faults.length;
  summary.replaceChildren(
    element("h2", {}, reader.count("faults", faults.length)),
    element("ul", {}, ...faults.map((question) => element("li", {}, faultLink(form, question)))),
  );
}

/**
 * @param {Form} form
 * @param {QuestionContent} question
 */
function faultLink(form, question) {
  const { reader } = form;
  const section = form.content.sections.find(({ questions }) => questions.includes(question));
  const typed = form.typed.get(question.id);
  const why = typed === undefined ? reader.say("needs_answer") : (faultIn(form, question, typed) ?? "");
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (placeOf(form.content) !== section?.id) window.location.hash = `#s-${section?.id}`;
    window.setTimeout(() => {
      const field = document.querySelector(`#q-${question.id} :is(input, textarea)`);
      if (field instanceof HTMLElement) field.focus();
    });
  };
  return element("a", { href: `#q-${question.id}`, click: jump }, `${form.numbers.get(question.id)}. `, piece(reader.words(question.text)), ` – ${why}`);
}

/**
 * @param {Form} form
 * @returns {View}
 */
function endPage(form) {
  const { reader, content } = form;
  const summary = element("div", { class: "summary", tabindex: -1, hidden: true });
  const body = element("div", {});
  const last = askedSections(form).at(-1) ?? null;
  const back = element("a", { class: "button" });
  const print = element("button", { type: "button", click: () => window.print() }, reader.say("print"));
  return {
    root: element(
      "div",
      { class: "result" },
      element("h1", { tabindex: -1 }, reader.say(content.blind ? "finish" : "result")),
      element("p", { class: "intro screen" }, reader.say(content.blind ? "finish_text" : "result_text")),
      summary,
      body,
      element("div", { class: "nav" }, back, content.blind ? null : print),
    ),
    update: () => {
      point(form, back, "back", last, ":start", reader.say("start"));
      fillSummary(form, form.sections, summary);
      const isHeldUp = form.faults().length > 0;
      print.hidden = isHeldUp;
      const open = element("p", {}, openLine(form));
      body.replaceChildren(...(isHeldUp ? [] : content.blind ? [open, ...contradictionSection(form)] : resultSections(form)));
    },
  };
}

/**
 * @param {Form} form
 * @returns {View}
 */
function startPage(form) {
  const { reader, content } = form;
  const { particulars } = form.answerSet;
  const first = askedSections(form)[0] ?? null;
  const next = element("a", { class: "button first" });
  point(form, next, "next", first, ":end", reader.say("result"));
  const ags = textField(form, "ags", "ags_hint");
  const agsFault = element("p", { class: "fault", id: "about-ags-fault", hidden: true });
  const role = element(
    "select",
    { id: "about-role", change: () => form.describe({ role: role.value }) },
    element("option", { value: "" }, reader.say("no_answer")),
    ...content.roles.map(({ id, label }) => spoken("option", reader.words(label), { value: id, selected: id === particulars.role })),
  );
  const date = element("input", { type: "date", id: "about-date", value: particulars.date, change: () => form.describe({ date: date.value }) });
  const rows = content.code
    ? []
    : [
        ...textField(form, "name", null),
        ...ags,
        agsFault,
        ...(content.roles.length ? [labelFor("about-role", reader.say("role")), role] : []),
        ...textField(form, "department", null),
        labelFor("about-date", reader.say("date")),
        date,
      ];
  return {
    root: element(
      "div",
      {},
      spoken("h1", reader.words(content.title), { tabindex: -1 }),
      ...(content.description === null ? [] : paragraphs(reader.words(content.description), { class: "intro" })),
      element("p", { class: "intro" }, reader.say("how")),
      ...(rows.length ? [element("h2", {}, reader.say("about")), element("p", { class: "help" }, reader.say("about_text"))] : []),
      element("div", { class: "about" }, ...rows),
      ...(content.basis === null ? [] : [element("details", { class: "cm" }, element("summary", {}, reader.say("basis")), ...paragraphs(reader.words(content.basis), { class: "help" }))]),
      element("div", { class: "nav" }, element("span", {}), next),
    ),
    update: () => {
      const wrong = faultOfAgs(form);
      agsFault.hidden = wrong === "";
      agsFault.textContent = wrong;
      document.getElementById("about-ags")?.setAttribute("aria-invalid", String(wrong !== ""));
    },
  };
}

/**
 * @param {string} id
 * @param {string} text
 */
function labelFor(id, text) {
  return element("label", { class: "l", for: id }, text);
}

/**
 * @param {Form} form
 * @param {"name" | "ags" | "department"} key
 * @param {string | null} hint
 */
function textField(form, key, hint) {
  const { reader } = form;
  const id = `about-${key}`;
  const described = [...(hint ? [`${id}-hint`] : []), ...(key === "ags" ? [`${id}-fault`] : [])].join(" ");
  const field = element("input", {
    type: "text",
    id,
    value: form.answerSet.particulars[key],
    maxlength: 200,
    autocomplete: "off",
    ...(described ? { "aria-describedby": described } : {}),
    input: () => form.describe({ [key]: field.value }),
  });
  return [labelFor(id, reader.say(key === "name" ? "municipality" : key)), hint ? element("p", { class: "help", id: `${id}-hint` }, reader.say(hint)) : null, field];
}

/**
 * Return what is wrong with the municipality's official key, empty where nothing is.
 * @param {Form} form
 */
function faultOfAgs({ reader, answerSet }) {
  const key = answerSet.particulars.ags.replace(/\s/g, "");
  if (!key) return "";
  if (!/^[0-9]+$/.test(key)) return reader.say("ags_digits");
  if (key.length === 12) return reader.say("ags_regional", { key });
  return [2, 3, 5, 8].includes(key.length) ? "" : reader.say("ags_length", { key, n: key.length });
}
