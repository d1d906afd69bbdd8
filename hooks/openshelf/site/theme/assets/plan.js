/* One question at a time, then a plan. It works on the worksheet that is already in the page; answers live in its tick
   boxes and nowhere else. Nothing is sent, stored or written into the address; leaving the page erases everything.
   templates/framework.html says how page and script understand each other, with an example. */
(function () {
  "use strict";

  /* The logic, as in hooks/openshelf/frameworks/logic.py; a test compares the two. */

  function all(parts, holds) { return (parts || []).every(holds); }

  function named(condition) {
    var found = [];
    Object.keys(condition).forEach(function (key) {
      if (key === "all" || key === "any") {
        condition[key].forEach(function (part) { found = found.concat(named(part)); });
      } else if (key === "not") found = found.concat(named(condition.not));
      else found.push(key);
    });
    return found;
  }

  function matches(condition, given) {
    return !condition || Object.keys(condition).every(function (key) {
      var value = condition[key];
      if (key === "all") return all(value, function (part) { return matches(part, given); });
      if (key === "any") return value.some(function (part) { return matches(part, given); });
      if (key === "not") return !matches(value, given);
      return value.some(function (option) { return (given[key] || []).indexOf(option) >= 0; });
    });
  }

  function reasons(condition, given) {
    var found = [];
    Object.keys(condition || {}).forEach(function (key) {
      var value = condition[key];
      if (key === "all" || key === "any") {
        value.forEach(function (part) { if (matches(part, given)) found = found.concat(reasons(part, given)); });
      } else if (key === "not") found = found.concat(named(value).filter(function (id) { return given[id]; }));
      else found.push(key);
    });
    return found;
  }

  /* Returns the questions asked, the first that lacks an answer (or null), the steps with their reasons, and whether a
     step stopped the flow. `answers` holds lists of options by question. */
  function run(framework, answers) {
    var given = Object.create(null), asked = [], open = null;
    function stops(position) {
      return framework.steps.some(function (step) {
        return step.stop && step.after === position && matches(step.if, given);
      });
    }
    var stopped = stops(-1);
    framework.questions.forEach(function (question, index) {
      if (stopped || open) return;
      if (matches(question.ask_if, given)) {
        var answer = answers[question.id];
        asked.push(question.id);
        if (Array.isArray(answer) && (answer.length || question.kind !== "one")) given[question.id] = answer;
        else open = question.id;
      }
      stopped = !open && stops(index);
    });
    return {
      asked: asked,
      open: open,
      stopped: stopped,
      plan: framework.steps.filter(function (step) { return matches(step.if, given); }).map(function (step) {
        var because = reasons(step.if, given);
        return { id: step.id, because: asked.filter(function (id) { return because.indexOf(id) >= 0; }) };
      })
    };
  }

  window.openshelfPlan = { run: run };

  /* The page. */

  var root = document.getElementById("os-framework");
  if (!root) return;
  var framework = JSON.parse(document.getElementById("os-framework-data").textContent);
  var words = framework.words, seen = Object.create(null), current = null, changing = false;

  function one(selector, within) { return (within || root).querySelector(selector); }
  function every(selector, within) { return Array.prototype.slice.call((within || root).querySelectorAll(selector)); }
  function part(name, within) { return one('[data-part="' + name + '"]', within); }
  function text(element) { return element ? element.textContent.replace(/\s+/g, " ").trim() : ""; }
  function block(id) { return document.getElementById("f-" + id); }
  function fill(message, values) {
    return message.replace(/%\((\w+)\)[sd]/g, function (_, name) { return values[name]; });
  }
  function say(message) { part("said").textContent = message; }
  function make(name, content, parent) {
    var element = document.createElement(name);
    element.textContent = content;
    parent.appendChild(element);
    return element;
  }

  function show(view) {
    root.dataset.view = view;
    every("[data-in]").forEach(function (element) {
      element.hidden = element.dataset.in.split(" ").indexOf(view === "paper" ? "worksheet" : view) < 0
        && !(view === "paper" && element.dataset.in === "paper");
    });
    every("fieldset").forEach(function (element) {
      element.hidden = view === "question" && element.dataset.question !== current;
    });
    if (view === "plan") return;
    every(".os-step, [data-part=when]").forEach(function (element) {
      element.hidden = false;
      element.classList.remove("os-folded", "os-first");
    });
    every("[data-part=because], [data-part=more], [data-part=stopped], [data-part=first]").forEach(function (element) {
      element.hidden = true;
    });
  }

  function ticked(id) { return every("input:checked", block(id)); }

  function answers() {
    var found = {};
    framework.questions.forEach(function (question) {
      if (!seen[question.id]) return;
      var area = one("textarea", block(question.id));
      found[question.id] = area ? [area.value] : ticked(question.id).map(function (input) { return input.value; });
    });
    return found;
  }

  function said(id) {
    var area = one("textarea", block(id));
    if (area) return area.value.trim() || words.empty;
    return ticked(id).map(function (input) { return text(input.parentNode); }).join("; ") || words.none;
  }

  function title(id) { return text(part("title", block(id))); }

  function ask(id) {
    current = id;
    show("question");
    part("error", block(id)).hidden = true;
    var order = framework.questions.map(function (question) { return question.id; });
    var number = run(framework, answers()).asked.indexOf(id) + 1;
    var most = number + order.length - order.indexOf(id) - 1;
    var progress = fill(words.progress, { number: number, all: most });
    part("progress").textContent = progress;
    part("bar").max = most;
    part("bar").value = number;
    say(progress);
    one('[data-do="back"]').hidden = number < 2;
    one("h3", block(id)).focus();
  }

  function next() {
    var question = framework.questions.filter(function (item) { return item.id === current; })[0];
    if (question.kind === "one" && !ticked(current).length) {
      part("error", block(current)).hidden = false;
      one("input", block(current)).focus();
      return;
    }
    seen[current] = true;
    var outcome = run(framework, answers());
    var following = outcome.asked[outcome.asked.indexOf(current) + 1];
    if (outcome.open && (changing || !following)) following = outcome.open;
    if (!outcome.open && (changing || !following)) return plan(outcome);
    ask(following);
  }

  function back() {
    var asked = run(framework, answers()).asked;
    ask(asked[Math.max(0, asked.indexOf(current) - 1)]);
  }

  function plan(outcome) {
    current = null;
    changing = false;
    show("plan");
    var shown = outcome.plan.map(function (step) { return step.id; });
    every(".os-step").forEach(function (element) { element.hidden = shown.indexOf(element.dataset.step) < 0; });
    every(".os-step [data-part=because]").forEach(function (element) { element.hidden = true; });
    outcome.plan.forEach(function (step) {
      var because = part("because", block(step.id));
      because.textContent = "";
      because.hidden = !step.because.length;
      if (!step.because.length) return;
      make("p", words.because, because);
      var list = make("ul", "", because);
      step.because.forEach(function (id) { make("li", title(id) + " " + said(id), list); });
    });
    part("stopped").hidden = !outcome.stopped;
    part("first").hidden = outcome.stopped || shown.length < 2;
    var list = part("answers");
    list.textContent = "";
    outcome.asked.forEach(function (id) {
      var row = make("div", "", list);
      make("dt", title(id), row);
      var answer = make("dd", said(id) + " ", row);
      var button = make("button", words.change, answer);
      button.type = "button";
      button.className = "os-plain-button";
      button.setAttribute("aria-label", fill(words.changeFor, { question: title(id) }));
      button.addEventListener("click", function () { changing = true; ask(id); });
    });
    part("brief").value = brief(outcome);
    fold(outcome.plan.length > framework.show);
    say(words.ready);
    document.getElementById("os-plan").focus();
  }

  /* Steps beyond what a person takes in at once wait behind a button; on paper they are all there. */
  function fold(folded) {
    var steps = every(".os-step").filter(function (element) { return !element.hidden; });
    var rest = steps.slice(framework.show);
    steps.forEach(function (element, index) {
      element.classList.toggle("os-folded", folded && index >= framework.show);
      element.classList.toggle("os-first", index === 0);
    });
    every("[data-part=when]").forEach(function (group) {
      var mine = every(".os-step", group).filter(function (element) { return !element.hidden; });
      group.hidden = !mine.length;
      group.classList.toggle("os-folded", mine.length > 0 && every(".os-folded", group).length === mine.length);
    });
    part("more").hidden = !folded;
    one('[data-do="more"]').textContent = fill(words.more, { count: rest.length });
    if (!folded && rest.length) one("h4 input", rest[0]).focus();
  }

  function brief(outcome) {
    var lines = [fill(words.brief, { framework: text(document.querySelector("h1")) }), ""];
    outcome.asked.forEach(function (id) { lines.push(title(id) + " " + said(id)); });
    return lines.join("\n");
  }

  /* The plan as text: plain, or Markdown with its signs. */
  function written(isMarkdown) {
    function heading(level, words) { return isMarkdown ? "#".repeat(level) + " " + words : words.toUpperCase(); }
    function escaped(words) {
      if (isMarkdown) words = words.replace(/[\\`*_[\]<>#|~&]/g, "\\$&").replace(/^(\s*\d*)([-+=.)])/gm, "$1\\$2");
      return words.replace(/\n/g, "\n  ");
    }
    var lines = [heading(1, escaped(words.plan + ": " + text(document.querySelector("h1")))), ""];
    var outcome = run(framework, answers()), group = "";
    outcome.plan.forEach(function (step) {
      var element = block(step.id), when = element.dataset.when;
      if (when !== group) lines.push(heading(2, escaped(when)), "");
      group = when;
      var homework = one(".os-kind", element) ? " (" + words.homework + ")" : "";
      lines.push("- [" + (one("h4 input", element).checked ? "x" : " ") + "] " + escaped(title(step.id) + homework));
      function indented(words) { if (words) lines.push("  " + (isMarkdown ? "\n  " : "") + escaped(words)); }
      every("p, li", part("what", element)).forEach(function (item) { if (!one("p", item)) indented(text(item)); });
      step.because.forEach(function (id) { indented(words.because + " " + title(id) + " " + said(id)); });
      every("a[data-url], a[data-part=help]", element).forEach(function (link) {
        indented(text(link) + ": " + (link.dataset.url || link.href));
      });
      [["who", words.who], ["by", words.by]].forEach(function (pair) {
        var value = part(pair[0], element).value.trim();
        if (value) indented(pair[1] + ": " + value);
      });
      lines.push("");
    });
    lines.push(heading(2, escaped(words.answers)), "");
    outcome.asked.forEach(function (id) { lines.push("- " + escaped(title(id) + " " + said(id))); });
    return lines.join("\n") + "\n";
  }

  function copy(content, area) {
    function byHand() {
      var before = document.activeElement, box = area || make("textarea", content, root);
      box.select();
      var done = document.execCommand("copy");
      if (!area) box.remove();
      if (done || !area) before.focus();
      say(done ? words.copied : words.notCopied);
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(content).then(function () { say(words.copied); }, byHand);
  }

  function save(content, type, ending) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: type + ";charset=utf-8" }));
    link.download = "plan." + ending;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function erase() {
    every("input").forEach(function (input) {
      input.checked = false;
      if (input.type === "text") input.value = "";
    });
    every("textarea").forEach(function (area) { area.value = ""; });
    every("[data-part=because], [data-part=answers]").forEach(function (element) { element.textContent = ""; });
    say("");
    seen = Object.create(null);
    changing = false;
    current = null;
    show("start");
  }

  var actions = {
    start: function () { ask(framework.questions[0].id); },
    worksheet: function () { show("paper"); },
    next: next,
    back: back,
    clear: function () {
      erase();
      say(words.cleared);
      one('[data-do="start"]').focus();
    },
    more: function () { fold(false); },
    print: function () { window.print(); },
    copy: function () { copy(written(false)); },
    "copy-brief": function () { copy(part("brief").value, part("brief")); },
    text: function () { save(written(false), "text/plain", "txt"); },
    markdown: function () { save(written(true), "text/markdown", "md"); }
  };

  root.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]();
  });
  root.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || root.dataset.view !== "question") return;
    event.preventDefault();
    next();
  });
  window.addEventListener("pagehide", erase);
  window.addEventListener("pageshow", function (event) { if (event.persisted) erase(); });
  erase();
  /* A link to one question or step, as themes have them, finds it on the worksheet. */
  if (location.hash && one('[id="' + CSS.escape(decodeURIComponent(location.hash.slice(1))) + '"]')) {
    show("paper");
    document.getElementById(decodeURIComponent(location.hash.slice(1))).scrollIntoView();
  }
})();
