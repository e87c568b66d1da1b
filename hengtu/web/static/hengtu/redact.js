/* Rectangles over a picture: drawn with the pointer, always kept as numbers in the form. */
(function () {
  "use strict";
  var box = document.getElementById("picture"), rows = document.getElementById("rects");
  if (!box || !rows || !window.PointerEvent) { return; }
  var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg"), from = null, filling = null;
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  box.append(svg);
  function fields(row) { return Array.prototype.slice.call(row.querySelectorAll("input")); }
  function draw() {
    svg.textContent = "";
    Array.prototype.forEach.call(rows.children, function (row) {
      var values = fields(row).map(function (field) { return parseFloat(field.value); });
      if (!values.every(isFinite)) { return; }
      var rect = document.createElementNS(space, "rect");
      ["x", "y", "width", "height"].forEach(function (name, i) { rect.setAttribute(name, Math.max(0, values[i])); });
      svg.append(rect);
    });
  }
  function freeRow() {
    var free = Array.prototype.find.call(rows.children, function (row) {
      return fields(row).every(function (field) { return field.value === ""; });
    });
    if (!free) {
      free = rows.lastElementChild.cloneNode(true);
      fields(free).forEach(function (field) { field.value = ""; });
      free.querySelector("b").textContent = "第" + (rows.children.length + 1) + "处";
      rows.append(free);
    }
    return free;
  }
  function at(event) {
    var edge = svg.getBoundingClientRect();
    return [[event.clientX - edge.left, edge.width], [event.clientY - edge.top, edge.height]].map(function (pair) {
      return Math.min(100, Math.max(0, pair[0] / pair[1] * 100));
    });
  }
  svg.addEventListener("pointerdown", function (event) {
    if (event.button) { return; }
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    from = at(event);
    filling = freeRow();
  });
  svg.addEventListener("pointermove", function (event) {
    if (!from) { return; }
    var to = at(event), x = Math.floor(10 * Math.min(from[0], to[0])) / 10, y = Math.floor(10 * Math.min(from[1], to[1])) / 10;
    [x, y, Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])].forEach(function (value, i) {
      var rounded = (i < 2 ? Math.floor(value * 10) : Math.ceil(value * 10)) / 10;
      fields(filling)[i].value = i < 2 ? rounded : Math.min(rounded, Math.round(1000 - 10 * (i < 3 ? x : y)) / 10);
    });
    draw();
  });
  function end() {
    if (from && !(parseFloat(fields(filling)[2].value) > 0 && parseFloat(fields(filling)[3].value) > 0)) {
      fields(filling).forEach(function (field) { field.value = ""; });
    }
    from = null;
    draw();
  }
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  rows.addEventListener("input", draw);
  draw();
})();
