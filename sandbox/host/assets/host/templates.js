/** `render` of the SDK: inline twig, Kommo's controls, and templates fetched by address. */
define(['jquery', 'twigjs', 'host/page'], function ($, Twig, page) {
  'use strict';

  var fetched = {};

  /** twig 0.8.9 throws on an id that it knows, so each template is made without one. */
  function make(data) {
    return Twig.twig({ data: data, allowInlineIncludes: true });
  }

  function render(source, params, widget) {
    if (source.href) return renderHref(source, params, widget);
    if (source.ref) {
      var control = page.boot().controls[source.ref];
      if (control === undefined) throw new Error('No such template: ' + source.ref);
      return make(control).render(params || {});
    }
    return make(String(source.data || '')).render(params || {});
  }

  function renderHref(source, params, widget) {
    var base = (source.base_path === undefined ? widget.path : source.base_path).replace(/\/$/, '');
    var address = base + '/' + source.href.replace(/^\//, '') + (source.v ? '?v=' + source.v : '');
    if (!fetched[address]) fetched[address] = $.ajax({ url: address, dataType: 'text' });
    var made = fetched[address].then(make);
    if (typeof source.load === 'function')
      made.done(function (template) {
        source.load(template);
      });
    if (source.promised) return Promise.resolve(made);
    return made;
  }

  return { render: render, make: make };
});
