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

  window.__sandbox = {
    owner: owner,
    asHost: asHost,
    wrap: wrap,
    found: found,
    live: live,
  };
})();
