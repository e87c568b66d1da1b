/* A form with legal effect: focus goes to what went wrong, a second click sends nothing twice, unsaved text is not lost.
   Nothing is saved behind a form that has been sent: it would come back as the draft of what is done. */
(function () {
  "use strict";
  var focus = document.querySelector("[data-focus]");
  if (focus) { focus.focus(); }
  var form = document.querySelector("[data-act-form]");
  if (!form) { return; }
  form.addEventListener("submit", function (event) {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:before:request", function (event) { if (form.dataset.sent) { event.preventDefault(); } });
  window.addEventListener("pageshow", function () { delete form.dataset.sent; form.removeAttribute("aria-busy"); });
})();
