/* Keyboard paths. Everything here can also be reached by links; single keys can be switched off (WCAG 2.1.4). */
(function () {
  "use strict";
  var store = window.localStorage, waiting = "", help = document.getElementById("keys");
  var box = help && help.querySelector("input[type=checkbox]");
  function on() { return store.getItem("keys") !== "off"; }
  function typing(target) { return /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable; }
  function step(by) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("a.job"));
    if (!rows.length) { return; }
    var at = rows.indexOf(document.activeElement);
    var next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
  function jump(id) {
    var target = document.getElementById(id);
    if (target) { target.setAttribute("tabindex", "-1"); target.focus(); target.scrollIntoView(); }
  }
  var single = {
    "/": function () { var q = document.getElementById("q"); if (q && q.offsetParent) { q.focus(); q.select(); } },
    j: function () { step(1); },
    k: function () { step(-1); },
    n: function () { jump("next"); },
    w: function () { jump("obj"); },
    "?": function () { if (help && help.showModal) { help.showModal(); } }
  };
  if (box) {
    box.checked = on();
    box.addEventListener("change", function () { store.setItem("keys", box.checked ? "on" : "off"); });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (typing(event.target)) {
      if (event.key === "Escape" && event.target.id === "q") { event.target.blur(); }
      return;
    }
    if (!on() || (help && help.open)) { return; }
    if (waiting === "g") {
      waiting = "";
      if (event.key === "c") { event.preventDefault(); window.location.href = "/cases/"; }
      return;
    }
    if (event.key === "g") { waiting = "g"; window.setTimeout(function () { waiting = ""; }, 1500); return; }
    if (Object.prototype.hasOwnProperty.call(single, event.key)) { event.preventDefault(); single[event.key](); }
  });
})();
