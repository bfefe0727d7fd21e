/** Watches the nodes that widgets add, scripts above all. */
(function () {
  'use strict';

  var sandbox = window.__sandbox;
  var owner = sandbox.owner;
  var wrap = sandbox.wrap;
  var found = sandbox.found;
  var live = sandbox.live;

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
})();
