/* The signature pad: strokes of points in a box of 600 by 200, written into a hidden field. Without it, the other ways
   of signing remain. */
(function () {
  "use strict";
  var pad = document.querySelector("[data-pad]");
  var form = pad && pad.closest("form");
  if (!form) { return; }
  var out = form.querySelector("[name=strokes]");
  var pen = pad.getContext("2d");
  var strokes = [];
  var now = null;

  function at(event) {
    var box = pad.getBoundingClientRect();
    return [Math.round((event.clientX - box.left) * pad.width / box.width),
            Math.round((event.clientY - box.top) * pad.height / box.height)];
  }
  function draw() {
    pen.clearRect(0, 0, pad.width, pad.height);
    pen.lineWidth = 6; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#000";
    strokes.forEach(function (stroke) {
      pen.beginPath();
      stroke.forEach(function (point, place) { pen[place ? "lineTo" : "moveTo"](point[0], point[1]); });
      if (stroke.length === 1) { pen.lineTo(stroke[0][0], stroke[0][1]); }
      pen.stroke();
    });
    out.value = strokes.length ? JSON.stringify(strokes) : "";
  }
  pad.addEventListener("pointerdown", function (event) {
    if (event.button) { return; }
    pad.setPointerCapture(event.pointerId);
    now = [at(event)];
    strokes.push(now);
    draw();
    event.preventDefault();
  });
  pad.addEventListener("pointermove", function (event) {
    if (!now) { return; }
    var point = at(event), last = now[now.length - 1];
    if (Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) > 2) { now.push(point); draw(); }
  });
  ["pointerup", "pointercancel"].forEach(function (kind) {
    pad.addEventListener(kind, function () { now = null; });
  });
  form.querySelector("[data-clear]").addEventListener("click", function () { strokes = []; draw(); });
  try { strokes = out.value ? JSON.parse(out.value) : []; } catch (error) { strokes = []; }
  pad.closest("[data-pad-box]").hidden = false;
  draw();
  function shown() {
    var chosen = form.querySelector("[name=method]:checked");
    form.querySelectorAll("[data-for]").forEach(function (part) { part.hidden = !chosen || part.dataset.for !== chosen.value; });
  }
  form.addEventListener("change", shown);
  shown();
})();
