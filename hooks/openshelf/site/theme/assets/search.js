/* Search and filters; docs/decisions/search-format.md describes the files. What is typed is never sent. */
(() => {
  "use strict";
  const script = document.currentScript.src, assets = script.replace(/[^/]*$/, ""), root = assets + "../";
  const FIRST = 12, EXACT = 8, BEGINS = 5, SLIP = 4;

  /* A part is a script that calls openshelfPart. */
  let parts = {}, fresh = "";
  const waiting = {};
  window.openshelfPart = (name, data) => waiting[name] && waiting[name](data);
  const part = (name) => parts[name] || (parts[name] = new Promise((done, failed) => {
    const element = document.createElement("script");
    waiting[name] = done;
    element.src = `${assets}search/${name}.js${name === "index" ? fresh : ""}`;
    element.onload = () => element.remove();
    element.onerror = () => { delete parts[name]; failed(new Error(name)); };
    document.head.append(element);
  }));
  const named = (names, at) => part(names.substr(at * 7, 7));

  /* Numbers as search/encode.py writes them. */
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bits = {};
  [...ALPHABET].forEach((letter, value) => { bits[letter] = value; });
  const numbers = (text, each, scored) => {
    for (let at = 0, last = -1; at < text.length;) {
      let gap = 0, shift = 1, value;
      do { value = bits[text[at++]]; gap += (value & 31) * shift; shift *= 32; } while (value > 31);
      last += gap + 1;
      each(last, scored ? bits[text[at++]] : 0);
    }
  };
  const members = (text, total) => {
    const found = new Uint8Array(total);
    if (text[0] === "-") numbers(text.slice(1), (number) => { found[number] = 1; });
    else for (let number = 0; number < total; number++) found[number] = bits[text[1 + (number / 6 | 0)]] >> number % 6 & 1;
    return found;
  };

  let index;
  const folded = (text) => text.normalize("NFKD").toLowerCase().replace(index.marked, "").normalize("NFC")
    .replace(index.lettered, (letter) => index.letters[letter]);
  const pieces = (word) => word.split(index.unspacedRun).flatMap((run, at) => at % 2 && run.length > 1
    ? [...Array(run.length - 1).keys()].map((start) => run.substr(start, 2)) : run || []);
  const tokens = (text) => text.toLowerCase().split(index.separated)
    .flatMap((word) => folded(word).split(index.separated)).filter(Boolean).flatMap(pieces);

  const open = async () => {
    index = await part("index");
    if (index.separated) return;
    index.separated = new RegExp(`[${index.separators}]+`);
    index.cut = new RegExp(`([${index.separators}]+)`);
    index.marked = new RegExp(`[${index.marks}]`, "g");
    index.lettered = new RegExp(`[${Object.keys(index.letters).join("")}]`, "g");
    index.unspacedRun = new RegExp(`([${index.unspaced}]+)`);
    index.first = index.starts.split(" ");
  };

  const shardOf = (word) => {
    let low = 0, high = index.first.length;
    while (high - low > 1) {
      const middle = low + high >> 1;
      if (index.first[middle] <= word) low = middle; else high = middle;
    }
    return low;
  };
  const lines = async (at) => {
    const text = await named(index.shards, at);
    return parts[text] || (parts[text] = text.split("\n").map((line) => {
      const sign = line.search(/[|!=]/), rest = line.slice(sign + 1);
      return { forms: line.slice(0, sign).split(","), common: line[sign] === "!", list: rest, to: line[sign] === "=" && rest };
    }));
  };
  const whole = async (line) => !line.to ? line
    : (await lines(shardOf(line.to))).find((other) => !other.to && other.forms.includes(line.to));

  /* Whether one letter is too many, missing, wrong or swapped. */
  const isSlip = (a, b) => {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const [x, y] = [a.slice(at), b.slice(at)], [x1, y1] = [x.slice(1), y.slice(1)];
    return x1 === y || x === y1 || x1 === y1 || x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  };

  /* Lines with a form that begins with a word. */
  const beginning = async (word, exact) => {
    const at = shardOf(word), last = Math.min(shardOf(word + "\uffff"), at + 2), begin = [];
    for (let next = at; next <= last; next++) {
      for (const line of await lines(next)) {
        const form = line.forms.find((other) => other.startsWith(word));
        if (form && line !== exact) begin.push([await whole(line), form]);
      }
    }
    return begin.sort((a, b) => b[0].list.length - a[0].list.length).slice(0, 20);
  };

  /* The lines that a word means. */
  const meanings = async (word, isLast) => {
    const near = await lines(shardOf(word)), found = new Map(), forms = new Set(), slips = [];
    const add = (factor) => ([line, form]) => { if (!found.has(line)) forms.add(form) && found.set(line, factor); };
    const exact = near.find((line) => line.forms.includes(word)), stem = exact && await whole(exact);
    if (exact) add(EXACT)([stem, word]);
    if (!exact || isLast && word.length > 1) (await beginning(word, exact)).forEach(add(BEGINS));
    if (!found.size && word.length > 3) {
      for (const line of near) {
        const form = line.forms.find((other) => isSlip(word, other)
          || word.length > 4 && [0, 1].some((more) => isSlip(word, other.slice(0, word.length + more))));
        if (form) { add(SLIP)([await whole(line), form]); slips.push(form); }
      }
    }
    for (let size = word.length; !found.size && --size > 3 && size > word.length - 4;) {
      (await beginning(word.slice(0, size))).forEach(add(SLIP));
    }
    return { found, forms, slips, word: slips[0] || word, common: exact && stem.common };
  };

  /* Documents, best first: [number, score, whether it holds all words]. */
  const search = async (query) => {
    const all = tokens(query), isOpen = !index.cut.test(query.slice(-1));
    const asked = [...new Set(all)], last = all[all.length - 1];
    const words = await Promise.all(asked.map((word) => meanings(word, isOpen && word === last)));
    const rare = words.filter((word) => !word.common), needed = rare.length ? rare : words;
    const scores = new Map(), held = new Map();
    for (const word of words) {
      const best = new Map();
      for (const [line, factor] of word.found) {
        numbers(line.list, (number, score) => {
          if (!(best.get(number) >= score * factor)) best.set(number, score * factor);
        }, true);
      }
      const counts = needed.includes(word) ? 1 : 0;
      for (const [number, score] of best) {
        scores.set(number, (scores.get(number) || 0) + score);
        held.set(number, (held.get(number) || 0) + counts);
      }
    }
    const hits = [...scores].map(([number, score]) => [number, score, held.get(number) >= needed.length]);
    const forms = new Set(words.flatMap((word) => [...word.forms]));
    return { hits: hits.sort(better), forms, phrase: all.map((word) => words[asked.indexOf(word)].word).join(" "), slips: words.flatMap((word) => word.slips) };
  };
  const better = (a, b) => b[2] - a[2] || b[1] - a[1] || a[0] - b[0];

  const row = async (number) => (await named(index.rows, number / index.block | 0))[number % index.block];

  /* What the words are worth as a phrase. */
  const bonus = (phrase, [, , title, summary, more]) => {
    const said = (text) => ` ${tokens(text).join(" ")} `, sought = ` ${phrase} `, names = more.split("\n").map(said);
    const whole = [said(title), ...names];
    if (whole[0] === sought) return 1200;
    if (names.includes(sought)) return 1000;
    if (!phrase.includes(" ")) return 0;
    if (whole[0].includes(sought)) return 500;
    if (names.some((name) => name.includes(sought))) return 300;
    return said(summary).includes(sought) ? 150 : 0;
  };

  const ranked = async (hits, phrase) => {
    const first = await Promise.all(hits.slice(0, FIRST).map(async ([number, score, all]) =>
      [number, score + bonus(phrase, await row(number)), all]));
    const best = first.sort(better);
    return [...best, ...hits.slice(FIRST)].filter((hit) => hit[2] || hit[1] * 3 > best[0][1]);
  };

  /* Facets: sets by value, and what the choices of all but one leave. */
  const facets = async () => {
    const all = await part(index.facets);
    return all.made || (all.made = all.map(([id, label, values]) => ({
      id, label, values: values.map(([value, name, text]) => ({ value, name, set: members(text, index.total) }))
    })));
  };
  const left = (all, chosen, base, except) => base.map((is, number) => is && all.every(({ id, values }) =>
    id === except || !chosen[id] || values.some(({ value, set }) => set[number] && chosen[id].includes(value))) ? 1 : 0);
  const count = (a, b) => a.reduce((sum, is, number) => sum + (is & b[number]), 0);

  window.openshelfSearch = { open, tokens, search, ranked };

  /* The page. */
  const make = (name, textContent = "", className = "", more) =>
    Object.assign(document.createElement(name), { textContent, className }, more);
  const button = (label, onclick) => make("button", label, "os-button os-button-quiet", { type: "button", onclick });
  const fill = (message, values) => message.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);
  const marked = (element, text, forms, last) => {
    for (const piece of text.split(index.cut)) {
      const words = tokens(piece);
      const hit = words.some((word) => forms.has(word) || last && word.startsWith(last));
      element.append(hit ? make("mark", piece) : piece);
    }
  };
  const address = (path) => root + (location.protocol === "file:" ? path.replace(/(?=#|$)/, "index.html") : path);
  const item = (data, forms, last, level) => {
    const [, path, title, summary, , kind, ...facts] = data, element = make("li", "", "os-row");
    const heading = make(`h${level}`, "", "os-row-title"), text = make("p", "", "os-row-summary");
    heading.dir = text.dir = "auto";
    const link = make("a", "", "", { href: address(path) }), meta = make("p", "", "os-row-meta");
    marked(link, title, forms, last);
    heading.append(link);
    marked(text, summary, forms, last);
    meta.append(make("span", kind, "os-kind"), ...facts.map((fact) => make("span", ...fact.split("\t"))));
    element.append(heading, text, meta);
    return element;
  };

  const start = (box) => {
    const one = (name) => box.querySelector(`[data-part=${name}]`);
    const isList = box.dataset.find === "list", size = isList ? 20 : 10, level = isList ? 2 : 3;
    const input = one("query"), results = one("results"), status = one("status"), filter = one("filters");
    let turn = 0, chosen = {}, page = 1, shown = size, timer;

    /* What an older turn finds is thrown away. */
    const run = async (retried) => {
      const mine = ++turn, query = input ? input.value : "";
      try {
        await open();
        const all = filter && (isList || filter.open || Object.keys(chosen).length) ? await facets() : null;
        const found = tokens(query).length ? await search(query) : null;
        let base = new Uint8Array(index.total).fill(found ? 0 : 1), numbers = null;
        if (isList) base = all.find(({ id }) => id === "entry").values.find(({ value }) => value === box.dataset.entry).set;
        if (found) for (const [number] of found.hits) base[number] = 1;
        const kept = all ? left(all, chosen, base) : base;
        if (found) {
          found.hits = await ranked(found.hits.filter(([number]) => kept[number]), found.phrase);
          numbers = found.hits.map(([number]) => number);
        } else if (isList || Object.keys(chosen).length) numbers = [...kept.keys()].filter((number) => kept[number]);
        const from = (page - 1) * size, rows = numbers && await Promise.all(numbers.slice(from, from + shown).map(row));
        if (mine !== turn) return;
        if (all) draw(all, base);
        show(found, numbers, rows);
      } catch (error) {
        if (mine !== turn) return;
        if (retried) { results.textContent = ""; status.textContent = box.dataset.offline; return; }
        const old = parts;
        parts = {};
        fresh = `?${Date.now()}`;
        await open().catch(() => { parts = old; });
        run(true);
      }
    };

    const show = (found, numbers, rows) => {
      const words = index.words, last = found && found.phrase.split(" ").pop();
      results.textContent = "";
      if (one("idle")) one("idle").hidden = !!numbers;
      if (one("none")) one("none").hidden = !numbers || numbers.length;
      if (!numbers) { status.textContent = ""; return; }
      const num = numbers.length, told = [num ? fill(num > 1 ? words.many : words.one, { num }) : words.none];
      if (found && num && !found.hits[0][2]) told.unshift(words.some);
      if (found && found.slips[0]) told.push(fill(words.meant, { words: found.slips.join(", ") }));
      status.textContent = told.join(" ");
      const groups = new Map();
      for (const data of rows) {
        const kind = isList ? 0 : data[0];
        const list = groups.get(kind) || make("ul", "", "os-rows");
        groups.set(kind, list);
        list.append(item(data, found ? found.forms : new Set(), last, level));
      }
      for (const [kind, list] of groups) {
        results.append(isList ? "" : make("h2", index.kinds[kind], "os-group"), list);
      }
      const pages = Math.ceil(num / size);
      if (isList && pages > 1) {
        const nav = make("p", "", "os-actions");
        const turnTo = (label, to) => nav.append(button(label, async () => {
          page = to;
          remember();
          await run();
          results.tabIndex = -1;
          results.focus();
        }));
        if (page > 1) turnTo(words.back, page - 1);
        nav.append(make("span", fill(words.page, { n: page, all: pages })));
        if (page < pages) turnTo(words.next, page + 1);
        results.append(nav);
      } else if (!isList && num > shown) {
        results.append(button(words.more, async () => {
          const before = shown;
          shown += size;
          await run();
          (results.querySelectorAll("a")[before] || input).focus();
        }));
      }
    };

    const draw = (all, base) => {
      const place = one("choices"), open = [...place.querySelectorAll("[open]")].map((group) => group.dataset.facet);
      const focused = document.activeElement.dataset.choice;
      const wanted = box.dataset.facets.split(" ");
      place.textContent = "";
      for (const facet of all.filter(({ id }) => wanted.includes(id))) {
        const rest = left(all, chosen, base, facet.id), picked = chosen[facet.id] || [];
        const choices = facet.values.map((value) => [value, count(rest, value.set)])
          .filter(([{ value }, number]) => number || picked.includes(value));
        if (!choices.length) continue;
        const group = make("details", "", "os-choices"), list = make("ul");
        group.dataset.facet = facet.id;
        group.open = open.includes(facet.id) || picked.length;
        group.append(make("summary", picked.length ? `${facet.label} (${picked.length})` : facet.label), list);
        for (const [{ value, name }, number] of choices) {
          const entry = make("li"), label = make("label");
          const tick = make("input", "", "", { type: "checkbox", autocomplete: "off", checked: picked.includes(value) });
          tick.dataset.choice = `${facet.id}=${value}`;
          tick.onchange = () => {
            chosen[facet.id] = tick.checked ? [...picked, value] : picked.filter((other) => other !== value);
            if (!chosen[facet.id].length) delete chosen[facet.id];
            choose();
          };
          label.append(tick, make("span", name), make("span", String(number), "os-count"));
          entry.append(label);
          list.append(entry);
        }
        place.append(group);
      }
      const again = focused && place.querySelector(`[data-choice="${focused}"]`);
      if (again) again.focus();
      if (one("reset")) one("reset").hidden = !Object.keys(chosen).length;
    };

    /* Choices of a list stand behind the #; typed words only when asked for. */
    const written = () => {
      const pairs = Object.entries(chosen).flatMap(([facet, values]) => values.map((value) => `${facet}=${value}`));
      if (isList && page > 1) pairs.push(`page=${page}`);
      if (!isList && input.value.trim()) pairs.unshift(`q=${encodeURIComponent(input.value.trim())}`);
      return pairs.length ? `#${pairs.join("&")}` : "";
    };
    const remember = () => { if (isList) history.pushState(null, "", written() || location.pathname + location.search); };
    const recall = () => {
      chosen = {};
      page = 1;
      for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
        if (name === "page") page = Math.max(1, value | 0);
        else if (name === "q" && input) input.value = value;
        else if (value) chosen[name] = [...(chosen[name] || []), value];
      }
    };

    const choose = () => { page = 1; remember(); run(); };
    const press = (name, act) => { if (one(name)) one(name).onclick = act; };
    if (input) {
      input.oninput = () => { shown = size; clearTimeout(timer); timer = setTimeout(run, 300); };
      input.onkeydown = ({ key }) => {
        if (key === "Escape" && box.dataset.find === "header") input.value = "";
        else if (key !== "Enter") return;
        clearTimeout(timer);
        run();
      };
    }
    if (filter) filter.ontoggle = () => { if (filter.open) run(); };
    press("reset", () => { chosen = {}; choose(); });
    press("link", () => history.replaceState(null, "", written() || location.pathname));
    press("all", () => { one("all").hash = written(); });
    if (filter) {
      recall();
      window.addEventListener("popstate", () => { if (!/^#[^=]+$/.test(location.hash)) { recall(); run(); } });
      if (location.hash.includes("=")) filter.open = true;
    }
    if (input && input.value || filter && filter.open) run();
  };

  document.querySelectorAll("[data-find]").forEach(start);
})();
