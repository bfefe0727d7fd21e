/** Moves between pages without a reload, as Kommo's Backbone router does, and fires `page:changed`. */
define(['jquery', 'host/page', 'host/lifecycle'], function ($, page, lifecycle) {
  'use strict';

  var sandbox = window.__sandbox;

  function listen() {
    page.onNavigate(
      sandbox.asHost(function (path, options) {
        sandbox.found.navigations.push({
          path: path,
          trigger: Boolean(options && options.trigger),
        });
        if (options && options.trigger) go(path);
      }),
    );
    $(document).on('click', '.host-menu a, a.js-navigate-link', function (event) {
      if (event.ctrlKey || event.metaKey || event.which > 1) return;
      event.preventDefault();
      go($(this).attr('href'));
    });
    $(window).on('popstate', function () {
      load(location.pathname + location.search);
    });
  }

  /** Keeps the query's switches; a move to where we are does nothing, as in Backbone. */
  function go(path) {
    var address = path.indexOf('?') >= 0 ? path : path + location.search;
    if (address === location.pathname + location.search) return Promise.resolve();
    history.pushState(null, '', address);
    return load(address);
  }

  function load(address) {
    return lifecycle
      .leave()
      .then(function () {
        return $.ajax({ url: address, dataType: 'html' });
      })
      .then(
        function (text) {
          var next = new DOMParser().parseFromString(text, 'text/html');
          var boot = JSON.parse(next.getElementById('sandbox-boot').textContent);
          $('#page_holder')
            .html(next.getElementById('page_holder').innerHTML)
            .attr('data-location', boot.view.location);
          page.set(boot);
          $(document).trigger('page:changed');
          return lifecycle.enter(boot);
        },
        function () {
          location.assign(address);
        },
      );
  }

  return { listen: listen, go: go };
});
