/** Watches the console, requests, globals and styles. */
(function () {
  'use strict';

  var sandbox = window.__sandbox;
  var owner = sandbox.owner;
  var wrap = sandbox.wrap;
  var found = sandbox.found;
  var baseline = { globals: null, styles: null };

  // --- console and uncaught errors

  ['log', 'info', 'warn', 'debug', 'error'].forEach(function (level) {
    wrap(console, level, function (original) {
      return function () {
        var text = Array.prototype.map.call(arguments, String).join(' ');
        var entry = { owner: owner(), level: level, text: text };
        found.consoleCalls.push(entry);
        if (level === 'error') found.consoleErrors.push(entry);
        return original.apply(console, arguments);
      };
    });
  });
  window.addEventListener('error', function (event) {
    found.consoleErrors.push({ owner: null, level: 'uncaught', text: String(event.message) });
  });
  window.addEventListener('unhandledrejection', function (event) {
    found.consoleErrors.push({ owner: null, level: 'rejection', text: String(event.reason) });
  });

  // --- requests

  function noteRequest(method, url, isSync) {
    var who = owner();
    var address = new URL(url, location.href);
    var entry = { owner: who, method: String(method || 'GET').toUpperCase(), url: address.href };
    found.requests.push(entry);
    if (isSync && who !== null) found.syncRequests.push(entry);
    // Loopback counts as a trustworthy origin in Chromium; anything else over http is blocked as mixed content.
    var isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(address.hostname);
    if (address.protocol === 'http:' && !isLoopback) found.insecureRequests.push(entry);
  }
  wrap(XMLHttpRequest.prototype, 'open', function (original) {
    return function (method, url, isAsync) {
      noteRequest(method, url, isAsync === false);
      return original.apply(this, arguments);
    };
  });
  wrap(window, 'fetch', function (original) {
    return function (input, init) {
      var isRequest = typeof input === 'object' && input !== null && 'url' in input;
      noteRequest(
        (init && init.method) || (isRequest && input.method),
        isRequest ? input.url : input,
        false,
      );
      return original.apply(window, arguments);
    };
  });
  new PerformanceObserver(function (list) {
    list.getEntries().forEach(function (entry) {
      var address = new URL(entry.name, location.href);
      if (
        address.protocol !== 'http:' ||
        /^(localhost|127\.0\.0\.1|\[::1\])$/.test(address.hostname)
      )
        return;
      found.insecureRequests.push({ owner: null, method: 'GET', url: address.href });
    });
  }).observe({ type: 'resource', buffered: true });

  // --- globals, styles

  function canaryStyles() {
    var holder = document.getElementById('sandbox_canary');
    if (!holder) return {};
    var styles = {};
    holder.hidden = false;
    Array.prototype.forEach.call(holder.children, function (element) {
      var computed = getComputedStyle(element);
      styles[element.tagName.toLowerCase()] = [
        'color',
        'background-color',
        'font-size',
        'font-family',
        'font-weight',
        'margin-top',
        'padding-left',
        'padding-top',
        'border-top-width',
        'display',
        'line-height',
        'box-sizing',
        'list-style-type',
        'text-transform',
      ]
        .map(function (name) {
          return name + ':' + computed.getPropertyValue(name);
        })
        .join(';');
    });
    holder.hidden = true;
    return styles;
  }

  /** Taken when the host is complete and no widget has run. */
  function takeBaseline() {
    baseline.globals = new Set(Object.getOwnPropertyNames(window));
    baseline.styles = canaryStyles();
  }

  function globalWrites() {
    if (baseline.globals === null) return [];
    return Object.getOwnPropertyNames(window)
      .filter(function (name) {
        return !baseline.globals.has(name) && !/^\d+$/.test(name);
      })
      .map(function (name) {
        return { name: name };
      });
  }

  function styleLeaks() {
    if (baseline.styles === null) return [];
    var now = canaryStyles();
    return Object.keys(now)
      .filter(function (tag) {
        return now[tag] !== baseline.styles[tag];
      })
      .map(function (tag) {
        return { tag: tag, before: baseline.styles[tag], after: now[tag] };
      });
  }

  sandbox.takeBaseline = takeBaseline;
  /** Everything seen so far, as plain data; `leaks` is what would be one if the widgets ended now. */
  sandbox.report = function () {
    return JSON.parse(
      JSON.stringify(
        Object.assign({}, found, {
          globalWrites: globalWrites(),
          styleLeaks: styleLeaks(),
          leaks: sandbox.leaks(),
        }),
      ),
    );
  };
})();
