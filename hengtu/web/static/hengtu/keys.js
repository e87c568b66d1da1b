/* Keyboard paths. Everything here can also be reached by links; single keys can be switched off (WCAG 2.1.4). */
(function () {
  "use strict";
  var store = window.localStorage, waiting = "", help = document.getElementById("keys");
  var box = help && help.querySelector("input[type=checkbox]");
  function on() { return store.getItem("keys") !== "off"; }
  function one(selector) { return document.querySelector(selector); }
  function typing(target) { return /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable; }
  function press(target) { if (target) { target.click(); } }
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
  function choose() {
    var row = document.activeElement.closest("tr, li");
    press(row && row.querySelector("input[type=checkbox], input[type=radio]"));
  }
  var single = {
    "/": function () { var q = one("#q"); if (q && q.offsetParent) { q.focus(); q.select(); } },
    j: function () { step(1); },
    k: function () { step(-1); },
    x: choose,
    n: function () { jump("next"); },
    w: function () { jump("obj"); },
    "[": function () { press(one("[rel=prev]")); },
    "]": function () { press(one("[rel=next]")); },
    "?": function () { if (help && help.showModal) { help.showModal(); } }
  };
  function tab(number) { press(document.querySelectorAll(".tabs a")[number - 1]); }
  /* In a form: Ctrl+S keeps the draft; Ctrl+Enter goes to the button, and Enter there hands in: asked before it binds. */
  function inForm(event) {
    var form = one("[data-act-form]");
    if (!form || event.altKey) { return; }
    var button = event.key === "s" ? form.querySelector("[value=draft]") : event.key === "Enter" ? form.querySelector(".btn.pri") : null;
    if (!button) { return; }
    event.preventDefault();
    if (event.key === "s") { button.click(); } else { button.focus(); }
  }
  function close(event) {
    var menu = one(".posts[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    if (event.target.id === "q") { event.target.blur(); }
  }
  if (box) {
    box.checked = on();
    box.addEventListener("change", function () { store.setItem("keys", box.checked ? "on" : "off"); });
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing) { return; }
    if (event.ctrlKey || event.metaKey) { inForm(event); return; }
    if (event.key === "Escape") { close(event); return; }
    if (event.altKey || typing(event.target) || !on() || (help && help.open)) { return; }
    if (waiting === "g") {
      waiting = "";
      if (/^[a-z]$/.test(event.key)) { event.preventDefault(); press(one('[data-go="' + event.key + '"]')); }
      return;
    }
    if (event.key === "g") { waiting = "g"; window.setTimeout(function () { waiting = ""; }, 1500); return; }
    if (/^[1-6]$/.test(event.key)) { tab(Number(event.key)); return; }
    if (Object.prototype.hasOwnProperty.call(single, event.key)) { event.preventDefault(); single[event.key](); }
  });
})();
