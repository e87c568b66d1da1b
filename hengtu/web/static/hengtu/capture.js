/* Taking evidence on a phone. Each record is hashed and kept in this browser first, and sent when there is a line:
   what was typed before the files, photos before sound before films, under one key for good. The server's offset says
   from where to go on, also after a reload and on another day. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-capture]");
  if (!form || !window.fetch || !window.Promise || !File.prototype.slice || !window.HengtuHash) { return; }
  var set = form.dataset, PIECE = 1 << 20, ORDER = { PHOTO: 0, FILE: 1, AUDIO: 2, VIDEO: 3 };
  var list = document.getElementById("queue"), line = document.getElementById("line"), sum = document.getElementById("sum");
  var none = document.getElementById("none"), spoken = document.getElementById("spoken");
  var records = [], token = "", db = null, busy = false, wait = 0, timer = 0, online = true, pausedAt = "";
  form.classList.add("live");

  // --- words ---------------------------------------------------------------------------------------------------
  function mb(bytes) { return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0) + " MB"; }
  function two(n) { return ("0" + n).slice(-2); }
  function clock(text) { var t = new Date(text); return (t.getMonth() + 1) + "月" + t.getDate() + "日 " + t.getHours() + ":" + two(t.getMinutes()); }
  function said(text) { line.textContent = text; }
  function aloud(text) { spoken.textContent = text; }
  function key() {
    if (window.crypto && window.crypto.randomUUID) { return window.crypto.randomUUID(); }
    var b = window.crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    var h = Array.prototype.map.call(b, function (x) { return ("0" + x.toString(16)).slice(-2); }).join("");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  }

  // --- what is kept in this browser ----------------------------------------------------------------------------
  function opened() {
    return new Promise(function (done) {
      if (!window.indexedDB) { done(null); return; }
      var asked = window.indexedDB.open("hengtu-capture", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("records", { keyPath: "key" }); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { done(null); };
    });
  }
  function store(work, mode) {
    if (!db) { return Promise.reject(new Error("no store")); }
    return new Promise(function (done, fail) {
      var change = db.transaction("records", mode || "readwrite"), asked = work(change.objectStore("records"));
      change.oncomplete = function () { done(asked.result); };
      change.onerror = change.onabort = function () { fail(change.error); };
    });
  }
  function keep(record) {
    var kept = Object.assign({}, record);
    delete kept.row; delete kept.running; delete kept.at;
    return store(function (shelf) { return shelf.put(kept); }).then(
      function () { record.unkept = false; },
      function () { record.unkept = true; }
    );
  }
  function forget(record) {
    records = records.filter(function (other) { return other !== record; });
    if (record.row) { record.row.remove(); }
    show();
    return store(function (shelf) { return shelf.delete(record.key); }).catch(function () {});
  }

  // --- a record on the page ------------------------------------------------------------------------------------
  var SAID = { hashing: "正在算摘要", waiting: "等待", sending: "正在传", checking: "传完了，服务器正在核对摘要", done: "已入库", needs: "要您处理" };
  function make(tag, text, name) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (name) { made.className = name; }
    return made;
  }
  function button(text, does, record) {
    var made = make("button", text, "btn");
    made.type = "button";
    made.setAttribute("aria-label", text + "：" + record.sheet.title);
    made.addEventListener("click", does);
    return made;
  }
  function draw(record) {
    var row = record.row || (record.row = list.insertBefore(document.createElement("li"), list.firstChild)), body = make("div");
    var state = SAID[record.state] + (record.state === "waiting" && !online ? "网络" : "");
    var typing = row.querySelector("input");
    if (typing && document.activeElement === typing && row.dataset.state === record.state) { return; }
    row.textContent = "";
    row.dataset.state = record.state;
    row.dataset.key = record.key;
    var picture = document.createElement("img");
    picture.alt = "";
    picture.src = record.thumb || set.blank;
    row.append(picture, body);
    body.append(make("b", record.sheet.title), make("small", mb(record.size) + "，" + clock(record.savedAt) + (record.unkept ? "，没能存下，请不要关闭本页" : " 存下")));
    body.append(make("small", record.place ? "位置 " + record.place.latitude.toFixed(5) + "，" + record.place.longitude.toFixed(5) + "，误差约" + Math.max(1, Math.round(record.place.accuracy)) + "米" : "没有位置：" + record.noPlace));
    if (record.sha256) { body.append(make("small", "SHA-256 " + record.sha256, "hash")); }
    var tag = make("span", state, "tag " + ({ done: "ok", needs: "stop", sending: "go", checking: "go" }[record.state] || "soon"));
    body.append(tag);
    if (record.state === "sending" || record.state === "hashing") {
      var bar = document.createElement("progress");
      bar.max = record.size;
      bar.value = record.at || 0;
      bar.setAttribute("aria-label", SAID[record.state] + "：" + record.sheet.title);
      body.append(make("small", (record.state === "sending" ? "已传 " : "已算 ") + mb(record.at || 0) + "，共 " + mb(record.size) + (record.note ? "。" + record.note : "")), bar);
    }
    if (record.state === "done" && record.exhibit) {
      var link = make("a", "证" + record.exhibit.seq, "nb");
      link.href = record.exhibit.url;
      body.append(" ", link, make("small", record.known ? "本案早已有这一份，没有重复入库" : "服务器算出的摘要与手机一致"));
    }
    if (record.state === "needs") { troubled(record, body); }
  }
  function troubled(record, body) {
    var row = make("div", "", "row");
    body.append(make("p", record.message));
    if (record.code === "exhibit_doubtful") {
      var field = make("div", "", "field"), label = make("label", "仍要保留的理由"), input = make("input", "", "inp");
      input.id = "why-" + record.key;
      label.htmlFor = input.id;
      input.maxLength = 300;
      field.append(label, input);
      body.append(field);
      row.append(button("写明理由，仍然入库", function () {
        if (!input.value.trim()) { input.focus(); return; }
        record.reason = input.value.trim();
        again(record);
      }, record));
    } else if (record.user === set.user) {
      if (record.code === "capture_incomplete") { body.append(make("p", "改好本页上面的内容，再点“再传一次”。")); }
      row.append(button("再传一次", function () {
        record.fresh = record.code === "exhibit_hash_differs";
        if (record.code === "capture_incomplete") { record.sheet = typed(); }
        again(record);
      }, record));
    }
    row.append(button("不要了", function () {
      if (!window.confirm("这份记录还没有入库，不要了就没有了。确定不要？")) { return; }
      drop(record);
    }, record));
    body.append(row);
  }
  function again(record) { turn(record, "waiting"); keep(record); soon(0); }
  function drop(record) {
    forget(record);
    call(set.records + record.key, { method: "DELETE" }).catch(function () {});
  }
  function turn(record, state, message) {
    record.state = state;
    record.message = message || "";
    draw(record);
    show();
  }
  function show() {
    var open = records.filter(function (each) { return each.state !== "done"; }), bytes = 0;
    open.forEach(function (each) { bytes += each.size; });
    sum.textContent = open.length ? open.length + "条没传完，" + mb(bytes) : records.length ? "都已入库" : "";
    none.hidden = records.length > 0;
  }

  // --- taking --------------------------------------------------------------------------------------------------
  var NO_PLACE = { 1: "没有允许定位", 2: "定位不可用", 3: "定位超时" };
  function where() {
    return new Promise(function (done) {
      if (!navigator.geolocation || window.isSecureContext === false) { done({ reason: "浏览器不能定位" }); return; }
      var late = window.setTimeout(function () { done({ reason: "定位超时" }); }, 12000);
      navigator.geolocation.getCurrentPosition(function (found) {
        window.clearTimeout(late);
        done({ place: { latitude: found.coords.latitude, longitude: found.coords.longitude, accuracy: found.coords.accuracy } });
      }, function (error) { window.clearTimeout(late); done({ reason: NO_PLACE[error.code] || "定位不可用" }); },
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 30000 });
    });
  }
  function hashed(file, tell) {
    if (file.size <= 8 << 20 && window.crypto && window.crypto.subtle) {
      return window.HengtuHash.bytesOf(file).then(function (bytes) { return window.crypto.subtle.digest("SHA-256", bytes); }).then(function (hash) {
        return Array.prototype.map.call(new Uint8Array(hash), function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
      });
    }
    if (!window.Worker) { return window.HengtuHash.ofFile(file, tell); }
    return new Promise(function (done, fail) {
      var worker = new Worker(set.hash);
      worker.onmessage = function (event) {
        if (event.data.at) { tell(event.data.at); return; }
        worker.terminate();
        if (event.data.hex) { done(event.data.hex); } else { fail(new Error(event.data.error)); }
      };
      worker.onerror = function (error) { worker.terminate(); fail(error); };
      worker.postMessage(file);
    });
  }
  function small(file) {
    if (!window.createImageBitmap || file.type.indexOf("image/") !== 0) { return Promise.resolve(""); }
    return window.createImageBitmap(file).then(function (picture) {
      var paper = document.createElement("canvas"), side = Math.min(picture.width, picture.height);
      paper.width = paper.height = 88;
      paper.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 88, 88);
      picture.close();
      return paper.toDataURL("image/jpeg", 0.7);
    }).catch(function () { return ""; });
  }
  function typed() {
    var sheet = {};
    ["kind", "title", "proof_purpose", "place", "note"].forEach(function (name) { sheet[name] = form.elements[name] ? form.elements[name].value.trim() : ""; });
    sheet.collectors = Array.prototype.map.call(form.querySelectorAll("input[name=collectors]:checked"), function (each) { return each.value; });
    sheet.title = sheet.title || set.title;
    sheet.proof_purpose = sheet.proof_purpose || set.purpose;
    return sheet;
  }
  function limit(file, medium) {
    var most = medium === "VIDEO" || medium === "AUDIO" || /^(audio|video)\//.test(file.type) ? Number(set.maxFilm) : Number(set.maxOther);
    if (!file.size) { return "文件是空的，没有存。请重新取得。"; }
    return file.size > most * 1048576 ? "有 " + mb(file.size) + "，超过上限 " + most + " MB，没有存。请分段录制；原件留在手机里备查。" : "";
  }
  function take(file, medium) {
    var refused = limit(file, medium);
    if (refused) { aloud(file.name + refused); said(file.name + refused); return; }
    var record = {
      key: key(), user: set.user, caseUrl: set.announce, medium: medium, filename: file.name || "未命名", size: file.size, file: file,
      deviceAt: new Date().toISOString(), savedAt: new Date().toISOString(), sheet: typed(), state: "hashing", noPlace: "正在定位", at: 0
    };
    records.push(record);
    turn(record, "hashing");
    keep(record);
    finishTaking(record);
  }
  function finishTaking(record) {
    var file = record.file;
    record.running = true;
    return Promise.all([
      hashed(file, function (at) { record.at = at; draw(record); }), record.place ? { place: record.place } : where(), small(file)
    ]).then(function (found) {
      record.sha256 = found[0];
      record.place = found[1].place || null;
      record.noPlace = found[1].reason || "";
      record.thumb = found[2];
      record.running = false;
      record.at = 0;
      turn(record, "waiting");
      aloud(record.sheet.title + "已存下，摘要已算出");
      return keep(record).then(function () { draw(record); soon(0); });
    }, function (error) {
      record.running = false;
      turn(record, "needs", "读不出这个文件（" + error + "），没有算出摘要。请重新选取。");
    });
  }
  Array.prototype.forEach.call(form.querySelectorAll("input[type=file]"), function (input) {
    input.addEventListener("change", function () {
      Array.prototype.forEach.call(input.files, function (file) { take(file, input.dataset.medium); });
      input.value = "";
    });
  });

  // --- sending -------------------------------------------------------------------------------------------------
  function Away() {}
  function call(url, options) {
    options = options || {};
    options.headers = Object.assign({ "X-CSRFToken": token }, options.headers);
    options.credentials = "same-origin";
    return fetch(url, options).catch(function () { throw new Away(); }).then(function (answer) {
      if (answer.redirected) { throw { login: true }; }
      if (answer.status >= 500 && answer.status !== 507) { throw new Away(); }
      return answer;
    });
  }
  function reason(answer) {
    return answer.json().catch(function () { return {}; }).then(function (body) {
      return { code: body.code || "", message: body.message || "没有收（" + answer.status + "）。请截图告诉系统管理员。", status: answer.status, offset: body.offset, kept: body.kept };
    });
  }
  function reach() {
    return call(set.line).then(function (answer) { return answer.json(); }).then(function (body) {
      token = body.token;
      if (body.user !== set.user) { throw { login: true }; }
    });
  }
  function announced(record) {
    var data = new FormData(), sheet = record.sheet;
    ["kind", "title", "proof_purpose", "place", "note"].forEach(function (name) { data.append(name, sheet[name]); });
    sheet.collectors.forEach(function (each) { data.append("collectors", each); });
    data.append("medium", record.medium);
    data.append("filename", record.filename);
    data.append("size", record.size);
    data.append("sha256", record.sha256);
    data.append("device_at", record.deviceAt);
    data.append("sent_at", new Date().toISOString());
    if (record.place) {
      data.append("latitude", record.place.latitude);
      data.append("longitude", record.place.longitude);
      data.append("accuracy_m", record.place.accuracy);
    } else { data.append("no_place_reason", record.noPlace); }
    return call(record.caseUrl + record.key, { method: "POST", body: data }).then(function (answer) {
      if (!answer.ok) { return reason(answer).then(function (why) { throw why; }); }
      return answer.json();
    }).then(function (body) {
      record.url = body.url;
      record.finish = body.finish;
      record.at = body.offset;
      record.told = true;
      if (body.exhibit) { done(record, body.exhibit, false); }
      return keep(record);
    });
  }
  function done(record, exhibit, known) {
    record.exhibit = exhibit;
    record.known = known;
    record.file = null;
    record.note = "";
    turn(record, "done");
    aloud(record.sheet.title + "已入库，证" + exhibit.seq);
    return keep(record);
  }
  function pieces(record) {
    if (record.at >= record.size) { return Promise.resolve(); }
    return window.HengtuHash.bytesOf(record.file.slice(record.at, record.at + PIECE)).then(function (buffer) {
      var hash = new window.HengtuHash.Hash().add(new Uint8Array(buffer)).hex();
      return call(record.url, { method: "PATCH", body: buffer, headers: { "Upload-Offset": String(record.at), "Upload-Digest": hash, "Content-Type": "application/offset+octet-stream" } });
    }).then(function (answer) {
      if (answer.ok) { record.at = Number(answer.headers.get("Upload-Offset")); wait = 0; draw(record); return pieces(record); }
      return reason(answer).then(function (why) {
        if (why.status === 409 && typeof why.offset === "number") { record.at = why.offset; return pieces(record); }
        if (why.code === "upload_piece_damaged") { throw new Away(); }
        if (why.status === 404) { record.told = false; }
        throw why;
      });
    });
  }
  function finished(record) {
    var data = new FormData();
    data.append("keep_reason", record.reason || "");
    turn(record, "checking");
    return call(record.finish, { method: "POST", body: data }).then(function (answer) {
      if (answer.ok) { return answer.json().then(function (body) { return done(record, body.exhibit, body.known); }); }
      return reason(answer).then(function (why) {
        if (typeof why.offset === "number") { record.at = why.offset; record.told = false; throw new Away(); }
        throw why;
      });
    });
  }
  function sent(record) {
    return Promise.resolve(record.fresh ? call(set.records + record.key, { method: "DELETE" }) : null).then(function () {
      record.fresh = false;
      return announced(record);
    }).then(function () {
      if (record.state === "done") { return null; }
      turn(record, "sending");
      return pieces(record).then(function () { return finished(record); });
    });
  }
  function troubleWith(record) {
    return function (why) {
      if (why instanceof Away || (why && why.login)) { turn(record, "waiting"); throw why; }
      if (why && why.status === 507) { record.code = why.code; turn(record, "waiting"); said(why.message); throw new Away(); }
      record.code = (why && why.code) || "";
      turn(record, "needs", (why && why.message) || "手机读不出这个文件了：" + why + "。原件还在相册里的，请重新选取。");
      aloud(record.sheet.title + "要您处理");
      return keep(record);
    };
  }
  function mine() {
    return records.filter(function (each) { return each.state === "waiting" && each.user === set.user && each.file && each.sha256; }).sort(function (a, b) {
      return ORDER[a.medium] - ORDER[b.medium] || a.size - b.size;
    });
  }
  /* What was typed goes first, for all of them: the office knows what is coming, and its hash, before any file moves. */
  function round() {
    var queue = mine();
    return queue.reduce(function (before, record) {
      return before.then(function () { return record.told || record.fresh ? null : announced(record).catch(troubleWith(record)); });
    }, Promise.resolve()).then(function next() {
      var record = mine()[0];
      return record ? sent(record).catch(troubleWith(record)).then(next) : null;
    });
  }
  function work() {
    if (busy || !mine().length) { return; }
    busy = true;
    var turnOf = navigator.locks ? function (does) { return navigator.locks.request("hengtu-capture", does); } : function (does) { return does(); };
    turnOf(function () {
      return reach().then(function () { there(); return round(); });
    }).then(function () { busy = false; wait = 0; there(); if (mine().length) { soon(0); } }, function (why) {
      busy = false;
      if (why && why.login) { signIn(); return; }
      gone();
    });
  }
  function there() { online = true; pausedAt = ""; said(mine().length ? "有网，正在传。可以继续拍" : "有网，拍下就传"); records.forEach(function (each) { if (each.state === "waiting") { draw(each); } }); }
  function gone() {
    online = false;
    wait = Math.min(30, wait ? wait * 2 : 2);
    pausedAt = pausedAt || new Date().toISOString();
    said("没有网，从" + clock(pausedAt) + "起。记录都存在这台手机里，来网自动接着传");
    records.forEach(function (each) { if (each.state === "waiting") { draw(each); } });
    soon(wait * 1000);
  }
  function signIn() {
    line.textContent = "登录已到期，或者换了账号。记录都在这台手机里：";
    var link = make("a", "请" + set.person + "登录后接着传");
    link.href = set.login;
    line.append(link);
  }
  function soon(delay) { window.clearTimeout(timer); timer = window.setTimeout(work, delay); }
  window.addEventListener("online", function () { wait = 0; soon(0); });
  window.addEventListener("offline", function () { online = false; gone(); });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { soon(0); } });
  window.addEventListener("beforeunload", function (event) { if (records.some(function (each) { return each.unkept && each.state !== "done"; })) { event.preventDefault(); } });
  document.getElementById("clear").addEventListener("click", function () { records.filter(function (each) { return each.state === "done"; }).forEach(forget); });

  // --- beginning -----------------------------------------------------------------------------------------------
  opened().then(function (found) {
    db = found;
    return db ? store(function (shelf) { return shelf.getAll(); }, "readonly") : [];
  }).catch(function () { return []; }).then(function (found) {
    found.sort(function (a, b) { return a.savedAt < b.savedAt ? -1 : 1; }).forEach(function (record) {
      if (record.user !== set.user && record.state !== "done") { record.state = "needs"; record.message = "这是账号" + record.user + "取得的记录，由本人登录后再传。"; record.code = ""; }
      if (record.state === "sending" || record.state === "checking") { record.state = "waiting"; }
      records.push(record);
      draw(record);
      if (record.state === "hashing" && record.file) { record.deviceAt = record.deviceAt || record.savedAt; finishTaking(record); }
    });
    show();
    if (navigator.storage && navigator.storage.persist) { navigator.storage.persist(); }
    said(navigator.onLine === false ? "没有网。记录先存在这台手机里，来网自动传" : "有网，拍下就传");
    if (navigator.onLine === false) { online = false; }
    soon(0);
    if (navigator.serviceWorker && window.caches && navigator.onLine !== false) {
      navigator.serviceWorker.register(set.worker, { scope: "/cases/" }).catch(function () {});
      var needed = [location.pathname, set.hash].concat(Array.prototype.map.call(document.querySelectorAll("link[href^='/static/'], script[src]"), function (each) { return new URL(each.href || each.src).pathname; }));
      needed = needed.filter(function (each, at) { return needed.indexOf(each) === at; });
      caches.open("hengtu-capture").then(function (kept) { return kept.addAll(needed); }).then(function () { document.documentElement.dataset.captureKept = "1"; }, function () {});
    }
    document.documentElement.dataset.captureReady = "1";
  });
})();
