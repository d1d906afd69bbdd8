/* The search without its page: what the parts of the index hold, what a query means, and which documents it finds, in
   which order. docs/decisions/search-format.md describes files and scores; tests/search/reference.py is the same
   in Python, and tests compare the two. Nothing here knows a page or an address: parts come from a given function. */

/* Returns a search. `loadPart(name, version)` promises the data of a part of the index; a `version`, if there is one,
   keeps a copy that the browser stored from being used. */
function searchEngine(loadPart) {
  /* What a score counts for: the word itself, a word that begins with it, and others: one that begins with a
     known word, one that is a letter away, one with another ending. */
  const EXACT = 8, PREFIX = 5, OTHER = 3;
  /* Where words that begin with another are looked for, and how many of them a query takes in. */
  const MOST_SHARDS = 3, MOST_LINES = 20;
  /* Hits that are sorted once more by the whole phrase: each costs a block of rows. */
  const RANKED = 10;
  /* Length of a part's name; lists of names are written without anything between. */
  const NAME = 7;

  let index, parts = {}, version = "";

  /* Every part is loaded and decoded once; one that failed is asked for again when it is next needed. */
  function part(name, decode) {
    const cache = parts;
    return cache[name] = cache[name] || loadPart(name, name === "index" ? version : "").then(decode).catch((error) => {
      delete cache[name];
      throw error;
    });
  }

  const nameAt = (names, position) => names.slice(position * NAME, (position + 1) * NAME);

  /* Loads the entry point of the index; everything else needs it. */
  async function open() {
    return index = await part("index", (data) => {
      for (const name in data.patterns) data[name] = new RegExp(data.patterns[name], "g");
      return data;
    });
  }

  /* Loads the index anew, for a site that was built since. Without a connection, what was loaded before stays. */
  async function reload() {
    const before = parts;
    parts = {};
    version = `?${Date.now()}`;
    await open().catch(() => { parts = before; });
  }

  /* Six bits of a number, as they are written. */
  const bits = (text, at) => text.charCodeAt(at) - 35;

  /* Numbers: the low five bits of each character belong to the number, the sixth says that it goes on. What is written
     is the gap to the number before. If the list `hasScores`, a character for the score follows each number. */
  function eachNumber(text, hasScores, visit) {
    let number = -1;
    for (let at = 0; at < text.length;) {
      let unit = 1, value;
      number++;
      do {
        value = bits(text, at++);
        number += (value & 31) * unit;
        unit *= 32;
      } while (value > 31);
      visit(number, hasScores && bits(text, at++));
    }
  }

  /* A set of documents as one 0 or 1 each: written as gaps, or as one bit a document, six in a character. */
  function readSet(text) {
    const found = new Uint8Array(index.total);
    if (text[0] === "-") eachNumber(text.slice(1), false, (number) => { found[number] = 1; });
    else found.forEach((_, number) => { found[number] = bits(text, 1 + Math.floor(number / 6)) >> number % 6 & 1; });
    return found;
  }

  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(index.mark, "").normalize("NFC")
    .replace(index.foreignLetter, (letter) => index.letters[letter]);

  /* Scripts that put no space between words are cut into pairs of characters. */
  const pieces = (word) => word.split(index.unspaced).flatMap((run, at) => at % 2 && run[1]
    ? [...run.slice(1)].map((next, at) => run[at] + next) : run || []);

  /* The folded words of a text. It is cut before folding and after it: ½ holds no word, and ㈱ holds one. */
  const tokens = (text) => text.toLowerCase().split(index.separator)
    .flatMap((word) => fold(word).split(index.separator)).flatMap(pieces);

  /* The shard in which a form stands, if any does: the last one that does not start behind it. */
  const shardOf = (form) => index.starts.split(" ").filter((start) => start <= form).length - 1;

  const flipped = (word) => [...word].reverse().join("");

  /* A line holds the forms of a stem, a sign and its postings; or words of crisis behind a sign; or a form and another
     to find the postings by. A name written from its end is the last of these. */
  function readLine(text) {
    const name = text[0] === "~" && flipped(text.slice(1)), line = name ? `${name}=${name}` : text;
    const at = line.search(/[|&!?*+=@]/);
    return { forms: line.slice(0, at).split(","), sign: line[at], rest: line.slice(at + 1) };
  }

  const linesOf = (shard) => part(nameAt(index.shards, shard), (text) => text.split("\n").map(readLine));

  /* The line with the postings of a line, and of a form, if it is known. */
  const stemOf = (line) => line && line.sign === "=" ? stemAt(line.rest) : line;
  const stemAt = async (form) => stemOf((await linesOf(shardOf(form))).find(({ forms }) => forms.includes(form)));

  /* What signs say: the word is too frequent to be asked for, or carries no subject; it carries none; it is no word of
     the library's language. Nobody is led to words without a subject, or to two words in one piece. */
  const isCommon = ({ sign }) => "!?*".includes(sign), isFunction = ({ sign }) => "?*".includes(sign);
  const leadsOn = ({ sign }) => !"?*+".includes(sign);
  const isForeign = ({ sign }) => "&*".includes(sign);

  /* Whether two words are equal but for one letter that is too many, missing, wrong or swapped with its neighbour. The
     first letter of a word is seldom wrong, and another letter makes another word of a short one. */
  function isSlip(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    const a = one.slice(same), b = other.slice(same);
    return a.slice(1) === b || a === b.slice(1) || same && one.length > 6 && a.slice(1) === b.slice(1)
      || a[1] + a[0] + a.slice(2) === b;
  }

  /* The slip may also be in the beginning of a longer form. */
  const isNear = (word, form) => [0, 1, 99].some((more) => isSlip(word, form.slice(0, word.length + more)));

  /* Pairs of a stem and the form that begins with `start`, those with the longest postings first. Words that carry no
     subject are nothing that anybody looks for. */
  async function beginningWith(start) {
    const first = shardOf(start), last = Math.min(shardOf(start + "\uffff"), first + MOST_SHARDS - 1), found = [];
    for (let shard = first; shard <= last; shard++) {
      for (const line of await linesOf(shard)) {
        const form = line.forms.find((other) => other.startsWith(start)), stem = form && await stemOf(line);
        if (stem && leadsOn(stem)) found.push([stem, form]);
      }
    }
    return found.sort((a, b) => b[0].rest.length - a[0].rest.length).slice(0, MOST_LINES);
  }

  /* What a word of a query means: its own `stem` and others, with what their scores count, the forms that readers see
     marked, what was taken for a slip of it, and the lines that were looked through. A last word without anything
     behind it may still be growing. A slip, or another ending, leads to a word of another language only if the query
     shows one, or if what was typed is long. */
  async function meaningOf(word, stem, mayGrow, anyLanguage) {
    const factors = new Map(), forms = [], slips = [], lines = [];
    const mayMean = (other) => anyLanguage || word.length > 7 || !isForeign(other);
    const add = (factor, found) => found.forEach(([other, form]) => {
      if (factors.has(other)) return;
      factors.set(other, factor);
      forms.push(form);
    });
    if (stem) add(EXACT, [[stem, word]]);
    if (!stem || mayGrow && word.length > 1 && !isCommon(stem)) add(stem ? OTHER : PREFIX, await beginningWith(word));
    const isNew = !stem && !(mayGrow && factors.size);
    const lookThrough = async (key) => {
      for (const line of await linesOf(shardOf(key))) {
        lines.push(line);
        if (factors.size && !slips.length || word.length < 5) continue;
        const form = line.forms.find((other) => isNear(word, other)), other = form && await stemAt(form);
        if (!other || !leadsOn(other) || !mayMean(other)) continue;
        slips.push(form);
        add(OTHER, [[other, form]]);
      }
    };
    /* Slips are looked for among words that begin alike. */
    await lookThrough(word);
    /* Nothing yet: perhaps the word has an ending that nobody wrote, in our language or in another. */
    for (const mayBe of [(other) => !isForeign(other), mayMean]) {
      for (let size = word.length - 1; !factors.size && size > 3 && size > word.length - 4; size--) {
        add(OTHER, (await beginningWith(word.slice(0, size))).filter(([other]) => mayBe(other)));
      }
    }
    /* Still nothing: perhaps a name has the same end. */
    if (!factors.size && word.length > 4) await lookThrough("~" + flipped(word));
    return { word, stem, isNew, factors, forms, slips, lines };
  }

  /* The best score that each document has among the stems of a meaning. */
  function bestScores(meaning) {
    const best = new Map();
    meaning.factors.forEach((factor, stem) => eachNumber(stem.rest, true, (number, score) => {
      best.set(number, Math.max(best.get(number) || 0, score * factor));
    }));
    return best;
  }

  const all = (meanings, name) => meanings.flatMap((meaning) => meaning[name]);

  const better = (a, b) => b.score - a.score || a.number - b.number;

  /* The situations of the page of help that a query tells of, those with most words first, the page itself last. What
     is known to nobody, and begins no known word, is also taken for a word that it is a slip of. Some words count only
     if nothing else with a subject is typed. */
  function helpFor(meanings) {
    const found = [], telling = meanings.filter(({ stem }) => !stem || !isFunction(stem));
    const rules = all(meanings, "lines").filter(({ sign }) => sign === "@").map(({ rest }) => rest.split("@"));
    const fits = (wanted, { word, isNew }) => {
      const form = wanted.replace("*", ""), start = form === wanted ? word : word.slice(0, form.length);
      return start === form || isNew && start.length > 4 && isSlip(start, form);
    };
    /* The words of the longest phrase that is typed, or 0. */
    const most = (phrases, head) => Math.max(...phrases.split(",").map((phrase) => {
      const words = phrase.split(" ");
      return words.every((word) => meanings.some((meaning) => fits(word, meaning)))
        && (head[0] !== "!" || telling.every((meaning) => words.some((word) => fits(word, meaning)))) && words.length;
    }));
    /* Lists of second words are looked at before what needs them: their heads sort first. */
    for (const [head, phrases, second] of rules.sort()) {
      const count = most(phrases, head), name = head.replace("!", "");
      if (count && (!second || found[second])) found[name] = Math.max(found[name] || 0, count + (found[second] || 0));
    }
    return [...found.keys()].filter((situation) => found[situation])
      .sort((a, b) => found[b] - found[a] || !a - !b || a - b);
  }

  /* Finds documents: `hits`, best first, with whether they hold all words; the `forms` to mark; the `phrase` that was
     meant; `slips`, the words that were searched for instead; and `help`, situations. Common words need not be held,
     unless all are. */
  async function search(query) {
    const excluded = [], asked = query.replace(/https?:\/\/|\bwww\./gi, "").replace(index.exclusion, (_, word) => {
      excluded.push(...tokens(word));
      return " ";
    });
    const words = tokens(asked), unique = [...new Set(words)], isOpen = asked.split(index.separator).pop() !== "";
    const stems = await Promise.all(unique.map(stemAt)), anyLanguage = stems.some((stem) => stem && isForeign(stem));
    const meanings = await Promise.all(unique.map((word, at) =>
      meaningOf(word, stems[at], isOpen && word === words[words.length - 1], anyLanguage)));
    const inOrder = words.map((word) => meanings[unique.indexOf(word)]);
    const isNeeded = ({ stem }) => !stem || !isCommon(stem);
    /* Two words side by side that no document holds, or with a hyphen between them, may be one. */
    for (let at = 1; at < words.length && words.length < 5; at++) {
      const pair = inOrder.slice(at - 1, at + 1), [one, other] = pair.map(bestScores);
      const isHeld = pair.every(({ stem }) => stem) && [...one.keys()].some((number) => other.has(number))
        && !asked.toLowerCase().includes(pair.map(({ word }) => word).join("-"));
      const stem = !isHeld && pair.some(isNeeded) && await stemAt(words[at - 1] + words[at]);
      if (stem) pair.forEach(({ factors }) => factors.set(stem, EXACT));
    }
    const needed = meanings.some(isNeeded) ? meanings.filter(isNeeded) : meanings, found = new Map();
    for (const meaning of meanings) {
      bestScores(meaning).forEach((score, number) => {
        const hit = found.get(number) || { number, score: 0, held: 0 };
        found.set(number, hit);
        hit.score += score;
        hit.held += needed.includes(meaning);
        hit.hasAll = hit.held === needed.length;
      });
    }
    for (const stem of await Promise.all(excluded.map(stemAt))) {
      if (stem) eachNumber(stem.rest, true, (number) => found.delete(number));
    }
    /* Of two documents that lack something, one that holds more words says more. */
    found.forEach((hit) => { hit.score = Math.floor(hit.score * (hit.held + needed.length) / (2 * needed.length)); });
    return {
      hits: [...found.values()].sort(better),
      forms: new Set(all(meanings, "forms")),
      phrase: inOrder.map(({ word, slips }) => slips[0] || word).join(" "),
      slips: all(meanings, "slips"),
      help: helpFor(meanings),
      end: !isOpen ? "\n" : words.length && inOrder[words.length - 1].stem ? " " : ""
    };
  }

  /* The row of a document: what results show of it, and its other names. */
  async function row(number) {
    const block = await part(nameAt(index.rows, Math.floor(number / index.block)));
    return block[number % index.block];
  }

  /* What the words of a query are worth as a phrase. Blanks around both keep words whole; of a whole name, the blanks
     may be elsewhere. The last word of a title may still be typed. */
  function bonus({ phrase, end }, [, , title, summary, otherNames]) {
    const spaced = (text) => ` ${tokens(text).join(" ")} `, sought = ` ${phrase} `;
    const name = spaced(title);
    const [names, others] = otherNames.split("\n\n").map((part) => part.split("\n").map(spaced));
    const isWhole = (other) => other.replace(/ /g, "") === phrase.replace(/ /g, "");
    if (isWhole(name)) return 1200;
    if (names.some(isWhole)) return 1000;
    if (name.startsWith(` ${phrase}${end}`)) return 800;
    if (others.some(isWhole)) return 600;
    if (!phrase.includes(" ")) return 0;
    if (name.includes(sought)) return 500;
    others.push(...names);
    if (others.some((other) => other.includes(sought))) return 300;
    if (spaced(summary).includes(sought)) return 150;
    /* Not as a phrase, but perhaps most of a name is made of these words. */
    const all = phrase.split(" ");
    return Math.max(...[name, ...others].map((other) => {
      const held = all.filter((word) => other.includes(` ${word} `)).length;
      return held > 1 ? Math.floor(200 * held * held / (all.length * (other.split(" ").length - 2))) : 0;
    }));
  }

  /* Sorts the first hits of what was found by the phrase too, and drops those that hold only some words and are far
     behind the best. */
  async function rank(hits, found) {
    const first = hits.slice(0, RANKED);
    await Promise.all(first.map(async (hit) => { hit.score += bonus(found, await row(hit.number)); }));
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
