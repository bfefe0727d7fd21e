/**
 * Watches what widgets do to the page. Loaded before everything else, so that nothing escapes.
 * Who did it is read from the call stack: a frame under /widgets/<code>/ (or the neighbour's
 * folder) names the widget, also after a wait.
 */
(function () {
  'use strict';

  var hostDepth = 0;
  var found = {
    consoleErrors: [],
    consoleCalls: [],
    appWrites: [],
    insecureRequests: [],
    syncRequests: [],
    requests: [],
    scriptInjections: [],
    notifications: [],
    navigations: [],
    lifecycle: [],
  };
  var live = {
    listeners: new Map(),
    timers: new Map(),
    observers: new Map(),
    nodes: [],
    jqueryTargets: new Set(),
  };
  var baseline = { globals: null, styles: null };

  /** The widget code whose file is on the stack, or null. */
  function owner() {
    if (hostDepth > 0) return null;
    var limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 60;
    var stack = new Error().stack || '';
    Error.stackTraceLimit = limit;
    var match = /\/(?:widgets\/([^/]+)|host-assets\/(neighbor))\//.exec(stack);
    return match === null ? null : match[1] || 'sandbox_neighbor';
  }

  /** What the host does while a widget's call is on the stack is not the widget's doing. */
  function asHost(work) {
    return function () {
      hostDepth += 1;
      try {
        return work.apply(this, arguments);
      } finally {
        hostDepth -= 1;
      }
    };
  }

  function wrap(object, name, make) {
    var original = object[name];
    object[name] = make(original);
    return original;
  }

  function describe(node) {
    if (node === window) return 'window';
    if (node === document) return 'document';
    if (!node || !node.tagName) return String(node && node.nodeName ? node.nodeName : node);
    var id = node.id ? '#' + node.id : '';
    var classes = typeof node.className === 'string' ? node.className.trim() : '';
    return node.tagName.toLowerCase() + id + (classes ? '.' + classes.split(/\s+/).join('.') : '');
  }

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

  // --- listeners

  function listenerKey(type, capture) {
    return type + (capture ? ':capture' : '');
  }

  function isCapture(options) {
    return typeof options === 'object' && options !== null
      ? Boolean(options.capture)
      : Boolean(options);
  }

  function forget(target, type, handler, capture) {
    live.listeners.forEach(function (entry, key) {
      if (
        entry.target === target &&
        entry.key === listenerKey(type, capture) &&
        entry.handler === handler
      )
        live.listeners.delete(key);
    });
  }

  wrap(EventTarget.prototype, 'addEventListener', function (original) {
    return function (type, handler, options) {
      var who = owner();
      if (who !== null && handler) {
        var target = this || window;
        var capture = isCapture(options);
        forget(target, type, handler, capture);
        live.listeners.set(
          {},
          {
            owner: who,
            target: target,
            key: listenerKey(type, capture),
            type: type,
            handler: handler,
          },
        );
        if (options && options.once)
          original.call(
            target,
            type,
            function () {
              forget(target, type, handler, capture);
            },
            { once: true, capture: capture },
          );
        if (options && options.signal)
          options.signal.onabort = function () {
            forget(target, type, handler, capture);
          };
      }
      return original.call(this, type, handler, options);
    };
  });
  wrap(EventTarget.prototype, 'removeEventListener', function (original) {
    return function (type, handler, options) {
      forget(this || window, type, handler, isCapture(options));
      return original.call(this, type, handler, options);
    };
  });

  // --- timers, animation frames, observers

  function watchTimer(start, stop, repeats) {
    wrap(window, start, function (original) {
      return function (work) {
        var who = owner();
        if (who === null || typeof work !== 'function') return original.apply(window, arguments);
        var rest = Array.prototype.slice.call(arguments, 1);
        var id = original.apply(
          window,
          [
            function () {
              if (!repeats) live.timers.delete(start + id);
              return work.apply(this, arguments);
            },
          ].concat(rest),
        );
        live.timers.set(start + id, { owner: who, kind: start });
        return id;
      };
    });
    wrap(window, stop, function (original) {
      return function (id) {
        live.timers.delete(start + id);
        return original.call(window, id);
      };
    });
  }
  watchTimer('setTimeout', 'clearTimeout', false);
  watchTimer('setInterval', 'clearInterval', true);
  watchTimer('requestAnimationFrame', 'cancelAnimationFrame', false);

  ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'].forEach(function (name) {
    var prototype = window[name] && window[name].prototype;
    if (!prototype) return;
    wrap(prototype, 'observe', function (original) {
      return function (target) {
        var who = owner();
        if (who !== null) live.observers.set(this, { owner: who, kind: name, target: target });
        return original.apply(this, arguments);
      };
    });
    wrap(prototype, 'disconnect', function (original) {
      return function () {
        live.observers.delete(this);
        return original.apply(this, arguments);
      };
    });
  });

  // --- nodes and scripts

  function noteNode(node) {
    if (!node || node.nodeType > 11) return;
    if (node.nodeType === 11) return Array.prototype.slice.call(node.childNodes).forEach(noteNode);
    var scripts =
      node.tagName === 'SCRIPT'
        ? [node]
        : node.querySelectorAll
          ? node.querySelectorAll('script')
          : [];
    Array.prototype.forEach.call(scripts, function (script) {
      // RequireJS loads a declared dependency through an element that carries this attribute.
      if (script.hasAttribute('data-requiremodule') || script.type === 'application/json') return;
      var who = owner();
      if (who !== null) found.scriptInjections.push({ owner: who, src: script.src || '(inline)' });
    });
    var who = owner();
    if (who !== null && node.nodeType === 1) live.nodes.push({ owner: who, node: node });
  }

  ['appendChild', 'insertBefore', 'replaceChild'].forEach(function (name) {
    wrap(Node.prototype, name, function (original) {
      return function (node) {
        noteNode(node);
        return original.apply(this, arguments);
      };
    });
  });
  [
    'append',
    'prepend',
    'before',
    'after',
    'replaceWith',
    'replaceChildren',
    'insertAdjacentElement',
  ].forEach(function (name) {
    wrap(Element.prototype, name, function (original) {
      return function () {
        Array.prototype.forEach.call(arguments, function (node) {
          if (node instanceof Node) noteNode(node);
        });
        return original.apply(this, arguments);
      };
    });
  });
  var innerHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  Object.defineProperty(Element.prototype, 'innerHTML', {
    configurable: true,
    get: innerHTML.get,
    set: function (value) {
      innerHTML.set.call(this, value);
      if (owner() !== null) Array.prototype.forEach.call(this.children, noteNode);
    },
  });
  wrap(Element.prototype, 'insertAdjacentHTML', function (original) {
    return function (where, markup) {
      var isInside = where === 'afterbegin' || where === 'beforeend';
      var around = isInside ? this : this.parentNode;
      var before = new Set(around ? around.children : []);
      original.call(this, where, markup);
      Array.prototype.forEach.call(around ? around.children : [], function (node) {
        if (!before.has(node)) noteNode(node);
      });
    };
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

  /** jQuery binds one native listener per type; its own handlers on nodes still there are counted apart. */
  function jqueryHandlers() {
    if (!window.jQuery) return [];
    return Array.from(live.jqueryTargets)
      .filter(isKept)
      .reduce(function (all, target) {
        var events = window.jQuery._data(target, 'events') || {};
        Object.keys(events).forEach(function (type) {
          events[type].forEach(function (entry) {
            if (entry.handler.__sandboxOwner)
              all.push({
                owner: entry.handler.__sandboxOwner,
                kind: 'listener',
                detail:
                  describe(target) +
                  ' ' +
                  type +
                  (entry.selector ? ' ' + entry.selector : '') +
                  ' (jQuery)',
              });
          });
        });
        return all;
      }, []);
  }

  /** Names the widget that adds a jQuery handler; called once jQuery is there. */
  function watchJquery($) {
    wrap($.event, 'add', function (original) {
      return function (element, types, handler) {
        var who = owner();
        var work = handler && handler.handler ? handler.handler : handler;
        if (who !== null && typeof work === 'function') work.__sandboxOwner = who;
        if (who !== null) live.jqueryTargets.add(element);
        // jQuery's own native dispatcher is bound here; it is not a leak while a host handler uses it.
        return asHost(original).apply(this, arguments);
      };
    });
  }

  function isKept(node) {
    // Targets that are no nodes (window, a media query, a socket) are there until the page ends.
    return !(node instanceof Node) || node.isConnected;
  }

  /** What a widget has left behind; right after destroy this must be empty. */
  function leaks(code) {
    var isHis = function (entry) {
      return code === undefined || entry.owner === code;
    };
    var list = jqueryHandlers().filter(isHis);
    live.listeners.forEach(function (entry) {
      if (isHis(entry) && isKept(entry.target))
        list.push({
          owner: entry.owner,
          kind: 'listener',
          detail: describe(entry.target) + ' ' + entry.type,
        });
    });
    live.timers.forEach(function (entry) {
      if (isHis(entry)) list.push({ owner: entry.owner, kind: 'timer', detail: entry.kind });
    });
    live.observers.forEach(function (entry) {
      if (isHis(entry)) list.push({ owner: entry.owner, kind: 'observer', detail: entry.kind });
    });
    live.nodes
      .filter(function (entry) {
        return isHis(entry) && entry.node.isConnected;
      })
      .filter(function (entry, index, all) {
        return (
          all.findIndex(function (other) {
            return (
              other.node === entry.node || (other !== entry && other.node.contains(entry.node))
            );
          }) === index
        );
      })
      // Kommo's documents tell a widget to append its style sheet once and keep it.
      .filter(function (entry) {
        return !(entry.node.tagName === 'LINK' && entry.node.rel === 'stylesheet');
      })
      .forEach(function (entry) {
        list.push({ owner: entry.owner, kind: 'node', detail: describe(entry.node) });
      });
    return list;
  }

  window.__sandbox = {
    asHost: asHost,
    found: found,
    takeBaseline: takeBaseline,
    watchJquery: watchJquery,
    leaks: leaks,
    /** Everything seen so far, as plain data. */
    report: function () {
      return JSON.parse(
        JSON.stringify(
          Object.assign({}, found, {
            globalWrites: globalWrites(),
            styleLeaks: styleLeaks(),
            leaks: leaks(),
          }),
        ),
      );
    },
  };
})();
