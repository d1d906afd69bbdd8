/* The search without its page: what the parts of the index hold, what a query means, and which documents it finds, in
   which order. docs/decisions/search-format.md describes files and scores; tests/search/reference.py is the same
   in Python, and tests compare the two. Nothing here knows a page or an address: parts come from a given function. */

/* Returns a search. `loadPart(name, version)` promises the data of a part of the index; a `version`, if there is one,
   keeps a copy that the browser stored from being used. */
function searchEngine(loadPart) {
  /* What a score counts for: the word itself, a word that begins with it, a word that is one letter away. */
  const EXACT = 8, PREFIX = 5, SLIP = 4;
  /* Where words that begin with another are looked for, and how many of them a query takes in. */
  const MOST_SHARDS = 3, MOST_LINES = 20;
  /* Hits that are sorted once more by the whole phrase: each costs a block of rows. */
  const RANKED = 12;
  /* Length of a part's name; lists of names are written without anything between. */
  const NAME = 7;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const valueOf = {};
  DIGITS.split("").forEach((digit, value) => { valueOf[digit] = value; });

  let index, parts = {}, version = "";

  /* Every part is loaded and decoded once; one that failed is asked for again when it is next needed. */
  function part(name, decode) {
    if (!parts[name]) {
      const cache = parts;
      cache[name] = loadPart(name, name === "index" ? version : "").then(decode);
      cache[name].catch(() => { delete cache[name]; });
    }
    return parts[name];
  }

  const nameAt = (names, position) => names.slice(position * NAME, (position + 1) * NAME);

  /* Loads the entry point of the index; everything else needs it. */
  async function open() {
    index = await part("index", (data) => Object.assign(data, {
      firstForms: data.starts.split(" "),
      separator: new RegExp(`[${data.separators}]+`),
      keptSeparator: new RegExp(`([${data.separators}]+)`),
      mark: new RegExp(`[${data.marks}]`, "g"),
      foreignLetter: new RegExp(`[${Object.keys(data.letters).join("")}]`, "g"),
      unspacedRun: new RegExp(`([${data.unspaced}]+)`)
    }));
    return index;
  }

  /* Loads the index anew, for a site that was built since. Without a connection, what was loaded before stays. */
  async function reload() {
    const before = parts;
    parts = {};
    version = `?${Date.now()}`;
    await open().catch(() => { parts = before; });
  }

  /* Numbers: the low five bits of each character belong to the number, the sixth says that it goes on. What is written
     is the gap to the number before. If the list `hasScores`, a character for the score follows each number. */
  function eachNumber(text, hasScores, visit) {
    let number = -1;
    for (let at = 0; at < text.length;) {
      let gap = 0, unit = 1, value;
      do {
        value = valueOf[text[at++]];
        gap += (value & 31) * unit;
        unit *= 32;
      } while (value > 31);
      number += gap + 1;
      visit(number, hasScores ? valueOf[text[at++]] : 0);
    }
  }

  /* A set of documents as one 0 or 1 each: written as gaps, or as one bit a document, six in a character. */
  function readSet(text) {
    const found = new Uint8Array(index.total), content = text.slice(1);
    if (text[0] === "-") eachNumber(content, false, (number) => { found[number] = 1; });
    else for (let number = 0; number < index.total; number++) {
      found[number] = valueOf[content[Math.floor(number / 6)]] >> number % 6 & 1;
    }
    return found;
  }

  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(index.mark, "").normalize("NFC")
    .replace(index.foreignLetter, (letter) => index.letters[letter]);

  /* Scripts that put no space between words are cut into pairs of characters. */
  const pieces = (word) => word.split(index.unspacedRun).flatMap((run, at) => at % 2 && run.length > 1
    ? run.slice(1).split("").map((second, first) => run[first] + second) : run || []);

  /* The folded words of a text. It is cut before folding and after it: ½ holds no word, and ㈱ holds one. */
  const tokens = (text) => text.toLowerCase().split(index.separator)
    .flatMap((word) => fold(word).split(index.separator)).filter(Boolean).flatMap(pieces);

  /* The shard in which a form stands, if any does: the last one that does not start behind it. */
  function shardOf(form) {
    let low = 0, high = index.firstForms.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (index.firstForms[middle] <= form) low = middle;
      else high = middle;
    }
    return low;
  }

  /* A line holds the forms of a stem and its postings or, where those are in another shard, a form to find them by. */
  function readLine(text) {
    const at = text.search(/[|!=]/), rest = text.slice(at + 1);
    const isElsewhere = text[at] === "=";
    return { forms: text.slice(0, at).split(","), isCommon: text[at] === "!", isElsewhere, rest };
  }

  const linesOf = (shard) => part(nameAt(index.shards, shard), (text) => text.split("\n").map(readLine));

  const stemOf = async (line) => !line.isElsewhere ? line
    : (await linesOf(shardOf(line.rest))).find((other) => !other.isElsewhere && other.forms.includes(line.rest));

  /* Whether two words are equal but for one letter that is too many, missing, wrong or swapped with its neighbour. */
  function isSlip(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    const a = one.slice(same), b = other.slice(same);
    return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)
      || a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  }

  /* In a long word the slip may also be in the beginning of a longer form. */
  const isNear = (word, form) => isSlip(word, form)
    || word.length > 4 && [0, 1].some((more) => isSlip(word, form.slice(0, word.length + more)));

  /* Pairs of a stem and the form that begins with `start`, those with the longest postings first. */
  async function beginningWith(start, except) {
    const first = shardOf(start), last = Math.min(shardOf(start + "\uffff"), first + MOST_SHARDS - 1), found = [];
    for (let shard = first; shard <= last; shard++) {
      for (const line of await linesOf(shard)) {
        const form = line.forms.find((other) => other.startsWith(start));
        if (form && line !== except) found.push([await stemOf(line), form]);
      }
    }
    return found.sort((a, b) => b[0].rest.length - a[0].rest.length).slice(0, MOST_LINES);
  }

  /* What a word of a query means: stems with what their scores count, the forms that readers see marked, and what was
     taken for a slip of it. A last word without anything behind it may still be growing. */
  async function meaningOf(word, mayGrow) {
    const lines = await linesOf(shardOf(word)), factors = new Map(), forms = [], slips = [];
    const add = (factor, found) => found.forEach(([stem, form]) => {
      if (factors.has(stem)) return;
      factors.set(stem, factor);
      forms.push(form);
    });
    const exact = lines.find((line) => line.forms.includes(word)), exactStem = exact && await stemOf(exact);
    if (exact) add(EXACT, [[exactStem, word]]);
    if (!exact || mayGrow && word.length > 1) add(PREFIX, await beginningWith(word, exact));
    if (!factors.size && word.length > 3) {
      for (const line of lines) {
        const form = line.forms.find((other) => isNear(word, other));
        if (!form) continue;
        slips.push(form);
        add(SLIP, [[await stemOf(line), form]]);
      }
    }
    /* Nothing yet: perhaps the word has an ending that nobody wrote. */
    for (let size = word.length - 1; !factors.size && size > 3 && size > word.length - 4; size--) {
      add(SLIP, await beginningWith(word.slice(0, size)));
    }
    return { word: slips[0] || word, isCommon: exact && exactStem.isCommon, factors, forms, slips };
  }

  /* The best score that each document has among the stems of a meaning. */
  function bestScores(meaning) {
    const best = new Map();
    meaning.factors.forEach((factor, stem) => eachNumber(stem.rest, true, (number, score) => {
      best.set(number, Math.max(best.get(number) || 0, score * factor));
    }));
    return best;
  }

  const better = (a, b) => b.hasAll - a.hasAll || b.score - a.score || a.number - b.number;

  /* Finds documents: `hits`, best first, with whether they hold all words; the `forms` to mark; the `phrase` that was
     meant; and `slips`, the words that were searched for instead. Common words need not be held, unless all are. */
  async function search(query) {
    const words = tokens(query), unique = [...new Set(words)], last = words[words.length - 1];
    const isOpen = !index.separator.test(query.slice(-1));
    const meanings = await Promise.all(unique.map((word) => meaningOf(word, isOpen && word === last)));
    const rare = meanings.filter((meaning) => !meaning.isCommon), needed = rare.length ? rare : meanings;
    const found = new Map();
    for (const meaning of meanings) {
      bestScores(meaning).forEach((score, number) => {
        if (!found.has(number)) found.set(number, { number, score: 0, held: 0 });
        const hit = found.get(number);
        hit.score += score;
        if (needed.includes(meaning)) hit.held++;
      });
    }
    const hits = [...found.values()];
    hits.forEach((hit) => { hit.hasAll = hit.held === needed.length; });
    return {
      hits: hits.sort(better),
      forms: new Set(meanings.flatMap((meaning) => meaning.forms)),
      phrase: words.map((word) => meanings[unique.indexOf(word)].word).join(" "),
      slips: meanings.flatMap((meaning) => meaning.slips)
    };
  }

  /* The row of a document: what results show of it, and its other names. */
  async function row(number) {
    const block = await part(nameAt(index.rows, Math.floor(number / index.block)));
    return block[number % index.block];
  }

  /* What the words of a query are worth as a phrase. Blanks around both keep words whole. */
  function bonus(phrase, [, , title, summary, otherNames]) {
    const spaced = (text) => ` ${tokens(text).join(" ")} `, sought = ` ${phrase} `;
    const name = spaced(title), others = otherNames.split("\n").map(spaced);
    if (name === sought) return 1200;
    if (others.includes(sought)) return 1000;
    if (!phrase.includes(" ")) return 0;
    if (name.includes(sought)) return 500;
    if (others.some((other) => other.includes(sought))) return 300;
    return spaced(summary).includes(sought) ? 150 : 0;
  }

  /* Sorts the first hits by the phrase too, and drops those that hold only some words and are far behind the best. */
  async function rank(hits, phrase) {
    const first = hits.slice(0, RANKED);
    await Promise.all(first.map(async (hit) => { hit.score += bonus(phrase, await row(hit.number)); }));
    first.sort(better);
    return [...first, ...hits.slice(RANKED)].filter((hit) => hit.hasAll || hit.score * 3 > first[0].score);
  }

  /* The ways to narrow results down: for each facet its values, with the documents that have them. */
  const facets = () => part(index.facets, (all) => all.map(([id, label, values]) => ({
    id, label, values: values.map(([value, name, set]) => ({ value, name, documents: readSet(set) }))
  })));

  return { open, reload, tokens, search, rank, row, facets };
}

/* The documents of `base` that have one of the chosen values in every facet; `except` names a facet that does not
   count, so that readers see what its other values would add. */
const narrowed = (facets, chosen, base, except) => base.map((isIn, number) => isIn && facets.every((facet) =>
  facet.id === except || !chosen[facet.id]
    || facet.values.some(({ value, documents }) => documents[number] && chosen[facet.id].includes(value))) ? 1 : 0);

const countBoth = (a, b) => a.reduce((sum, isIn, number) => sum + (isIn & b[number]), 0);
