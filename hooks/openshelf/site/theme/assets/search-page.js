/* The boxes to search in and the lists to filter, of which search-engine.js knows nothing. The two are served as one
   script, search.js, which find.js loads when a reader touches a box. What is typed is never sent, and stands in the
   address only when a reader asks for a link; choices in a list stand behind the #, so that the back button works. */

const assets = document.currentScript.src.replace(/[^/]*$/, "");

/* A part of the index is a script of one call, openshelfPart(name, data): that loads from a folder on a disk, too. */
const waiting = {};
window.openshelfPart = (name, data) => waiting[name] && waiting[name](data);

const engine = searchEngine((name, version) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  waiting[name] = resolve;
  script.src = `${assets}search/${name}.js${version}`;
  script.onload = () => script.remove();
  script.onerror = () => reject(new Error(name));
  document.head.append(script);
}));

/* For tests. */
window.openshelfSearch = engine;

const make = (name, textContent = "", className = "", more) =>
  Object.assign(document.createElement(name), { textContent, className }, more);
const makeButton = (label, onclick) => make("button", label, "os-button os-button-quiet", { type: "button", onclick });

/* What results are, as a facet that costs no part of the index: documents are numbered by kind. */
const kindsOf = ({ kinds: [id, label, values], total }) => ({
  id, label, values: values.map(([value, name, first], at) => (
    { value, name, documents: new Uint8Array(total).fill(1, first, (values[at + 1] || [])[2]) }))
});

const fill = (message, values) => message.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);

/* The address of a page of the site; on a disk no server adds the name of the file. */
const addressOf = (path) =>
  `${assets}../${location.protocol === "file:" ? path.replace(/(?=#|$)/, "index.html") : path}`;

/* Shows one box. `data-part` names what a box has; a box of kind "list" is a whole section, with filters. */
function startBox(box) {
  const one = (name) => box.querySelector(`[data-part=${name}]`);
  const input = one("query"), filters = one("filters"), results = one("results"), status = one("status");
  const isList = box.dataset.find === "list", size = isList ? 20 : 10;

  /* What the reader wants to see: values by facet, and how many results. */
  let chosen = {}, shown = size;
  /* Counts the questions, so that the answer to an old one is not shown. */
  let turn = 0, typing, index;
  /* What is said of a list of which nothing was chosen; a search says nothing then. */
  const whole = isList ? status.textContent : "";

  const isNarrowed = () => Object.keys(chosen).length > 0;

  /* Finds what belongs to the words and choices: the documents before the choices (`base`), the numbers of those that
     are left, best first (null where nothing was asked), and the rows of those that are shown. */
  async function look(query) {
    index = await engine.open();
    const found = engine.tokens(query).length ? await engine.search(query) : null;
    const facets = !filters ? null : isList || filters.open || isNarrowed() ? await engine.facets()
      : found ? [kindsOf(index)] : [];
    let base = new Uint8Array(index.total).fill(found ? 0 : 1), numbers = null;
    if (isList) {
      const kinds = facets.find(({ id }) => id === "entry").values;
      base = kinds.find(({ value }) => value === box.dataset.entry).documents;
    }
    const rank = (hits) => engine.rank(hits.map((hit) => Object.assign({}, hit)), found);
    const ranked = found && await rank(found.hits);
    if (found) ranked.forEach(({ number }) => { base[number] = 1; });
    const left = facets ? narrowed(facets, chosen, base) : base;
    if (found) {
      found.hits = isNarrowed() ? await rank(found.hits.filter(({ number }) => left[number])) : ranked;
      numbers = found.hits.map(({ number }) => number);
    } else if (isNarrowed()) {
      numbers = [...left.keys()].filter((number) => left[number]);
    }
    const rows = numbers && await Promise.all(numbers.slice(0, shown).map(engine.row));
    return { facets, found, base, numbers, rows };
  }

  /* Answers what is typed and chosen now. A part may be missing because the site was built anew since the index was
     loaded, so it is loaded once more before the reader is told. */
  async function answer(isRetry) {
    const mine = ++turn;
    try {
      const answered = await look(input ? input.value : "");
      if (mine !== turn) return;
      if (answered.facets) showChoices(answered);
      showResults(answered);
    } catch (error) {
      if (mine !== turn) return;
      if (isRetry) {
        if (shown === size) results.textContent = "";
        status.textContent = box.dataset.offline;
      } else {
        await engine.reload();
        await answer(true);
      }
    }
  }

  function showResults({ found, numbers, rows }) {
    results.textContent = "";
    if (one("idle")) one("idle").hidden = !!numbers;
    if (one("none")) one("none").hidden = !numbers || numbers.length > 0;
    status.textContent = numbers ? summary(found, numbers.length) : whole;
    showHelp(found ? found.help : []);
    if (!numbers) return;
    const list = make("ul", "", "os-rows");
    list.append(...rows.map((data) => resultOf(data, found)));
    results.append(list);
    if (numbers.length > shown) results.append(makeButton(index.words.more, showMore));
  }

  /* Words of danger lead to help first: to at most three situations, by number, and to the whole page, number 0. */
  function showHelp(situations) {
    const help = one("help"), list = one("situations");
    if (!help) return;
    help.hidden = !situations.length;
    list.textContent = "";
    for (const number of situations.length ? [...situations.filter(Boolean).slice(0, 3), 0] : []) {
      const [words, path] = index.situations[number], item = make("li");
      item.append(make("a", words, "", { href: addressOf(path) }));
      list.append(item);
    }
  }

  /* What is said about the results, aloud too. */
  function summary(found, num) {
    const words = index.words, said = [num ? fill(words.results, { num }) : words.none];
    if (found && num && !found.hits.some((hit) => hit.hasAll)) said.unshift(words.some);
    if (found && found.slips.length) said.push(fill(words.meant, { words: found.slips.join(", ") }));
    return said.join(" ");
  }

  /* One result, from its row: in a list with what it is good for, if that is known, as the rows of the page. A fact may
     have a class of the style sheet behind a tab. */
  function resultOf([, path, title, text, , kind, use, ...facts], found) {
    const item = make("li", "", "os-row"), link = make("a", "", "", { href: addressOf(path) });
    const heading = make("h2", "", "os-row-title", { dir: "auto" });
    const paragraph = make("p", "", "os-row-summary", { dir: "auto" }), meta = make("p", "", "os-row-meta");
    addMarked(link, title, found);
    heading.append(link);
    addMarked(paragraph, isList && use || text, found);
    [kind + "\tos-kind", ...facts].forEach((fact) => meta.append(make("span", ...fact.split("\t")), " "));
    item.append(heading, paragraph, meta);
    return item;
  }

  /* Adds a text with the words marked that it was found by; the last word of a query may only have begun. */
  function addMarked(element, text, found) {
    const begun = found && found.phrase.split(" ").pop();
    for (const piece of text.split(index.keptSeparator)) {
      const isHit = found && engine.tokens(piece).some((word) => found.forms.has(word) || word.startsWith(begun));
      element.append(isHit ? make("mark", piece) : piece);
    }
  }

  /* More results are added below, and the first of them has the focus; if none can be loaded, the button keeps it. */
  async function showMore() {
    const before = results.querySelectorAll("li").length;
    shown = before + size;
    await answer();
    const first = results.querySelectorAll("a")[before];
    if (first) first.focus();
  }

  /* Shows the values that leave something, each with how much. What was open and where the focus was stays so. */
  function showChoices({ facets, base }) {
    const kinds = one("kinds"), focused = document.activeElement.dataset.choice;
    const wanted = box.dataset.facets.split(" ");
    if (kinds) kinds.textContent = "";
    for (const facet of facets.filter(({ id }) => wanted.includes(id))) {
      const left = narrowed(facets, chosen, base, facet.id), picked = chosen[facet.id] || [];
      const choices = facet.values.map((value) => [value, countBoth(left, value.documents)])
        .filter(([{ value }, count]) => count || picked.includes(value));
      const items = choices.map(([value, count]) => choiceOf(facet, value, count, picked));
      if (facet.id === "entry") {
        if (items.length) kinds.appendChild(make("ul")).append(...items);
        continue;
      }
      const group = groupOf(facet, picked), list = group.querySelector("ul");
      group.hidden = !items.length;
      group.firstChild.textContent = picked.length ? `${facet.label} (${picked.length})` : facet.label;
      list.textContent = "";
      list.append(...items);
    }
    const again = focused && box.querySelector(`[data-choice="${focused}"]`);
    if (again) again.focus();
    if (one("reset")) one("reset").hidden = !isNarrowed();
  }

  /* The group of a facet: a list has one with links, in whose place the ticks come. */
  function groupOf({ id }, picked) {
    const place = one("choices"), found = place.querySelector(`[data-facet="${id}"]`);
    if (found) return found;
    const group = make("details", "", "os-choices", { open: picked.length > 0 });
    group.dataset.facet = id;
    group.append(make("summary"), make("ul"));
    return place.appendChild(group);
  }

  function choiceOf(facet, { value, name }, count, picked) {
    const item = make("li"), label = make("label");
    const tick = make("input", "", "", { type: "checkbox", autocomplete: "off", checked: picked.includes(value) });
    tick.dataset.choice = `${facet.id}=${value}`;
    tick.onchange = () => {
      chosen[facet.id] = tick.checked ? [...picked, value] : picked.filter((other) => other !== value);
      if (!chosen[facet.id].length) delete chosen[facet.id];
      choose();
    };
    label.append(tick, make("span", name), make("span", String(count), "os-count"));
    item.append(label);
    return item;
  }

  /* Where the filters of a list stand above it, and not beside it, one that opens goes up: the list comes in sight. */
  function moveUp(group) {
    if (filters.getBoundingClientRect().bottom <= results.getBoundingClientRect().top) group.scrollIntoView();
  }

  function choose() {
    shown = size;
    remember();
    answer();
  }

  /* Words and choices as they stand behind the # of an address. */
  function fragment() {
    const pairs = Object.entries(chosen).flatMap(([facet, values]) => values.map((value) => `${facet}=${value}`));
    if (!isList && input.value.trim()) pairs.unshift(`q=${encodeURIComponent(input.value.trim())}`);
    return pairs.length ? `#${pairs.join("&")}` : "";
  }

  function remember() {
    if (isList) history.pushState(null, "", fragment() || location.pathname + location.search);
  }

  function recall() {
    chosen = {};
    shown = size;
    new URLSearchParams(location.hash.slice(1)).forEach((value, name) => {
      if (name === "q" && input) input.value = value;
      /* Addresses of before may name a variety of a language, which is chosen with its language now. */
      else if (value) (chosen[name] = chosen[name] || []).push(name === "language" ? value.split("-")[0] : value);
    });
  }

  function onClick(name, act) {
    if (one(name)) one(name).onclick = act;
  }

  onClick("reset", () => {
    chosen = {};
    choose();
  });
  onClick("link", () => history.replaceState(null, "", fragment() || location.pathname));
  onClick("all", () => { one("all").hash = fragment(); });
  if (input) {
    input.oninput = () => {
      shown = size;
      clearTimeout(typing);
      typing = setTimeout(answer, 300);
    };
    input.onkeydown = ({ key }) => {
      if (key === "Escape" && box.dataset.find === "header") input.value = "";
      else if (key !== "Enter") return;
      clearTimeout(typing);
      answer();
    };
  }
  if (filters) {
    /* The filters of a search are opened as one, those of a list each by itself. */
    filters.addEventListener("toggle", ({ target }) => {
      if (!target.open || !isList && target !== filters) return;
      if (isList) moveUp(target);
      if (!isList || !filters.querySelector("label")) answer();
    }, true);
    recall();
    /* A link to a place in the page is no choice. */
    window.addEventListener("popstate", () => {
      if (/^#[^=]+$/.test(location.hash)) return;
      recall();
      answer();
    });
    if (!isList && location.hash.includes("=")) filters.open = true;
  }
  const opened = filters && isList && filters.querySelector("[open]");
  if (opened) moveUp(opened);
  if (input && input.value || opened || filters && (filters.open || isNarrowed())) answer();
}

document.querySelectorAll("[data-find]").forEach(startBox);
