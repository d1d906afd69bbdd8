/* Shows the search boxes and the buttons that need a script, and loads the search itself when a reader touches one. */
(function () {
  "use strict";
  var assets = document.currentScript.src.replace(/[^/]*$/, ""), loaded = false;
  function load() {
    if (loaded) return;
    loaded = true;
    var script = document.createElement("script");
    script.src = assets + "search.js";
    script.onerror = function () { loaded = false; };
    document.head.appendChild(script);
  }
  document.querySelectorAll("[data-find]").forEach(function (box) {
    box.querySelectorAll("[hidden][data-show]").forEach(function (element) { element.hidden = false; });
    box.querySelectorAll("[data-hide]").forEach(function (element) { element.hidden = true; });
    var touched = box.dataset.find === "list" ? box.querySelector("[data-part=filters]") : box;
    touched.addEventListener("focusin", load);
    touched.addEventListener("pointerdown", load);
    if (location.hash.indexOf("=") > 0 && box.dataset.find !== "header") load();
  });
})();
