/* Gives the page of taking evidence back when there is no line: the page as it was last opened, and what it looks with. */
"use strict";
var KEPT = "hengtu-capture";
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  var asked = event.request, url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== location.origin) { return; }
  var isPage = asked.mode === "navigate" && /^\/cases\/[0-9a-f-]+\/capture\/$/.test(url.pathname);
  if (!isPage && url.pathname.indexOf("/static/hengtu/") !== 0) { return; }
  event.respondWith(fetch(asked).catch(function (gone) {
    return caches.open(KEPT).then(function (kept) { return kept.match(url.pathname, { ignoreVary: true }); }).then(function (found) {
      if (found) { return found; }
      throw gone;
    });
  }));
});
