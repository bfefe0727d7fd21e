/** Watches listeners, timers and observers, and lists what a widget leaves when it ends. */
(function () {
  'use strict';

  var sandbox = window.__sandbox;
  var owner = sandbox.owner;
  var asHost = sandbox.asHost;
  var wrap = sandbox.wrap;
  var live = sandbox.live;

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

  // --- what is left

  function describe(node) {
    if (node === window) return 'window';
    if (node === document) return 'document';
    if (!node || !node.tagName) return String(node && node.nodeName ? node.nodeName : node);
    var id = node.id ? '#' + node.id : '';
    var classes = typeof node.className === 'string' ? node.className.trim() : '';
    return node.tagName.toLowerCase() + id + (classes ? '.' + classes.split(/\s+/).join('.') : '');
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

  sandbox.watchJquery = watchJquery;
  sandbox.leaks = leaks;
})();
