/* SHA-256 in pieces (FIPS 180-4). The browser's own digest wants the whole file at once; a film of 2 GB has no room for
   that. As a worker it takes a file and answers with its hash; on a page it hashes pieces. */
(function (scope) {
  "use strict";
  var K = new Int32Array(64), FIRST = new Int32Array(8), PIECE = 4 << 20;
  (function () {
    function part(root) { return ((root - Math.floor(root)) * 4294967296) | 0; }
    for (var n = 2, found = 0; found < 64; n += 1) {
      var prime = true;
      for (var d = 2; d * d <= n; d += 1) { if (n % d === 0) { prime = false; break; } }
      if (prime) { K[found] = part(Math.cbrt(n)); if (found < 8) { FIRST[found] = part(Math.sqrt(n)); } found += 1; }
    }
  })();
  function Hash() {
    this.state = Int32Array.from(FIRST);
    this.rest = new Uint8Array(64);
    this.held = 0;
    this.length = 0;
    this.words = new Int32Array(64);
  }
  Hash.prototype.block = function (bytes, at) {
    var w = this.words, s = this.state, i, x, y, t, u;
    for (i = 0; i < 16; i += 1, at += 4) {
      w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (i = 16; i < 64; i += 1) {
      x = w[i - 15]; y = w[i - 2];
      w[i] = (w[i - 16] + w[i - 7] + (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
        (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) | 0;
    }
    var a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    for (i = 0; i < 64; i += 1) {
      t = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      u = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
    }
    s[0] = (s[0] + a) | 0; s[1] = (s[1] + b) | 0; s[2] = (s[2] + c) | 0; s[3] = (s[3] + d) | 0;
    s[4] = (s[4] + e) | 0; s[5] = (s[5] + f) | 0; s[6] = (s[6] + g) | 0; s[7] = (s[7] + h) | 0;
  };
  Hash.prototype.add = function (bytes) {
    var at = 0;
    this.length += bytes.length;
    if (this.held) {
      at = Math.min(64 - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 64) { return this; }
      this.block(this.rest, 0);
      this.held = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) { this.block(bytes, at); }
    this.rest.set(bytes.subarray(at));
    this.held = bytes.length - at;
    return this;
  };
  Hash.prototype.hex = function () {
    var bits = this.length * 8, end = new Uint8Array((this.held < 56 ? 64 : 128) - this.held), i, text = "";
    end[0] = 128;
    for (i = 0; i < 8; i += 1) { end[end.length - 1 - i] = Math.floor(bits / Math.pow(256, i)) % 256; }
    this.add(end);
    for (i = 0; i < 8; i += 1) { text += ("0000000" + (this.state[i] >>> 0).toString(16)).slice(-8); }
    return text;
  };
  function bytesOf(piece) {
    if (piece.arrayBuffer) { return piece.arrayBuffer(); }
    return new Promise(function (done, fail) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = function () { fail(reader.error); };
      reader.readAsArrayBuffer(piece);
    });
  }
  /* The hash of a file, four megabytes at a time; says how far it is. */
  function ofFile(file, said) {
    var hash = new Hash(), at = 0;
    function next() {
      if (at >= file.size) { return hash.hex(); }
      return bytesOf(file.slice(at, at + PIECE)).then(function (buffer) {
        hash.add(new Uint8Array(buffer));
        at += buffer.byteLength;
        if (!buffer.byteLength) { throw new Error("the file became shorter while it was read"); }
        said(at);
        return next();
      });
    }
    return Promise.resolve().then(next);
  }
  if (scope.document) {
    scope.HengtuHash = { Hash: Hash, ofFile: ofFile, bytesOf: bytesOf };
  } else {
    scope.onmessage = function (event) {
      ofFile(event.data, function (at) { scope.postMessage({ at: at }); }).then(
        function (hex) { scope.postMessage({ hex: hex }); },
        function (error) { scope.postMessage({ error: String(error) }); }
      );
    };
  }
})(self);
