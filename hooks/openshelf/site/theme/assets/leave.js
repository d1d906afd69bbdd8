/* Leave this page, in the manner of the GOV.UK component: the link, or Shift three times, covers the page at once and
   opens another one in its place. Without this script the link is an ordinary link. */
(function () {
  "use strict";
  var bar = document.querySelector(".os-leave"), words = bar.dataset, root = document.documentElement;
  var link = bar.querySelector(".os-leave-link"), status = bar.querySelector("[role=status]");
  var title = document.title, cover = null, presses = 0, wasWithOther = false, expiry, silence;
  var PRESSES = 3, PAUSE = 5000;
  function say(text) {
    status.textContent = text;
    clearTimeout(silence);
  }
  function forget() {
    clearTimeout(expiry);
    presses = 0;
  }
  function tooSlow() {
    forget();
    say(words.late);
    silence = setTimeout(say, PAUSE, "");
  }
  function leave() {
    forget();
    say("");
    if (!cover) {
      cover = document.createElement("div");
      cover.className = "os-leave-cover";
      cover.setAttribute("role", "alert");
      document.body.appendChild(cover);
    }
    root.classList.add("os-leaving");
    document.title = words.name;
    cover.textContent = words.going;
    location.replace(link.href);
  }
  link.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keyup", function (event) {
    // Shift that made a capital letter is typing; only Shift by itself counts.
    if (event.key !== "Shift") {
      if (presses) { forget(); say(""); }
    } else if (!wasWithOther) {
      clearTimeout(expiry);
      presses += 1;
      if (presses >= PRESSES) return leave();
      say(presses === 1 ? words.two : words.one);
      expiry = setTimeout(tooSlow, PAUSE);
    }
    wasWithOther = event.key !== "Shift" && event.shiftKey;
  });
  // A browser that kept the covered page shows it again as it was before.
  window.addEventListener("pageshow", function () {
    forget();
    say("");
    root.classList.remove("os-leaving");
    document.title = title;
    if (cover) cover.remove();
    cover = null;
  });
  bar.querySelector(".os-leave-keys").hidden = false;
})();
