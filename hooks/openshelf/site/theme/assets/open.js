/* Opens the folded part that a link leads to, for browsers that do not do so by themselves. */
(function () {
  "use strict";
  function reveal() {
    var target = document.querySelector(":target"), folded = target && target.closest("details");
    if (!folded || folded.open) return;
    folded.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
