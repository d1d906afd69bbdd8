/* A comparison table that sorts by what matters to the reader. What they choose stays in the page and goes with it. */
(function () {
  "use strict";

  /* The points of one tool: `low` counts what sources confirm, `high` also what is not known. `answers` and `weights`
     are by criterion; a weight is 0, 1, 2 or "must", which weighs 2 and puts a tool that lacks it below all others. */
  function fit(answers, weights) {
    var found = { low: 0, high: 0, all: 0, lacks: [], ask: [] };
    Object.keys(weights).forEach(function (criterion) {
      var must = weights[criterion] === "must", weight = must ? 2 : Number(weights[criterion]);
      var answer = answers[criterion];
      found.all += weight;
      if (answer === "yes") found.low += weight;
      if (answer === "partly") found.low += weight / 2;
      if (answer === "yes" || answer === "unknown") found.high += weight;
      if (answer === "partly") found.high += weight / 2;
      if (must && answer === "no") found.lacks.push(criterion);
      if (must && answer === "unknown") found.ask.push(criterion);
    });
    return found;
  }

  /* Negative if a tool with fit `a` stands above one with fit `b`: fewer musts lacking, then middle of the range. */
  function order(a, b) {
    return a.lacks.length - b.lacks.length || b.low + b.high - a.low - a.high || b.low - a.low;
  }

  window.openshelfCompare = { fit: fit, order: order };

  function list(nodes) { return Array.prototype.slice.call(nodes); }

  function fill(message, values) {
    return message.replace(/%\((\w+)\)s/g, function (_, name) { return values[name]; });
  }

  function start(box) {
    var body = box.querySelector("tbody"), rows = list(body.rows), selects = list(box.querySelectorAll("select"));
    var names = {};
    selects.forEach(function (select) {
      names[select.dataset.criterion] = select.parentNode.firstElementChild.textContent;
    });

    function named(criteria) { return criteria.map(function (id) { return names[id]; }).join("; "); }

    function show() {
      var weights = {}, weighed = false;
      selects.forEach(function (select) {
        weights[select.dataset.criterion] = select.value;
        weighed = weighed || select.value !== "0";
      });
      var sorted = rows.map(function (row) {
        var answers = {};
        list(row.querySelectorAll("[data-answer]")).forEach(function (cell) {
          answers[cell.dataset.criterion] = cell.dataset.answer;
        });
        return { row: row, fit: fit(answers, weights) };
      });
      if (weighed) sorted.sort(function (a, b) { return order(a.fit, b.fit); });
      sorted.forEach(function (item) {
        var cell = item.row.querySelector("[data-fits]"), found = item.fit;
        var lines = [fill(found.low === found.high ? box.dataset.sure : box.dataset.fit, found)];
        if (found.lacks.length) lines.push(fill(box.dataset.lacks, { criteria: named(found.lacks) }));
        if (found.ask.length) lines.push(fill(box.dataset.ask, { criteria: named(found.ask) }));
        cell.textContent = lines.join(". ");
        body.appendChild(item.row);
      });
      list(box.querySelectorAll("[data-fits]")).forEach(function (cell) { cell.hidden = !weighed; });
      box.querySelector("[role=status]").textContent = weighed
        ? fill(box.dataset.sorted, { tool: sorted[0].row.querySelector("a").textContent }) : "";
    }

    function erase() {
      selects.forEach(function (select) { select.value = "0"; });
      show();
    }

    box.querySelector(".os-weigh").hidden = false;
    box.addEventListener("change", show);
    window.addEventListener("pagehide", erase);
    erase();
  }

  list(document.querySelectorAll(".os-comparison")).forEach(start);
})();
