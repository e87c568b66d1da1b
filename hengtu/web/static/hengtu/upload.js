/* Files go up in pieces of 1 MB and go on where they stopped. Without this script the form sends them whole. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-uploads]");
  if (!form || !window.fetch || !File.prototype.slice) { return; }
  var PIECE = 1 << 20, FATAL = /^(404|403|413|422)$/;
  var input = form.querySelector("input[type=file]"), list = document.getElementById("sending");
  var status = document.getElementById("sent"), token = form.elements.csrfmiddlewaretoken.value;
  var running = [], wantsToSubmit = null, told = 0;

  function mb(bytes) { return (bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0); }
  function tell(force) {
    var now = Date.now(), sent = 0, all = 0;
    if (!force && now - told < 1500) { return; }
    told = now;
    running.forEach(function (job) { sent += job.offset; all += job.file.size; });
    status.textContent = running.length ? "已传 " + mb(sent) + " / " + mb(all) + " MB" + (wantsToSubmit ? "，传完自动入库" : "") : "";
  }
  function say(job, text) { job.note.textContent = text; }
  function row(job) {
    var item = document.createElement("li"), mark = document.createElement("span"), body = document.createElement("span");
    var name = document.createElement("bdi"), button = document.createElement("button");
    job.note = document.createElement("small");
    mark.setAttribute("aria-hidden", "true");
    mark.textContent = "…";
    name.textContent = job.file.name;
    button.type = "button";
    button.className = "btn quiet";
    button.textContent = "不要了";
    button.setAttribute("aria-label", "不要了：" + job.file.name);
    button.addEventListener("click", function () { stop(job, true); item.remove(); });
    body.append(name, job.note);
    item.append(mark, body, button);
    list.append(item);
    job.item = item;
    job.mark = mark;
  }
  function leave(job) {
    running = running.filter(function (other) { return other !== job; });
    if (!running.length && wantsToSubmit) { var button = wantsToSubmit; wantsToSubmit = null; form.requestSubmit ? form.requestSubmit(button) : form.submit(); }
    tell(true);
  }
  function stop(job, forget) {
    job.stopped = true;
    if (job.control) { job.control.abort(); }
    if (forget && job.url) { fetch(job.url, { method: "DELETE", headers: { "X-CSRFToken": token } }); }
    leave(job);
  }
  function ask(url, options) {
    options.headers = Object.assign({ "X-CSRFToken": token }, options.headers);
    options.credentials = "same-origin";
    return fetch(url, options).then(function (answer) {
      if (answer.redirected) { throw { fatal: "登录已到期。请在另一个标签页登录，再回来选同一个文件，从断点接着传" }; }
      return answer;
    });
  }
  function refused(answer) {
    return answer.json().catch(function () { return {}; }).then(function (body) {
      if (answer.status === 409 && typeof body.offset === "number") { return body.offset; }
      if (answer.status === 507) { throw { wait: body.message }; }
      if (FATAL.test(answer.status)) { throw { fatal: body.message || "没有收这个文件（" + answer.status + "）" }; }
      throw { wait: "" };
    });
  }
  function begin(job) {
    var data = new FormData(), file = job.file;
    data.append("filename", file.name);
    data.append("size", file.size);
    data.append("fingerprint", [file.name, file.size, file.lastModified].join(":"));
    return ask(form.dataset.uploads, { method: "POST", body: data }).then(function (answer) {
      return answer.ok ? answer.json().then(function (body) {
        job.url = body.url;
        job.uid = body.uid;
        var old = list.querySelector('[data-uid="' + body.uid + '"]');
        if (old) { old.remove(); }
        return body.offset;
      }) : refused(answer);
    });
  }
  function digest(piece) {
    if (!window.crypto || !window.crypto.subtle) { return Promise.resolve(""); }
    return piece.arrayBuffer().then(function (bytes) { return window.crypto.subtle.digest("SHA-256", bytes); }).then(function (hash) {
      return Array.prototype.map.call(new Uint8Array(hash), function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
    });
  }
  function send(job) {
    if (job.stopped) { return; }
    say(job, "已传 " + mb(job.offset) + " / " + mb(job.file.size) + " MB");
    tell(false);
    if (job.offset >= job.file.size) { return finished(job); }
    var piece = job.file.slice(job.offset, job.offset + PIECE);
    job.control = window.AbortController ? new AbortController() : null;
    return digest(piece).then(function (hash) {
      var headers = { "Upload-Offset": String(job.offset), "Content-Type": "application/offset+octet-stream" };
      if (hash) { headers["Upload-Digest"] = hash; }
      return ask(job.url, { method: "PATCH", body: piece, headers: headers, signal: job.control ? job.control.signal : undefined });
    }).then(function (answer) { return answer.ok ? Number(answer.headers.get("Upload-Offset")) : refused(answer); })
      .then(function (offset) { job.offset = offset; job.misses = 0; return send(job); });
  }
  function finished(job) {
    var hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = "upload";
    hidden.value = job.uid;
    job.item.append(hidden);
    job.mark.textContent = "✓";
    say(job, "已传到，" + mb(job.file.size) + " MB，填好下面的内容后入库");
    leave(job);
  }
  function run(job) {
    (job.url ? ask(job.url, { method: "HEAD" }).then(function (answer) {
      return answer.ok ? Number(answer.headers.get("Upload-Offset")) : refused(answer);
    }) : begin(job)).then(function (offset) { job.offset = offset; return send(job); }).catch(function (trouble) {
      if (job.stopped) { return; }
      if (trouble && trouble.fatal) { job.mark.textContent = "×"; say(job, trouble.fatal); leave(job); return; }
      job.misses += 1;
      var pause = Math.min(30, Math.pow(2, job.misses));
      say(job, (trouble && trouble.wait) || "断了，已传 " + mb(job.offset) + " MB，" + pause + " 秒后从断点接着传");
      window.setTimeout(function () { if (!job.stopped) { run(job); } }, pause * 1000);
    });
  }
  input.addEventListener("change", function () {
    Array.prototype.forEach.call(input.files, function (file) {
      var job = { file: file, offset: 0, misses: 0, stopped: false };
      row(job);
      if (!file.size) { job.mark.textContent = "×"; say(job, "文件是空的，没有收。请重新取得原文件"); return; }
      running.push(job);
      run(job);
    });
    input.value = "";
    tell(true);
  });
  form.addEventListener("submit", function (event) {
    if (!running.length || (event.submitter && event.submitter.name === "discard")) { return; }
    event.preventDefault();
    wantsToSubmit = event.submitter || form.querySelector("button.pri");
    tell(true);
  });
  window.addEventListener("beforeunload", function (event) { if (running.length) { event.preventDefault(); } });
})();
